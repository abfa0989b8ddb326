/** A debug adapter that dies takes its run with it; VS Code ends the session without a word, so we say one. */
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import { DEBUG_TYPES } from '../messages/ids';
import type { ClientContext } from './clientContext';
import { window } from './window';

export function registerAdapterExit({ extension, log }: ClientContext): void {
  extension.subscriptions.push(
    vscode.debug.registerDebugAdapterTrackerFactory(DEBUG_TYPES.workflow, {
      createDebugAdapterTracker: ({ name }) => {
        let isExpected = false;
        return {
          onWillReceiveMessage: ({ command }: { command?: string }) => {
            if (command === 'disconnect' || command === 'terminate') isExpected = true;
          },
          onDidSendMessage: ({ event }: { event?: string }) => {
            if (event === 'terminated') isExpected = true;
          },
          // VS Code passes no signal on, and no code where there was a signal.
          onExit: (code) => {
            if (isExpected) return;
            isExpected = true;
            log.error(
              phrase`The debugger of "${name}" ended unexpectedly${code === undefined ? '' : phrase`, with code ${code}`}.`,
            );
            void window.showErrorMessage(
              phrase`The debugger of "${name}" ended unexpectedly, and so did the run. A common cause is an expression that never ends, such as a regular expression that backtracks.`,
            );
          },
        };
      },
    }),
  );
}
