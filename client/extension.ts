/** Activation: makes what is shared and hands it to each feature. */
import * as vscode from 'vscode';
import { useTranslations } from '../core/l10n/phrase';
import { registerAdapterExit } from './adapterExit';
import { registerAskForAnswer } from './askForAnswer';
import { AwsTargets } from './awsTarget';
import { registerChildSessions } from './childSessions';
import type { ClientContext } from './clientContext';
import { registerConfirmations } from './confirmations';
import { registerCommands } from './commands';
import { registerContextKeys } from './contextKeys';
import { registerDebugAdapter } from './debugAdapterFactory';
import { registerDebugConfigurations } from './debugConfiguration';
import { registerHandlerStops } from './handlerStops';
import { registerHandlerCodeLens } from './handlerCodeLens';
import { registerHoverValues } from './hoverValues';
import { LanguageServer } from './languageClient';
import { LastRun } from './lastRun';
import { createLog } from './log';
import { registerInlineValues } from './inlineValues';
import { registerMockConfigs } from './mockConfigs';
import { createPanels } from './panels';
import { registerRefusals } from './refusedDefinition';
import { registerSavedFiles } from './savedFiles';
import { registerStatusBar } from './statusBar';
import { registerToolkitCoexistence } from './toolkitCoexistence';
import { TestAnswers } from './testAnswers';
import { WaitingTasks } from './waitingTasks';

/** Each registers itself with VS Code and leaves its disposables in the context. */
const FEATURES: readonly ((context: ClientContext) => void)[] = [
  registerCommands,
  registerDebugAdapter,
  registerAdapterExit,
  registerDebugConfigurations,
  registerChildSessions,
  registerHandlerStops,
  registerAskForAnswer,
  registerConfirmations,
  registerRefusals,
  registerHandlerCodeLens,
  registerMockConfigs,
  registerHoverValues,
  registerInlineValues,
  registerSavedFiles,
  registerContextKeys,
  registerStatusBar,
  registerToolkitCoexistence,
];

export function activate(extension: vscode.ExtensionContext): void {
  useTranslations(vscode.l10n.bundle);
  const log = createLog();
  const server = new LanguageServer(extension, log);
  const context: ClientContext = {
    extension,
    log,
    server,
    targets: new AwsTargets(),
    panels: createPanels(extension, server),
    waitingTasks: new WaitingTasks(extension.asAbsolutePath('dist/cli.js')),
    lastRun: new LastRun(extension),
    testAnswers: new TestAnswers(),
  };
  const { panels, targets, waitingTasks, lastRun, testAnswers } = context;
  extension.subscriptions.push(log, server, ...Object.values(panels), targets, waitingTasks, lastRun, testAnswers);
  for (const register of FEATURES) register(context);
  server.start();
}

export function deactivate(): void {
  // Everything hangs on the context's subscriptions.
}
