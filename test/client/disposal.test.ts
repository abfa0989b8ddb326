/** What the extension leaves behind when it is turned off: nobody listens, nothing is registered, no command runs. */
import { beforeEach, expect, it } from 'vitest';
import { registerAdapterExit } from '../../client/adapterExit';
import { registerAskForAnswer } from '../../client/askForAnswer';
import { AwsTargets } from '../../client/awsTarget';
import { registerChildSessions } from '../../client/childSessions';
import type { ClientContext } from '../../client/clientContext';
import { registerCommands } from '../../client/commands';
import { registerConfirmations } from '../../client/confirmations';
import { registerDeclaredCodeLens } from '../../client/declaredCodeLens';
import { registerContextKeys } from '../../client/contextKeys';
import { registerDebugAdapter } from '../../client/debugAdapterFactory';
import { registerDebugConfigurations } from '../../client/debugConfiguration';
import { registerHandlerCodeLens } from '../../client/handlerCodeLens';
import { registerHoverValues } from '../../client/hoverValues';
import { registerMockConfigs } from '../../client/mockConfigs';
import { registerSettingsFiles } from '../../client/settingsFiles';
import { registerRefusals } from '../../client/refusedDefinition';
import { registerStatusBar } from '../../client/statusBar';
import { registerToolkitCoexistence } from '../../client/toolkitCoexistence';
import { registerUnusableSettings } from '../../client/unusableSettings';
import { followRuns } from '../../client/runs/followRuns';
import { registerInterruptedRuns } from '../../client/runs/interruptedRuns';
import { RunStore } from '../../client/runs/runStore';
import { registerWaitingTasks } from '../../client/waitingTasks';
import { Withdrawal } from '../../client/withdrawal';
import { clientContext } from './editor/context';
import { editor } from './editor/editor';

beforeEach(() => editor.reset());

const pushed =
  (make: (context: ClientContext) => { dispose(): unknown }) =>
  (context: ClientContext): void =>
    void context.extension.subscriptions.push(make(context));

const FEATURES: Record<string, (context: ClientContext) => void> = {
  commands: registerCommands,
  debugAdapter: registerDebugAdapter,
  adapterExit: registerAdapterExit,
  debugConfigurations: registerDebugConfigurations,
  childSessions: registerChildSessions,
  askForAnswer: registerAskForAnswer,
  confirmations: registerConfirmations,
  refusals: registerRefusals,
  declaredCodeLens: registerDeclaredCodeLens,
  handlerCodeLens: registerHandlerCodeLens,
  mockConfigs: registerMockConfigs,
  settingsFiles: registerSettingsFiles,
  hoverValues: registerHoverValues,
  contextKeys: registerContextKeys,
  statusBar: registerStatusBar,
  toolkitCoexistence: registerToolkitCoexistence,
  unusableSettings: registerUnusableSettings,
  targets: pushed(() => new AwsTargets()),
  waitingTasks: registerWaitingTasks,
  interruptedRuns: registerInterruptedRuns,
  runs: pushed(({ extension }) => new RunStore(extension)),
  followRuns: pushed(({ runs }) => followRuns(runs)),
  withdrawal: pushed(() => new Withdrawal(() => undefined)),
};

const left = (): string[] => [...editor.heard, ...editor.registered.keys(), ...editor.commands.keys()];

it.each(Object.entries(FEATURES))('%s', (name, register) => {
  const context = clientContext();
  // Those of the context itself are not the feature's.
  const before = left();
  register(context);
  // The status bar hears of the target alone.
  if (name !== 'statusBar') expect(left()).not.toEqual(before);
  for (const each of context.extension.subscriptions) void each.dispose();
  expect(left()).toEqual(before);
});
