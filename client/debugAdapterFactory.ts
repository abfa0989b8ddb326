/** Starts the debugger's process. */
import * as vscode from 'vscode';
import { DEBUG_TYPES } from '../messages/ids';
import { TERMINAL_SHELL } from '../processes/shell';
import type { ClientContext } from './clientContext';

/** Set by our own `.vscode/launch.json`: where one debugger of the debugger may attach. */
const INSPECTOR_PORT = 'STEPWISE_INSPECT_DEBUGGER';

export function registerDebugAdapter({ extension }: ClientContext): void {
  const port = process.env[INSPECTOR_PORT];
  const inspected = port !== undefined && extension.extensionMode === vscode.ExtensionMode.Development;
  const options = inspected ? [`--inspect=${port}`] : [];
  extension.subscriptions.push(
    vscode.debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPES.workflow, {
      // VS Code takes the command `node` to mean its own runtime: nothing needs to be installed.
      createDebugAdapterDescriptor: () =>
        new vscode.DebugAdapterExecutable(
          'node',
          [...options, extension.asAbsolutePath('dist/cli.js'), 'dap', '--stdio'],
          { env: { [TERMINAL_SHELL]: vscode.env.shell } },
        ),
    }),
  );
}
