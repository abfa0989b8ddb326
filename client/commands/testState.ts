/** Test State: the state at the cursor alone, as the TestState API tests it. What came of it opens as JSON. */
import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import type { ClientContext } from '../clientContext';
import { CONTEXT_KEYS } from '../contextKey';
import { pickInput, problemOf } from '../inputPicker';
import { KeptText } from '../keptText';
import { mayRun } from '../trust';
import type { Command } from './command';
import { window } from '../window';

export const testState: Command = {
  icon: 'beaker',
  palette: CONTEXT_KEYS.activeFileIsMachine,
  menus: {
    'editor/context': { when: `${CONTEXT_KEYS.activeFileIsMachine} && editorTextFocus`, group: '1_stepwise@10' },
  },
  run: testStateAtCursor,
};

async function testStateAtCursor(context: ClientContext): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const found = editor && (await stateAtCursor(context, editor));
  if (!found) {
    void window.showErrorMessage(vscode.l10n.t('Put the cursor into a state of a state machine to test it.'));
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
  if ('inputFile' in input) args.push('--input', input.inputFile);
  if (found.machine !== undefined) args.push('--machine', found.machine);
  const request: Call['request'] = 'inputFile' in input ? {} : { input: input.inputText };
  await test(context, { args, request }, { title, state: found.state });
}

/** What a person has typed as mocks of the state. */
interface Typed {
  readonly result: KeptText;
  readonly error: KeptText;
}

/** A call of our own terminal command. */
interface Call {
  readonly args: readonly string[];
  /** What goes by standard input, as `--request` takes it: data in arguments would be for everybody to see, and not long. */
  readonly request: { readonly [option: string]: string };
}

/** Tests, and where that takes a mock asks for it and tests again. */
async function test(
  context: ClientContext,
  { args, request }: Call,
  { title, state }: { readonly title: string; readonly state: string },
): Promise<void> {
  let typed: Typed | undefined;
  for (let mock: Call['request'] | undefined = {}; mock !== undefined;) {
    const { output, problem } = await runCli(context, { args, request: { ...request, ...mock } }, title);
    if (output !== undefined) {
      const content = JSON.stringify(JSON.parse(output, textsAsData), null, 2);
      return context.testAnswers.show(state, `${content}\n`);
    }
    if (problem === undefined) return;
    const [, words = problem, suggestion = '[]'] = /^([^]*): --mock-result '(.*)'$/.exec(problem) ?? [];
    typed ??= { result: new KeptText(suggestion), error: new KeptText('States.TaskFailed') };
    mock = await askForMock(words, { title, typed, mayHelp: Object.keys(mock).length > 0 || /mock/i.test(problem) });
  }
}

/** What mocks it, or undefined where the person leaves it at the problem. */
async function askForMock(
  problem: string,
  { title, typed, mayHelp }: { readonly title: string; readonly typed: Typed; readonly mayHelp: boolean },
): Promise<Call['request'] | undefined> {
  if (!mayHelp) {
    void window.showErrorMessage(problem);
    return undefined;
  }
  const items = [
    {
      label: vscode.l10n.t('Mock a result…'),
      iconPath: new vscode.ThemeIcon('check'),
      detail: vscode.l10n.t('What the state calls answers this'),
      option: 'mock-result',
      ask: () => typed.result.ask({ title, prompt: vscode.l10n.t('The result, as JSON'), validateInput: problemOf }),
    },
    {
      label: vscode.l10n.t('Mock an error…'),
      iconPath: new vscode.ThemeIcon('error'),
      detail: vscode.l10n.t('For Retry and Catch'),
      option: 'mock-error',
      ask: () => typed.error.ask({ title, prompt: vscode.l10n.t('The error: NAME, or NAME:cause') }),
    },
  ];
  for (;;) {
    const options = { title, placeHolder: problem, ignoreFocusOut: true };
    const chosen = await window.showQuickPick(items, options);
    if (!chosen) return undefined;
    const mock = await chosen.ask();
    if (mock !== undefined) return { [chosen.option]: mock };
  }
}

/** Our own terminal command, in a process of its own: what a handler does cannot hold up the editor. */
function runCli(
  { extension, log }: ClientContext,
  { args, request }: Call,
  title: string,
): Thenable<{ readonly output?: string; readonly problem?: string }> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, (_progress, cancelled) => {
    return new Promise((resolve) => {
      const cli = extension.asAbsolutePath('dist/cli.js');
      const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
      const line = [cli, ...args, '--request', '-'];
      const child = execFile(process.execPath, line, { env, maxBuffer: 64 << 20 }, (error, output, said) => {
        if (said !== '') log.info(said.trimEnd());
        if (output !== '') resolve({ output });
        else if (cancelled.isCancellationRequested) resolve({});
        else resolve({ problem: said.replace(/^stepwise test-state: /m, '').trim() || String(error) });
      });
      // It may have ended before it read all of it: its own words say why.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(JSON.stringify(request));
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
