/** Test State: which state is meant, what is asked, and what comes of the answers of the adapter. */
import { beforeEach, describe, expect, it } from 'vitest';
import { testState } from '../../client/commands/testStateAtCursor';
import { TestAnswers } from '../../client/testAnswers';
import type { StateTestResult } from '../../messages/debugClient';
import { clientContext } from './editor/context';
import { editor, settled } from './editor/editor';

const FILE = '/shop/order.asl.json';
const TEXT = '{\n  "StartAt": "A",\n  "States": { "A": { "Type": "Pass" } }\n}\n';

/** The cursor. */
const AT = TEXT.indexOf('"Pass"');

const TESTED: StateTestResult = {
  kind: 'tested',
  response: { status: 'SUCCEEDED', output: '{"a":1}', nextState: 'B' },
};
const NEEDS: StateTestResult = { kind: 'needsMock', resource: 'arn:s3', suggestion: '{ "Body": 1 }' };
const REFUSED: StateTestResult = { kind: 'refused', message: 'InvalidDefinition: no' };

/** What the adapter was asked, and what the person was shown of the answer. */
let asked: object[];
let answer: string | undefined;

interface Setting {
  /** Of the adapter, in order; a text: the request fails with it. */
  readonly results?: readonly (StateTestResult | string)[];
  readonly person?: typeof editor.answers;
  readonly server?: Record<string, (params: never) => unknown>;
}

async function run({ results = [TESTED], person = ['{}'], server = {} }: Setting): Promise<void> {
  const left = [...results];
  editor.answers = person;
  editor.sessionOf = (configuration) => ({
    id: 'tests',
    configuration,
    customRequest: (_: string, request: object) => {
      asked.push(request);
      const result = left.shift();
      return typeof result === 'string' ? Promise.reject(new Error(result)) : Promise.resolve(result);
    },
  });
  const context = clientContext({ 'stepwise/stateAt': () => ({ statePath: 'Outer/0/A' }), ...server });
  const testAnswers = new TestAnswers();
  testAnswers.show = (state, text) => Promise.resolve(void (answer = `${state}: ${text}`));
  await testState.run({ ...context, testAnswers });
  await settled();
}

beforeEach(async () => {
  editor.reset();
  [asked, answer] = [[], undefined];
  await editor.open(FILE, TEXT, 'asl', AT);
});

