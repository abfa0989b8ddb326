/** The processes of this machine that run a handler for the editor under test. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';

const run = promisify(execFile);

/** Characters of all command lines together. */
const LONGEST = 16 * 1024 * 1024;

/** How a copy of the samples is called that an editor under test has open. */
const WORKSPACE = /stepwise-workspace-\w+/;

interface Handler {
  readonly pid: number;
  readonly commandLine: string;
}

/** The running handlers: each was started through one of our bootstraps, none by an editor beside this one. */
export async function handlerProcesses(): Promise<Handler[]> {
  const bootstraps = path.join(vscode.extensions.getExtension('stepwise.stepwise')!.extensionPath, 'dist', 'lambda');
  const own = WORKSPACE.exec(vscode.workspace.workspaceFolders![0]!.uri.fsPath)?.[0];
  return (await allProcesses()).filter(({ commandLine }) => {
    const [named = own] = WORKSPACE.exec(commandLine) ?? [];
    return commandLine.includes(bootstraps) && named === own;
  });
}

async function allProcesses(): Promise<Handler[]> {
  const isWindows = process.platform === 'win32';
  const { stdout } = isWindows
    ? await run('wmic', ['process', 'get', 'CommandLine,ProcessId'], { maxBuffer: LONGEST })
    : await run('ps', ['-eo', 'pid=,args='], { maxBuffer: LONGEST });
  const line = isWindows ? /^(?<commandLine>.*?)\s+(?<pid>\d+)\s*$/ : /^\s*(?<pid>\d+)\s+(?<commandLine>.*)$/;
  return stdout.split('\n').flatMap((each) => {
    const { pid, commandLine } = line.exec(each)?.groups ?? {};
    return pid === undefined || commandLine === undefined ? [] : [{ pid: Number(pid), commandLine }];
  });
}

/**
 * Resolves when no handler runs any more. The list is a program's and is made while the editor goes on; in between only the
 * system is asked whether those are there that it named: the end of a process has no event for us.
 */
export async function handlersEnd(milliseconds = 5_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  for (let left = await handlerProcesses(); left.length > 0; left = await handlerProcesses()) {
    if (Date.now() >= deadline) {
      const lines = left.map(({ commandLine }) => commandLine).join('\n');
      throw new Error(`After ${milliseconds} ms these handlers still run:\n${lines}`);
    }
    const { pid } = left[0]!;
    // One that has ended and is not yet asked for by its parent is still there, and no longer in the list.
    await until(() => !isThere(pid), Math.min(deadline, Date.now() + 500));
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function until(holds: () => boolean, deadline: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!holds() && Date.now() < deadline) return;
      clearInterval(timer);
      resolve();
    }, 20);
  });
}
