/** Test State: the state at the cursor alone, as the TestState API tests it. What came of it opens as JSON. */
import { isJsonObject, type Json, type JsonObject } from '../../core/json';
import { jsonValue, prettyJsonText } from '../../core/jsonText';
import * as vscode from 'vscode';
import type { TestStateResponse } from '../../core/interpreter/testState';
import { phrase } from '../../core/l10n/phrase';
import type { StateMock, StateTestResult } from '../../messages/debugClient';
import type { ClientContext } from '../clientContext';
import { CONTEXT_KEYS } from '../contextKey';
import { jsonMistake } from '../../core/syntax/jsonMistake';
import { failureProblem, readFailure, writtenFailure } from '../failureDocument';
import { pickInput } from '../inputPicker';
import { lastInputOf } from '../runs/lastInput';
import { withStateTests } from '../stateTests';
import { mayRun } from '../trust';
import type { JsonDocuments } from '../jsonDocuments';
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
    void window.showErrorMessage(phrase`Put the cursor into a state of a state machine to test it.`);
    return;
  }
  const { document } = editor;
  if (!mayRun(document.uri)) return;
  const uri = document.uri.toString();
  const project = await context.server.request('stepwise/project', { uri });
  const key = `state:${uri}#${found.state}`;
  const title = phrase`Test state "${found.state}"`;
  const had = await lastInputOf(context, document.uri, found.machine, found.statePath);
  const input = await pickInput(context, { key, events: project?.events ?? [], title, ...(had && { had }) });
  if (!input) return;
  // What is tested is what stands in the editor, and the file is what is read.
  if (document.isDirty && !(await document.save())) return;
  const { state } = found;
  const outcome = await withStateTests(document.uri, found.machine, title, async (test) => {
    return testWithMocks((mock) => test({ state, ...input, mock, inspectionLevel: 'DEBUG' }), title, context.documents);
  });
  if (!outcome) return;
  await context.testAnswers.show(state, `${prettyJsonText(withData(inOrder(outcome)))}\n`);
}

/** Tests, and where that takes a mock asks for it and tests again. Undefined: the person left it at that. */
async function testWithMocks(
  test: (mock: StateMock | undefined) => Promise<StateTestResult>,
  title: string,
  documents: JsonDocuments,
): Promise<TestStateResponse | undefined> {
  let written: Written | undefined;
  let mock: StateMock | undefined;
  for (;;) {
    const result = await test(mock);
    if (result.kind === 'tested') {
      if (result.why !== undefined) void window.showInformationMessage(phrase`Why: ${result.why}`);
      return result.response;
    }
    if (result.kind === 'refused' && mock === undefined) return void window.showErrorMessage(result.message);
    written ??= {
      result: result.kind === 'needsMock' ? result.suggestion : '{}',
      failure: writtenFailure('States.TaskFailed', ''),
    };
    mock = await askForMock(wordsOf(result), title, written, documents);
    if (mock === undefined) return undefined;
  }
}

/** Why a mock is asked for. */
function wordsOf(result: Exclude<StateTestResult, { kind: 'tested' }>): string {
  if (result.kind === 'refused') return result.message;
  return result.resource === undefined
    ? phrase`A Map or Parallel state is tested with a mock of what its iterations or branches return`
    : phrase`Nothing on this machine answers ${result.resource}: it needs a mock`;
}

/** What a person has written as mocks of the state. */
interface Written {
  result: string;
  failure: string;
}

/** What mocks it, or undefined where the person leaves it at the problem. */
async function askForMock(
  problem: string,
  title: string,
  written: Written,
  documents: JsonDocuments,
): Promise<StateMock | undefined> {
  const items = [
    {
      label: phrase`Mock a result…`,
      iconPath: new vscode.ThemeIcon('check'),
      detail: phrase`What the state calls answers this`,
      ask: async (): Promise<StateMock | undefined> => {
        const answered = await documents.ask({
          name: phrase`Mocked result`,
          text: written.result,
          action: phrase`Test with this result (or save)`,
          changed: (text) => void (written.result = text),
        });
        return answered && { result: answered.text };
      },
    },
    {
      label: phrase`Mock an error…`,
      iconPath: new vscode.ThemeIcon('error'),
      detail: phrase`For Retry and Catch`,
      ask: async (): Promise<StateMock | undefined> => {
        const answered = await documents.ask({
          name: phrase`Mocked error`,
          text: written.failure,
          action: phrase`Test with this error (or save)`,
          problemOf: (value) => failureProblem(value, true),
          changed: (text) => void (written.failure = text),
        });
        const error = answered && readFailure(answered.value);
        return typeof error === 'string' ? undefined : error;
      },
    },
  ];
  for (;;) {
    const options = { title, placeHolder: problem, ignoreFocusOut: true };
    const chosen = await window.showQuickPick(items, options);
    if (!chosen) return undefined;
    const mock = await chosen.ask();
    if (mock !== undefined) return mock;
  }
}

/** What matters first stands first. */
function inOrder({ status, output, nextState, error, cause, inspectionData }: TestStateResponse): TestStateResponse {
  return { status, output, nextState, error, cause, inspectionData };
}

/** An answer with its texts of JSON as what they say. */
function withData(answer: object): JsonObject {
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]: [string, unknown]): [string, Json] => {
      const isData = /^(input|output|result|variables|after[A-Z]\w*)$/.test(key);
      if (isData && typeof value === 'string' && jsonMistake(value) === undefined) return [key, jsonValue(value)];
      return [key, isJsonObject(value) ? withData(value) : (value as Json)];
    }),
  );
}

async function stateAtCursor(
  { server }: ClientContext,
  { document, selection }: vscode.TextEditor,
): Promise<{ readonly state: string; readonly statePath: string; readonly machine?: string } | undefined> {
  const uri = document.uri.toString();
  // The line of a state's name is the state's as well, wherever in it the cursor stands.
  const places = [selection.active, document.lineAt(selection.active).range.end];
  let found: { readonly statePath: string } | null = null;
  for (const { line, character } of places) {
    found ??= (await server.request('stepwise/stateAt', { uri, line, character })) ?? null;
  }
  const state = found?.statePath.split('/').at(-1)?.replaceAll('~1', '/').replaceAll('~0', '~');
  if (!found || state === undefined) return undefined;
  const machines = (await server.request('stepwise/machines', { uri })) ?? [];
  const offset = document.offsetAt(selection.active);
  const around = machines.find(({ span }) => span && span.start <= offset && offset <= span.end);
  const { statePath } = found;
  return { state, statePath, machine: machines.length > 1 ? around?.name : undefined };
}
