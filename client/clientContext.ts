/** What the features of the client share; made once in `activate`. */
import type * as vscode from 'vscode';
import type { AwsTargets } from './awsTarget';
import type { JsonDocuments } from './jsonDocuments';
import type { LastAnswer } from './lastAnswer';
import type { LastLaunch } from './lastLaunch';
import type { LanguageServer } from './languageClient';
import type { Panels } from './panels';
import type { Questions } from './questions';
import type { RunStore } from './runs/runStore';
import type { SecretValues } from './secretValues';
import type { RunsView } from './runs/runsView';
import type { TestAnswers } from './testAnswers';

export interface ClientContext {
  readonly extension: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly targets: AwsTargets;
  readonly runs: RunStore;
  readonly questions: Questions;
  readonly documents: JsonDocuments;
  readonly secrets: SecretValues;
  readonly lastLaunch: LastLaunch;
  readonly lastAnswer: LastAnswer;
  readonly panels: Panels;
  readonly runsView: RunsView;
  readonly testAnswers: TestAnswers;
}
