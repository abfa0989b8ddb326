/** While a handler stands in its own debugger, the run that called it stands still: its debug adapter is told. */
import * as vscode from 'vscode';
import { DEBUG_TYPES } from '../messages/ids';
import { requestOfAdapter } from './adapterRequests';
import type { ClientContext } from './clientContext';
import { SessionStops, type ProtocolMessage } from './sessionStops';

export function registerHandlerStops({ extension }: ClientContext): void {
  extension.subscriptions.push(
    vscode.debug.registerDebugAdapterTrackerFactory('*', {
      createDebugAdapterTracker(session) {
        const run = runOf(session);
        return run && tracker(session, run);
      },
    }),
  );
}

/** The session of ours that a session belongs to: js-debug has one between for each process. */
function runOf(session: vscode.DebugSession): vscode.DebugSession | undefined {
  let parent = session.parentSession;
  while (parent && parent.type !== DEBUG_TYPES.workflow) parent = parent.parentSession;
  return parent;
}

function tracker(session: vscode.DebugSession, run: vscode.DebugSession): vscode.DebugAdapterTracker {
  const stops = new SessionStops();
  let told = false;
  const tell = (): void => {
    if (stops.stands === told) return;
    told = stops.stands;
    // The run may have ended meanwhile.
    requestOfAdapter(run, 'stepwise.handlerStands', { session: session.id, stands: told }).catch(() => undefined);
  };
  const over = (): void => {
    stops.over();
    tell();
  };
  return {
    onWillReceiveMessage: (message: ProtocolMessage) => stops.sent(message),
    onDidSendMessage(message: ProtocolMessage) {
      stops.received(message);
      tell();
    },
    onWillStopSession: over,
    onExit: over,
  };
}
