/** What a person has run or debugged last in this window, so that one key debugs it again, with the same event. */
import * as vscode from 'vscode';
import { setContextKey } from './contextKey';
import { afresh } from './runs/runRecord';

export class LastLaunch {
  private last:
    { readonly folder?: vscode.WorkspaceFolder; readonly configuration: vscode.DebugConfiguration } | undefined;

  /** @param configuration with everything chosen */
  keep(folder: vscode.WorkspaceFolder | undefined, configuration: vscode.DebugConfiguration): void {
    this.last = { folder, configuration: afresh({ ...configuration, noDebug: undefined }) };
    setContextKey('hasLaunched', true);
  }

  /** Nobody is asked for anything. @returns false: nothing was run yet */
  async debugAgain(): Promise<boolean> {
    if (!this.last) return false;
    const { folder, configuration } = this.last;
    await vscode.debug.startDebugging(folder, configuration);
    return true;
  }
}
