/** Activation: makes what is shared and hands it to each feature. */
import * as vscode from 'vscode';
import { useTranslations } from '../core/l10n/phrase';
import { registerAdapterEvents } from './adapterEvents';
import { registerAdapterExit } from './adapterExit';
import { registerAskForAnswer } from './askForAnswer';
import { registerAwsSamConfigurations } from './awsSamConfigurations';
import { AwsTargets } from './awsTarget';
import { registerChildSessions } from './childSessions';
import type { ClientContext } from './clientContext';
import { registerConfirmations } from './confirmations';
import { registerCommands } from './commands';
import { registerDeclaredCodeLens } from './declaredCodeLens';
import { registerContextKeys } from './contextKeys';
import { registerDebugAdapter } from './debugAdapterFactory';
import { registerDebugConfigurations } from './debugConfiguration';
import { registerHandlerStops } from './handlerStops';
import { registerHandlerCodeLens } from './handlerCodeLens';
import { registerHoverValues } from './hoverValues';
import { JsonDocuments } from './jsonDocuments';
import { LanguageServer } from './languageClient';
import { createLog } from './log';
import { registerInlineValues } from './inlineValues';
import { LastAnswer } from './lastAnswer';
import { LastLaunch } from './lastLaunch';
import { registerLastFailures } from './lastFailures';
import { registerMissingDebugger } from './missingDebugger';
import { registerMockConfigs } from './mockConfigs';
import { registerSettingsFiles } from './settingsFiles';
import { registerNeededValues } from './neededValues';
import { createPanels } from './panels';
import { registerProjectView } from './project/projectView';
import { Questions } from './questions';
import { registerRefusals } from './refusedDefinition';
import { followRuns } from './runs/followRuns';
import { registerInterruptedRuns } from './runs/interruptedRuns';
import { maskEarlierRuns } from './runs/runMasks';
import { RunStore } from './runs/runStore';
import { SecretValues } from './secretValues';
import { RunsView } from './runs/runsView';
import { registerEventSchemas } from './events/eventSchemas';
import { registerEditedFiles } from './editedFiles';
import { registerRunStatus } from './runStatus';
import { registerStatusBar } from './statusBar';
import { registerToolkitCoexistence } from './toolkitCoexistence';
import { TestAnswers } from './testAnswers';
import { registerUnusableSettings } from './unusableSettings';
import { registerWaitingTasks } from './waitingTasks';

/** Each registers itself with VS Code and leaves its disposables in the context. */
export const FEATURES: readonly ((context: ClientContext) => void)[] = [
  registerCommands,
  registerDebugAdapter,
  registerAdapterEvents,
  registerAdapterExit,
  registerDebugConfigurations,
  registerAwsSamConfigurations,
  registerChildSessions,
  registerMissingDebugger,
  registerHandlerStops,
  registerAskForAnswer,
  registerWaitingTasks,
  registerConfirmations,
  registerRefusals,
  registerNeededValues,
  registerProjectView,
  registerHandlerCodeLens,
  registerDeclaredCodeLens,
  registerMockConfigs,
  registerSettingsFiles,
  registerHoverValues,
  registerInlineValues,
  registerLastFailures,
  registerEditedFiles,
  registerEventSchemas,
  registerContextKeys,
  registerStatusBar,
  registerRunStatus,
  registerToolkitCoexistence,
  registerUnusableSettings,
  registerInterruptedRuns,
];

export function activate(extension: vscode.ExtensionContext): void {
  useTranslations(vscode.l10n.bundle);
  const log = createLog();
  const server = new LanguageServer(extension, log);
  const runs = new RunStore(extension);
  const questions = new Questions(runs);
  const context: ClientContext = {
    extension,
    log,
    server,
    runs,
    questions,
    targets: new AwsTargets(),
    documents: new JsonDocuments(),
    secrets: new SecretValues(extension.secrets),
    lastLaunch: new LastLaunch(),
    lastAnswer: new LastAnswer(),
    panels: createPanels({ extension, server, runs, questions }),
    runsView: new RunsView(extension.workspaceState, runs, questions),
    testAnswers: new TestAnswers(),
  };
  const { panels, targets, documents, runsView, testAnswers, lastAnswer } = context;
  extension.subscriptions.push(
    ...[log, server, runs, questions, targets, documents, runsView, testAnswers, lastAnswer],
    ...Object.values(panels),
    // The store hears of a run before those that show it.
    followRuns(runs),
    maskEarlierRuns(runs, server),
  );
  for (const register of FEATURES) register(context);
  void server.start();
}

export function deactivate(): void {
  // Everything hangs on the context's subscriptions.
}
