/** The processes of this machine that run a handler for the editor under test. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import * as vscode from 'vscode';

/** How a copy of the samples is called that an editor under test has open. */
const WORKSPACE = /stepwise-workspace-\w+/;

/** Command lines of running handlers: each was started through one of our bootstraps, none by an editor beside this one. */
export function handlerProcesses(): string[] {
  const bootstraps = path.join(vscode.extensions.getExtension('stepwise.stepwise')!.extensionPath, 'dist', 'lambda');
  const own = WORKSPACE.exec(vscode.workspace.workspaceFolders![0]!.uri.fsPath)?.[0];
  const list =
    process.platform === 'win32'
      ? execFileSync('wmic', ['process', 'get', 'CommandLine'], { encoding: 'utf8' })
      : execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  return list.split('\n').filter((line) => {
    const [named = own] = WORKSPACE.exec(line) ?? [];
    return line.includes(bootstraps) && named === own;
  });
}

/** Resolves when no handler runs any more; a process's end has no event for us, so the list is read again and again. */
export function handlersEnd(milliseconds = 5_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      const left = handlerProcesses();
      if (left.length > 0 && Date.now() < deadline) return;
      clearInterval(timer);
      if (left.length === 0) resolve();
      else reject(new Error(`After ${milliseconds} ms these handlers still run:\n${left.join('\n')}`));
    }, 20);
  });
}
