/** The table of commands. */
import * as vscode from 'vscode';
import { COMMANDS } from '../../messages/ids';
import type { ClientContext } from '../clientContext';
import { answerTask } from './answerTask';
import { chooseLanguageProvider } from './chooseLanguageProvider';
import { chooseTarget } from './chooseTarget';
import type { Command } from './command';
import { openSample } from './openSample';
import { debugHandler, runHandler } from './runHandler';
import { debugWorkflow, runWorkflow } from './runWorkflow';
import { redriveExecution } from './redriveExecution';
import { resumeFromHistory } from './resumeFromHistory';
import { reviewConsents } from './reviewConsents';
import { saveHistory } from './saveHistory';
import { showGraph } from './showGraph';
import { showLog } from './showLog';
import { testState } from './testStateAtCursor';

const TABLE: Record<keyof typeof COMMANDS, Command> = {
  runWorkflow,
  debugWorkflow,
  runHandler,
  debugHandler,
  testState,
  showGraph,
  chooseTarget,
  chooseLanguageProvider,
  openSample,
  answerTask,
  redriveExecution,
  saveHistory,
  resumeFromHistory,
  reviewConsents,
  showLog,
};

export function registerCommands(context: ClientContext): void {
  for (const [key, command] of Object.entries(TABLE)) {
    const id = COMMANDS[key as keyof typeof COMMANDS];
    context.extension.subscriptions.push(
      vscode.commands.registerCommand(id, (...args: unknown[]) => command(context, ...args)),
    );
  }
}
