/** The debug adapter's custom events, typed. */
import * as vscode from 'vscode';
import type { AdapterEvents } from '../messages/debugClient';
import { DEBUG_TYPES } from '../messages/ids';

export function onAdapterEvent<Name extends keyof AdapterEvents>(
  name: Name,
  listener: (body: AdapterEvents[Name], session: vscode.DebugSession) => void | Promise<void>,
): vscode.Disposable {
  return vscode.debug.onDidReceiveDebugSessionCustomEvent((event) => {
    if (event.session.type !== DEBUG_TYPES.workflow || event.event !== name) return;
    void listener(event.body as AdapterEvents[Name], event.session);
  });
}
