/**
 * A handler ran without a debugger, because neither the editor nor the interpreter has one of its language. Whoever wanted to
 * stop there is told once, with the one button that installs it and debugs again with the same event.
 */
import * as vscode from 'vscode';
import { languageOf, languageOfFile, type HandlerLanguageId } from '../core/handlers';
import { phrase } from '../core/l10n/phrase';
import type { LaunchArguments } from '../messages/debugClient';
import { onAdapterEvent } from './adapterEvents';
import type { ClientContext } from './clientContext';
import { isDebuggerInstalled } from './installedDebuggers';
import { afresh } from './runs/runRecord';
import { window } from './window';

export function registerMissingDebugger({ extension, log }: ClientContext): void {
  /** Languages that a run has been told of, by its session. */
  const told = new WeakMap<vscode.DebugSession, Set<HandlerLanguageId>>();
  const ended = new WeakSet<vscode.DebugSession>();
  extension.subscriptions.push(
    vscode.debug.onDidTerminateDebugSession((session) => ended.add(session)),
    onAdapterEvent('stepwise.debuggerMissing', async ({ language, functionName, command }, session) => {
      const { name, debugger: wanted } = languageOf(language);
      log.warn(phrase`${functionName} runs without a debugger: nothing here debugs ${name}.`);
      const known = told.get(session) ?? new Set();
      if (known.has(language) || !wanted.extension || !wantsToStop(session, language)) return;
      told.set(session, known.add(language));
      const install = phrase`Install and Debug Again`;
      const message = phrase`To stop in ${name} handlers, VS Code needs the extension "${wanted.extension.name}". ${functionName} ran without it.`;
      if ((await window.showWarningMessage(message, install)) !== install) return;
      const problem = await installed(wanted.extension, wanted.type);
      if (problem !== undefined) {
        void window.showErrorMessage(
          phrase`"${wanted.extension.name}" could not be installed: ${problem}. Without it, this command makes debugging work: ${command}`,
        );
        return;
      }
      // One that has ended is not stopped any more: VS Code would wait for it.
      if (!ended.has(session)) await vscode.debug.stopDebugging(session);
      await vscode.debug.startDebugging(session.workspaceFolder, afresh(session.configuration));
    }),
  );
}

/** A handler that is debugged alone, or a breakpoint in a file of its language. */
function wantsToStop({ configuration }: vscode.DebugSession, language: HandlerLanguageId): boolean {
  const { target } = configuration as Partial<LaunchArguments>;
  return (
    target === 'function' ||
    vscode.debug.breakpoints.some(
      (each) =>
        each instanceof vscode.SourceBreakpoint && each.enabled && languageOfFile(each.location.uri.path) === language,
    )
  );
}

/** @returns why it is not */
async function installed({ id, name }: { readonly id: string; readonly name: string }, type: string) {
  const title = phrase`Installing "${name}"…`;
  try {
    await window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
      Promise.resolve(vscode.commands.executeCommand('workbench.extensions.installExtension', id)),
    );
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (isDebuggerInstalled(type)) return undefined;
  return new Promise<string | undefined>((resolve) => {
    const stop = vscode.extensions.onDidChange(() => isDebuggerInstalled(type) && done(undefined));
    const timer = setTimeout(() => done(phrase`VS Code does not have it yet`), INSTALLED_MS);
    const done = (problem: string | undefined): void => {
      clearTimeout(timer);
      stop.dispose();
      resolve(problem);
    };
  });
}

/** From the end of the command until the editor knows what the extension brings. */
const INSTALLED_MS = 10_000;
