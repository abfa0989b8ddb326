/** The debug adapter's custom events, typed. */
import * as vscode from 'vscode';
import type { AdapterEvents } from '../messages/debugClient';
import { DEBUG_TYPES } from '../messages/ids';

type Heard = Pick<vscode.DebugSessionCustomEvent, 'session' | 'event' | 'body'>;

/** Sessions, by their ids, whose events are heard on their way to VS Code. */
const onTheirWay = new Set<string>();
const hearsOnTheirWay = new vscode.EventEmitter<Heard>();

/**
 * VS Code hands no custom events on of a session that it has started anew after its end. It does so when a person restarts
 * while the debuggers of handlers are still ending, since it then takes the session to be under way.
 */
export function registerAdapterEvents({ extension }: { readonly extension: vscode.ExtensionContext }): void {
  const ended = new Set<string>();
  extension.subscriptions.push(
    vscode.debug.onDidTerminateDebugSession(({ type, id }) => {
      if (type === DEBUG_TYPES.workflow) ended.add(id);
    }),
    vscode.debug.registerDebugAdapterTrackerFactory(DEBUG_TYPES.workflow, {
      createDebugAdapterTracker(session) {
        if (!ended.has(session.id)) return undefined;
        onTheirWay.add(session.id);
        return {
          onDidSendMessage({ event, body }: { readonly event?: string; readonly body?: unknown }) {
            if (event !== undefined) hearsOnTheirWay.fire({ session, event, body });
          },
        };
      },
    }),
  );
}

export function onAdapterEvent<Name extends keyof AdapterEvents>(
  name: Name,
  listener: (body: AdapterEvents[Name], session: vscode.DebugSession) => void | Promise<void>,
): vscode.Disposable {
  const hear = ({ event, body, session }: Heard): void => {
    if (event === name) void listener(body as AdapterEvents[Name], session);
  };
  return vscode.Disposable.from(
    hearsOnTheirWay.event(hear),
    vscode.debug.onDidReceiveDebugSessionCustomEvent((heard) => {
      if (heard.session.type === DEBUG_TYPES.workflow && !onTheirWay.has(heard.session.id)) hear(heard);
    }),
  );
}
