/** The table of commands. */
import * as vscode from 'vscode';
import type { COMMANDS } from '../../messages/ids';
import type { ClientContext } from '../clientContext';
import { answerTask } from './answerTask';
import { chooseLanguageProvider } from './chooseLanguageProvider';
import { chooseTarget } from './chooseTarget';
import type { Command } from './command';
import { commandId } from './commandId';
import { clearRuns, deleteRuns } from './deleteRuns';
import { groupRunsByMachine, groupRunsByTime } from './groupRuns';
import { debugAgain } from './debugAgain';
import { debugInProject, giveValue, goToValue, runInProject } from './inProject';
import { newStateMachine } from './newStateMachine';
import { openHistory } from './openHistory';
import { openSample } from './openSample';
import { runCallers } from './runCallers';
import { debugHandler, runHandler } from './runHandler';
import { debugWorkflow, runWorkflow } from './runWorkflow';
import { redriveExecution } from './redriveExecution';
import { resumeFromHistory } from './resumeFromHistory';
import { reviewConsents } from './reviewConsents';
import { saveHistory } from './saveHistory';
import { runAgain } from './runAgain';
import { showAnswer } from './showAnswer';
import { showGraph } from './showGraph';
import { showLog } from './showLog';
import { showRun } from './showRun';
import { showRunAlone } from './showRunAlone';
import { startAs } from './startAs';
import { stopRun } from './stopRun';
import { synthesizeApp } from './synthesizeApp';
import { testState } from './testStateAtCursor';

/** By name, in the order of the manifest; the id is `stepwise.` and the name. */
export const TABLE = {
  runWorkflow,
  debugWorkflow,
  startAs,
  runHandler,
  debugHandler,
  debugAgain,
  runCallers,
  testState,
  showGraph,
  showAnswer,
  chooseTarget,
  chooseLanguageProvider,
  openSample,
  newStateMachine,
  runInProject,
  debugInProject,
  giveValue,
  goToValue,
  synthesizeApp,
  answerTask,
  showRun,
  showRunAlone,
  runAgain,
  redriveExecution,
  stopRun,
  saveHistory,
  openHistory,
  resumeFromHistory,
  deleteRuns,
  clearRuns,
  groupRunsByMachine,
  groupRunsByTime,
  reviewConsents,
  showLog,
} satisfies { readonly [name in keyof typeof COMMANDS]: Command } & { readonly [name: string]: Command };

export { commandId };

export function registerCommands(context: ClientContext): void {
  for (const [name, { run }] of Object.entries<Command>(TABLE)) {
    context.extension.subscriptions.push(
      vscode.commands.registerCommand(commandId(name), (...args: unknown[]) => run(context, ...args)),
    );
  }
}
