/** What the features of the client share; made once in `activate`. */
import type * as vscode from 'vscode';
import type { AwsTargets } from './awsTarget';
import type { LastRun } from './lastRun';
import type { LanguageServer } from './languageClient';
import type { Panels } from './panels';
import type { TestAnswers } from './testAnswers';
import type { WaitingTasks } from './waitingTasks';

export interface ClientContext {
  readonly extension: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly targets: AwsTargets;
  readonly panels: Panels;
  readonly waitingTasks: WaitingTasks;
  readonly lastRun: LastRun;
  readonly testAnswers: TestAnswers;
}
