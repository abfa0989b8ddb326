/** Test State: the state at the cursor alone, as the TestState API tests it. What came of it opens as JSON. */
import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import type { ClientContext } from '../clientContext';
import { pickInput, problemOf } from '../inputPicker';
import { mayRun } from '../trust';
import type { Command } from './command';

export const testState: Command = async (context) => {
  const editor = vscode.window.activeTextEditor;
  const found = editor && (await stateAtCursor(context, editor));
  if (!found) {
    void vscode.window.showErrorMessage(vscode.l10n.t('Put the cursor into a state of a state machine to test it.'));
    return;
  }
  const { document } = editor;
  if (!mayRun(document.uri)) return;
  const uri = document.uri.toString();
  const project = await context.server.request('stepwise/project', { uri });
  const key = `state:${uri}#${found.state}`;
  const title = vscode.l10n.t('Test state "{0}"', found.state);
  const input = await pickInput(context.extension.workspaceState, key, project?.events ?? [], title);
  if (!input) return;
  // What is tested is what stands in the editor, and the file is what is read.
  if (document.isDirty && !(await document.save())) return;
  const args = ['test-state', document.uri.fsPath, found.state, '--inspect', 'DEBUG'];
  args.push('--input', 'inputFile' in input ? input.inputFile : input.inputText);
  if (found.machine !== undefined) args.push('--machine', found.machine);
  await test(context, args, title, found.state);
};

/** Tests, and where that takes a mock asks for it and tests again. */
async function test(context: ClientContext, args: readonly string[], title: string, state: string): Promise<void> {
  const { output, problem } = await runCli(context, args, title);
  if (output !== undefined) {
    const content = JSON.stringify(JSON.parse(output, textsAsData), null, 2);
    await context.testAnswers.show(state, `${content}\n`);
    return;
  }
  if (problem === undefined) return;
  const mockResult = vscode.l10n.t('Mock a Result…');
  const mockError = vscode.l10n.t('Mock an Error…');
  const choice = await vscode.window.showErrorMessage(problem, mockResult, mockError);
  if (choice === undefined) return;
  const option = choice === mockResult ? '--mock-result' : '--mock-error';
  const mock = await vscode.window.showInputBox({
    title,
    prompt:
      choice === mockResult ? vscode.l10n.t('The result, as JSON') : vscode.l10n.t('The error: NAME, or NAME:cause'),
    value: choice === mockResult ? (/--mock-result '(.*)'/.exec(problem)?.[1] ?? '[]') : 'States.TaskFailed',
    ignoreFocusOut: true,
    validateInput: choice === mockResult ? problemOf : undefined,
  });
  const others = args.filter((arg, index) => !/^--mock-/.test(arg) && !/^--mock-/.test(args[index - 1] ?? ''));
  if (mock !== undefined) await test(context, [...others, option, mock], title, state);
}

/** Our own terminal command, in a process of its own: what a handler does cannot hold up the editor. */
function runCli(
  { extension, log }: ClientContext,
  args: readonly string[],
  title: string,
): Thenable<{ readonly output?: string; readonly problem?: string }> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (_progress, cancelled) => {
    return new Promise((resolve) => {
      const cli = extension.asAbsolutePath('dist/cli.js');
      const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
      const child = execFile(process.execPath, [cli, ...args], { env, maxBuffer: 64 << 20 }, (error, output, said) => {
        if (said !== '') log.info(said.trimEnd());
        if (output !== '') resolve({ output });
        else if (cancelled.isCancellationRequested) resolve({});
        else resolve({ problem: said.replace(/^stepwise test-state: /m, '').trim() || String(error) });
      });
      cancelled.onCancellationRequested(() => child.kill());
    });
  });
}

/** The texts of JSON in an answer, as what they say. */
function textsAsData(key: string, value: unknown): unknown {
  const isText = /^(input|output|result|variables|after[A-Z]\w*)$/.test(key) && typeof value === 'string';
  return isText && problemOf(value) === undefined ? (JSON.parse(value) as unknown) : value;
}

async function stateAtCursor(
  { server }: ClientContext,
  { document, selection }: vscode.TextEditor,
): Promise<{ readonly state: string; readonly machine?: string } | undefined> {
  const uri = document.uri.toString();
  // The line of a state's name is the state's as well, wherever in it the cursor stands.
  const places = [selection.active, document.lineAt(selection.active).range.end];
  let found: { readonly statePath: string } | null = null;
  for (const { line, character } of places) {
    found ??= (await server.request('stepwise/stateAt', { uri, line, character })) ?? null;
  }
  const state = found?.statePath.split('/').at(-1)?.replaceAll('~1', '/').replaceAll('~0', '~');
  if (state === undefined) return undefined;
  const machines = (await server.request('stepwise/machines', { uri })) ?? [];
  const offset = document.offsetAt(selection.active);
  const around = machines.find(({ span }) => span && span.start <= offset && offset <= span.end);
  return { state, machine: machines.length > 1 ? around?.name : undefined };
}
