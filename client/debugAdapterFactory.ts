/** Starts the debugger's process. */
import * as vscode from 'vscode';
import { DEBUG_TYPES } from '../messages/ids';
import type { ClientContext } from './clientContext';

export function registerDebugAdapter({ extension }: ClientContext): void {
  extension.subscriptions.push(
    vscode.debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPES.workflow, {
      // VS Code takes the command `node` to mean its own runtime: nothing needs to be installed.
      createDebugAdapterDescriptor: () =>
        new vscode.DebugAdapterExecutable('node', [extension.asAbsolutePath('dist/debugger.js')]),
    }),
  );
}
