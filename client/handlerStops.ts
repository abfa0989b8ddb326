/** While a handler stands in its own debugger, the run that called it stands still: its debug adapter is told. */
import * as vscode from 'vscode';
import { DEBUG_TYPES } from '../messages/ids';
import { requestOfAdapter } from './adapterRequests';
import type { ClientContext } from './clientContext';
import { withoutBootstrap, type StackMessage } from './ownFrames';
import { StepsInto, type StoppedMessage } from './stepsInto';
import { SessionStops, type ProtocolMessage } from './sessionStops';

export function registerHandlerStops({ extension }: ClientContext): void {
  const stepsInto = new StepsInto();
  const ownFolder = `${extension.extensionPath.replace(/\\/g, '/')}/dist`;
  extension.subscriptions.push(
    stepsInto,
    vscode.debug.registerDebugAdapterTrackerFactory('*', {
      createDebugAdapterTracker(session) {
        const handler = handlerOf(session);
        const run = handler?.parentSession;
        if (!handler || !run) return undefined;
        const functionName = handler.configuration.name;
        const watch = tracker(session, run, functionName);
        return {
          ...watch,
          onDidSendMessage(message: ProtocolMessage & StoppedMessage & StackMessage) {
            withoutBootstrap(message, ownFolder);
            stepsInto.reword(message, run, functionName);
            watch.onDidSendMessage?.(message);
          },
        };
      },
    }),
  );
}

/** The session that a run of ours has for a function: js-debug has one more below it for each process. */
function handlerOf(session: vscode.DebugSession): vscode.DebugSession | undefined {
  let handler: vscode.DebugSession | undefined = session;
  while (handler && handler.parentSession?.type !== DEBUG_TYPES.workflow) handler = handler.parentSession;
  return handler;
}

function tracker(
  session: vscode.DebugSession,
  run: vscode.DebugSession,
  functionName: string,
): vscode.DebugAdapterTracker {
  const stops = new SessionStops();
  let told = false;
  const tell = (): void => {
    if (stops.stands === told) return;
    told = stops.stands;
    // The run may have ended meanwhile.
    const body = { session: session.id, functionName, stands: told };
    requestOfAdapter(run, 'stepwise.handlerStands', body).catch(() => undefined);
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