describe('a test', () => {
  it('is made in a session that shows nothing of itself, and that ends with it', async () => {
    await run({});
    expect(editor.started).toEqual([
      {
        configuration: {
          type: 'stepwise',
          request: 'launch',
          name: 'Test state "A"',
          quietId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          internalConsoleOptions: 'neverOpen',
          target: 'state',
          program: FILE,
          machine: undefined,
        },
        options: {
          noDebug: true,
          suppressSaveBeforeStart: true,
          suppressDebugStatusbar: true,
          suppressDebugToolbar: true,
          suppressDebugView: true,
        },
      },
    ]);
    expect(asked).toEqual([{ state: 'A', inputText: '{}', mock: undefined, inspectionLevel: 'DEBUG' }]);
    expect(editor.said.at(-1)).toBe('stops: tests');
    expect(answer).toBe('A: {\n  "status": "SUCCEEDED",\n  "output": {\n    "a": 1\n  },\n  "nextState": "B"\n}\n');
  });

  it('shows texts of JSON as what they say, and others as they are, in an order of its own', async () => {
    const response = {
      inspectionData: { input: '[1]', afterResultPath: 'none', variables: '{"v":1}', request: '{}' },
      cause: '{"c":1}',
      error: 'E',
      status: 'FAILED',
    };
    await run({ results: [{ kind: 'tested', response } as never] });
    const shown = JSON.parse(answer!.slice(3)) as object;
    expect(Object.keys(shown)).toEqual(['status', 'error', 'cause', 'inspectionData']);
    expect(shown).toMatchObject({
      cause: '{"c":1}',
      inspectionData: { input: [1], afterResultPath: 'none', variables: { v: 1 }, request: '{}' },
    });
  });

  it.each<[string, Record<string, (params: never) => unknown>, string | undefined, string]>([
    [
      'of a template with several, at the cursor',
      {
        'stepwise/machines': () => [
          { name: 'One', span: { start: 0, end: 5 } },
          { name: 'Two', span: { start: 40, end: 90 } },
        ],
      },
      'Two',
      'A',
    ],
    [
      'of a machine that begins at the cursor',
      {
        'stepwise/machines': () => [
          { name: 'One', span: { start: AT, end: AT + 1 } },
          { name: 'Two', span: { start: AT + 1, end: 90 } },
        ],
      },
      'One',
      'A',
    ],
    [
      'of a machine that ends at the cursor',
      {
        'stepwise/machines': () => [
          { name: 'One', span: { start: 0, end: AT - 1 } },
          { name: 'Two', span: { start: AT - 1, end: AT } },
        ],
      },
      'Two',
      'A',
    ],
    ['of one machine', { 'stepwise/machines': () => [{ name: 'One', span: { start: 0, end: 90 } }] }, undefined, 'A'],
    ['with signs in its name', { 'stepwise/stateAt': () => ({ statePath: 'a/b~1c~0d' }) }, undefined, 'b/c~d'],
  ])('is of the state %s', async (_, server, machine, state) => {
    await run({ server });
    expect(editor.started[0]!.configuration).toMatchObject({ machine });
    expect(asked).toMatchObject([{ state }]);
  });

  it('is of the state whose line it is, where the cursor stands before it', async () => {
    const places: number[] = [];
    const stateAt = ({ character }: { character: number }): unknown => {
      places.push(character);
      return character > 30 ? { statePath: 'A' } : null;
    };
    await editor.open(FILE, TEXT, 'asl', TEXT.indexOf('"States"'));
    await run({ server: { 'stepwise/stateAt': stateAt as never } });
    expect(places).toEqual([2, 39]);
    expect(asked).toHaveLength(1);
  });

  it.each<[string, () => unknown, Setting, RegExp | undefined]>([
    [
      'no state is meant',
      () => undefined,
      { server: { 'stepwise/stateAt': () => null } },
      /^error: Put the cursor into a state/,
    ],
    ['no file is open', () => (editor.activeTextEditor = undefined), {}, /^error: Put the cursor into a state/],
    ['nobody trusts the folder', () => (editor.isTrusted = false), {}, /^warning: .*trust/],
    ['the person chose no input', () => undefined, { person: [] }, /^pick: Test state "A"/],
    [
      'the file could not be saved',
      () =>
        Object.defineProperties(editor.activeTextEditor!.document, {
          isDirty: { value: true },
          save: { value: () => Promise.resolve(false) },
        }),
      {},
      /^pick: /,
    ],
  ])('is not made where %s', async (_, prepare, setting, said) => {
    prepare();
    await run(setting);
    expect(editor.started).toEqual([]);
    expect(editor.said).toEqual([expect.stringMatching(said!)]);
  });

  it('is not made where the session does not begin', async () => {
    editor.sessionsBegin = false;
    await run({});
    expect([asked, answer]).toEqual([[], undefined]);
  });

  it('says what the adapter refuses, and ends', async () => {
    await run({ results: [REFUSED] });
    expect(editor.said.slice(1)).toEqual(['error: InvalidDefinition: no', 'stops: tests']);
    editor.said = [];
    await run({ results: ['It broke.'] });
    expect(editor.said.slice(1)).toEqual(['error: It broke.', 'stops: tests']);
    expect(answer).toBeUndefined();
  });
});

describe('what nothing answers', () => {
  it.each<[string, typeof editor.answers, object]>([
    ['a result', [/^Mock a result/, '{', '{"Body":2}'], { result: '{"Body":2}' }],
    [
      'an error',
      [/^Mock an error/, '{"cause":"nameless"}', '{"error":"Busy","cause":"later"}'],
      { error: 'Busy', cause: 'later' },
    ],
    [
      'an error after going back',
      [/^Mock a result/, undefined, /^Mock an error/, '{"error":"Busy","cause":""}'],
      { error: 'Busy' },
    ],
  ])('is mocked by %s', async (_, person, mock) => {
    await run({ results: [NEEDS, TESTED], person: ['{}', ...person] });
    expect(asked).toMatchObject([{ mock: undefined }, { mock }]);
    expect(editor.said.find((line) => line.startsWith('pick: Test state "A" — Nothing'))).toContain('arn:s3');
    expect(answer).toBeDefined();
    const problems = editor.said.filter((line) => line.startsWith('error: '));
    expect(problems).toHaveLength(person.includes(undefined) ? 0 : 1);
  });

  it('is asked for again, with what was written, where the mock is refused', async () => {
    const person = ['{}', /^Mock a result/, '1', /^Mock a result/, '2'];
    await run({ results: [{ kind: 'needsMock', suggestion: '[ ]' }, REFUSED, TESTED], person });
    expect(asked).toMatchObject([{}, { mock: { result: '1' } }, { mock: { result: '2' } }]);
    const documents = editor.said.filter((line) => line.startsWith('document'));
    expect(documents).toEqual(['document: Mocked result [[ ]]', 'document: Mocked result [1]']);
    expect(editor.said.filter((line) => line.startsWith('pick')).map((line) => line.split(' | ')[0])).toEqual([
      'pick: Test state "A" — Choose the input',
      'pick: Test state "A" — A Map or Parallel state is tested with a mock of what its iterations or branches return',
      'pick: Test state "A" — InvalidDefinition: no',
    ]);
  });

  it('stays without a mock where the person leaves it', async () => {
    await run({ results: [NEEDS] });
    expect(asked).toHaveLength(1);
    expect(answer).toBeUndefined();
  });
});
