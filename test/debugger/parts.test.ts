/** What a person reads and writes at a stop, part by part: the tree of variables, expressions, breakpoints, questions. */
import { jsonValue } from '../../core/jsonText';
import { describe, expect, it, test } from 'vitest';
import type { PausePoint } from '../../core/interpreter/host';
import type { Json } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { ClientQuestions } from '../../debugger/clientQuestions';
import { evaluateExpression, readCondition, readLogMessage } from '../../debugger/expression';
import { goesOnText } from '../../debugger/savedRun';
import { VariableTree } from '../../debugger/variables';

describe('a value is shown', () => {
  const long = 'x'.repeat(130);
  const many = Array<Json>(101).fill(1);
  it.each<[Json, object]>([
    [null, { value: 'null', type: 'null', variablesReference: 0 }],
    [false, { value: 'false', type: 'boolean', variablesReference: 0 }],
    [long, { value: JSON.stringify(long), type: 'string', variablesReference: 0 }],
    [[], { value: '[]', type: 'array', variablesReference: 0, indexedVariables: 0 }],
    [{}, { value: '{}', type: 'object', variablesReference: 0, namedVariables: 0 }],
    [[1], { value: '(1) [1]', type: 'array', variablesReference: 1, indexedVariables: 1 }],
    [
      { id: 1, items: [1, 2, 3], 'a b': { c: [] }, none: [], nothing: {}, text: long, z: long },
      {
        value: `{id: 1, items: Array(3), "a b": {…}, none: [], nothing: {}, text: "${'x'.repeat(50)}…", …}`,
        type: 'object',
        variablesReference: 1,
        namedVariables: 7,
      },
    ],
    [[long, 1], { value: `(2) ["${'x'.repeat(50)}…", 1]`, type: 'array', variablesReference: 1, indexedVariables: 2 }],
    [many, { value: `(101) [${'1, '.repeat(40)}…]`, type: 'array', variablesReference: 1, indexedVariables: 101 }],
  ])('%j', (value, shown) =>
    expect(new VariableTree().show('v', value)).toEqual({
      name: 'v',
      presentationHint: { attributes: ['readOnly'] },
      ...shown,
    }),
  );
});

describe('the tree of variables', () => {
  const data = { list: [10, 20, 30], "it's": { deep: [{ x: 1 }] }, plain_1: 'p', '1st': null };
  const shown = (reference: number, tree: VariableTree, filter?: 'indexed' | 'named', start?: number, count?: number) =>
    tree.children(reference, filter, start, count).map(({ evaluateName, value }) => `${evaluateName} = ${value}`);

  it.each([
    ['$', ['$.list = (3) [10, 20, 30]', `$['it\\'s'] = {deep: Array(1)}`, '$.plain_1 = "p"', `$['1st'] = null`]],
    [
      '$states.input',
      [
        '$states.input.list = (3) [10, 20, 30]',
        "$states.input.`it's` = {deep: Array(1)}",
        '$states.input.plain_1 = "p"',
        '$states.input.`1st` = null',
      ],
    ],
  ])('names what it shows as expressions of %s do', (expression, names) => {
    const tree = new VariableTree();
    expect(shown(tree.add({ get: () => data, expression }), tree)).toEqual(names);
  });

  it('shows a part of a list, and of each kind alone', () => {
    const tree = new VariableTree();
    const root = tree.add({ get: () => data, expression: '$' });
    const list = tree.children(root)[0]!.variablesReference;
    expect(shown(list, tree)).toEqual(['$.list[0] = 10', '$.list[1] = 20', '$.list[2] = 30']);
    expect(shown(list, tree, 'indexed', 1, 1)).toEqual(['$.list[1] = 20']);
    expect(shown(list, tree, 'indexed', 2, 9)).toEqual(['$.list[2] = 30']);
    expect(shown(list, tree, 'indexed', 1, 0)).toEqual(['$.list[1] = 20', '$.list[2] = 30']);
    expect(shown(list, tree, 'named')).toEqual([]);
    expect(shown(root, tree, 'indexed')).toEqual([]);
    expect(shown(root, tree, 'named')).toHaveLength(4);
    expect(shown(99, tree)).toEqual([]);
    tree.clear();
    expect(shown(root, tree)).toEqual([]);
  });

  it.each([
    ['$', ['$list = (3) [10, 20, 30]', "$it's = {deep: Array(1)}"], ["$it's.deep[0]['a b'] = 1"]],
    ['$states', ['$list = (3) [10, 20, 30]', "$it's = {deep: Array(1)}"], ["$it's.deep[0].`a b` = 1"]],
  ])('calls variables by their names, in expressions of %s', (expression, names, deep) => {
    const tree = new VariableTree();
    const variables = { list: [10, 20, 30], "it's": { deep: [{ 'a b': 1 }] } };
    const root = { get: () => variables, expression, holdsVariables: true };
    expect(shown(tree.add(root), tree)).toEqual(names);
    expect(shown(tree.add(root, ["it's", 'deep', 0]), tree)).toEqual(deep);
  });

  it('shows what is large in parts, unless an editor asks for a part', () => {
    const tree = new VariableTree();
    const list = tree.add({ get: () => Array<Json>(2001).fill(1), expression: '$' });
    const parts = tree.children(list);
    expect(parts.map(({ name, indexedVariables }) => [name, indexedVariables])).toEqual([
      ['[0 … 999]', 1000],
      ['[1000 … 1999]', 1000],
      ['[2000 … 2000]', 1],
    ]);
    expect(shown(parts[2]!.variablesReference, tree)).toEqual(['$[2000] = 1']);
    expect(shown(parts[1]!.variablesReference, tree, 'indexed', 999, 5)).toEqual(['$[1999] = 1']);
    expect(tree.children(list, 'indexed', 0, 1500)).toHaveLength(1500);
    const million = tree.children(tree.add({ get: () => Array<Json>(1_000_001).fill(1) }));
    expect(million.map(({ name }) => name)).toEqual(['[0 … 999999]', '[1000000 … 1000000]']);
    expect(tree.children(million[0]!.variablesReference)).toHaveLength(1000);
    const object = Object.fromEntries(Array.from({ length: 1001 }, (_, key) => [`k${key}`, key]));
    const named = tree.children(tree.add({ get: () => object, expression: '$' }));
    expect(named.map(({ name, namedVariables }) => [name, namedVariables])).toEqual([
      ['[0 … 999]', 1000],
      ['[1000 … 1000]', 1],
    ]);
    expect(shown(named[1]!.variablesReference, tree)).toEqual(['$.k1000 = 1000']);
  });

  it('has a scope’s own value where it holds nothing, and none where it is gone', () => {
    const tree = new VariableTree();
    expect(tree.children(tree.add({ get: () => 7 }))).toEqual([
      {
        name: '(value)',
        value: '7',
        type: 'number',
        variablesReference: 0,
        presentationHint: { attributes: ['readOnly'] },
      },
    ]);
    expect(tree.children(tree.add({ get: () => undefined }))).toEqual([]);
    expect(tree.children(tree.add({ get: () => data }, ['list', 7]))).toEqual([]);
    expect(tree.children(tree.add({ get: () => data }, ['toString']))).toEqual([]);
  });

  it.each<[Json, string, Json, Json]>([
    [{ a: 1 }, 'a', 2, { a: 2 }],
    [[1, 2], '1', 'x', [1, 'x']],
    [7, '(value)', 8, 8],
    [{ 'a\u202eb': 1 }, 'a\\u202eb', 2, { 'a\u202eb': 2 }],
    [{}, 'new', 1, { new: 1 }],
  ])('changes %j at %s', (before, name, value, after) => {
    const tree = new VariableTree();
    let current = before;
    const reference = tree.add({ get: () => current, set: (next) => void (current = next), expression: '$' });
    expect(tree.set(reference, name, value)).not.toHaveProperty('presentationHint');
    expect(current).toEqual(after);
    expect(current === before && typeof before === 'object').toBe(false);
  });

  it('changes nothing that may not be changed, and says why', () => {
    const tree = new VariableTree();
    const set = (): void => expect.fail('changed');
    const fixed = tree.add({
      get: () => ({ a: 1, b: 1 }),
      set,
      fixed: ([name]) => (name === 'a' ? phrase`for ever` : undefined),
    });
    expect(() => tree.set(fixed, 'a', 2)).toThrow('for ever');
    expect(() => tree.set(tree.add({ get: () => ({ a: 1 }) }), 'a', 2)).toThrow('This value cannot be changed.');
    expect(() => tree.set(tree.add({ get: () => undefined, set }), 'a', 2)).toThrow('This value is no longer there.');
    expect(() => tree.set(tree.add({ get: () => [1], set }), '1', 2)).toThrow('This value is no longer there.');
    expect(() => tree.set(99, 'a', 2)).toThrow('This value is no longer there.');
  });
});

const TEXT = `{
  "StartAt": "A",
  "States": {
    "A": {
      "Type": "Pass",
      "Next": "Each" },
    "Each": { "Type": "Map", "ItemProcessor": { "StartAt": "In", "States": {
      "In": { "Type": "Pass", "QueryLanguage": "JSONata",
        "End": true } } },
      "End": true } } }`;
const machine = buildMachine(parseDocument('m.asl.json', TEXT, 'json'))!;

function pointAt(state: string, more: object = {}): PausePoint {
  const data = {
    input: { n: 5, s: 'text', list: [0, 0] },
    context: { Execution: { Id: 'e' } },
    variables: { v: 3 },
    stages: {},
  };
  const found = machine.states.find(({ name }) => name === state)!;
  return { when: 'enter', strand: '', state: found, data, ...more } as unknown as PausePoint;
}

function written(message: string) {
  const read = readLogMessage(message, 'JSONPath');
  return 'problem' in read ? read.problem : read.text(pointAt('A'));
}

describe('an expression', () => {
  const failed = { error: { error: 'E', cause: 'why' } };
  it.each<[string, string, unknown, object?]>([
    ['A', '$.n', 5],
    ['A', '$', { n: 5, s: 'text', list: [0, 0] }],
    ['A', '$$.Execution.Id', 'e'],
    ['A', '$v', 3],
    ['A', ' $.n ', 5],
    ['A', "States.Format('{}!', $.s)", 'text!'],
    ['A', '{% $states.input.n + 1 %}', 6],
    ['A', '  {%$v%}\n', 3],
    ['A', '1 + 1', 2],
    ['In', '$states.errorOutput.Cause', 'why', failed],
    ['In', '$states.errorOutput', { Error: '', Cause: '' }, { error: {} }],
    ['A', '{% $states.context.Execution.Id %}', 'e'],
    ['In', '$.n', 5],
    ['In', '$v', 3],
    ['In', '$states.input.n', 5],
    ['In', '$states.result', 9, { data: { input: {}, context: {}, variables: {}, output: 9 } }],
    ['In', '$sum([1, 2])', 3],
    ['In', '$[0]', 1, { data: { input: [1], context: {}, variables: {} } }],
  ])('in %s: %s is %j', async (state, text, value, more) =>
    expect(await evaluateExpression(text, pointAt(state, more))).toEqual({ ok: true, value }),
  );

  it.each([
    ['A', '$.none'],
    ['A', '$.['],
    ['A', '$none'],
    ['A', 'States.Format('],
    ['A', 'States.Nothing(1)'],
    ['In', '1 +'],
    ['In', '$error("no")'],
  ])('in %s: %s is refused in words', async (state, text) => {
    const result = await evaluateExpression(text, pointAt(state));
    expect(result).toEqual({ ok: false, message: expect.stringMatching(/\w \w/) as string });
  });

  it.each<[string, boolean, ('JSONPath' | 'JSONata')?]>([
    ['$.n > 4', true],
    ['$.n == 5 && $.s === "text"', true],
    ['$.n == 4 || $$.Execution.Id = "e"', true],
    ['($.n) = 4', false],
    ['{% $.n = 5 %}', true],
    ['$v', true],
    ['$.list', false],
    ['[0, [1]]', true],
    ['{}', false],
    ['{"a": 0}', true],
    ['""', false],
    ['$.none', false],
    ['$.none > 3', false],
    ['$.s > 1', true],
    ['$.n>4', true],
    ['$.n != 5', false],
    ['$.n !== 4', true],
    ['!$.none', true],
    ['! ($.n = 4) && !$.list[0]', true],
    ['!!$.n', true],
    ['$.s == "a == b && $.n"', false],
    ["$.s = 'text'", true],
    ['/* $.n == 4 */ $.n = 5', true],
    ['$match($.s, /t=*x?/)', true],
    ["$['n'] > 4", true],
    ['$.n * 2 = 10', true],
    ['$.list[*] = [0, 0]', true],
    ["$$.Execution['Id'] = 'e'", true],
    ["$$.Execution.Id = 'e'", true, 'JSONata'],
    ["States.Format('{}!', $.s) = 'text!'", true],
    ['States.ArrayLength($.list) >= 2 and $v = 3', true],
    ['$count($states.input.list) = 2', true],
    ['$count($filter($.list, function($x) { $x = 0 })) = 2', true],
    ['$exists($.n)', true],
    ['$.n > 4 and $v < 4', true, 'JSONata'],
    ['$states.input.list[$ = 0][1] = 0', true, 'JSONata'],
    ['$count($states.input.list.($ + 1)) == 2', true, 'JSONata'],
    ['$.list[0] === 0', true, 'JSONata'],
    ['$ = {"n": 5}', false, 'JSONata'],
  ])('as a condition: %s holds %s', async (condition, holds, language = 'JSONPath') => {
    const said: string[] = [];
    const read = readCondition(condition, language);
    if ('problem' in read) return expect.fail(read.problem);
    const point = pointAt(language === 'JSONPath' ? 'A' : 'In');
    expect(await read.holds(point, (text) => void said.push(text))).toBe(holds);
    const fails = condition === '$.s > 1';
    expect(said).toEqual(fails ? [expect.stringContaining(`"${condition}" of the breakpoint on "A"`)] : []);
  });

  it.each([
    ['n n', 'JSONPath'],
    ['$.n >', 'JSONata'],
    ['{% 1 + %}', 'JSONPath'],
    ['$.list[?(@.x', 'JSONPath'],
    ['States.Nothing($.n) = 1', 'JSONPath'],
  ] as const)('as a condition is refused with a sentence: %s', (condition, language) =>
    expect(readCondition(condition, language)).toEqual({
      problem: expect.stringContaining(`The condition "${condition}" cannot be read: `) as string,
    }),
  );

  it.each([
    ['n = {$.n}, s = {$.s}', 'n = 5, s = text'],
    ['{$.list}{$v}', '[0,0]3'],
    ['plain', 'plain'],
    ['{} {$v}', '{} 3'],
    ['n: {% $states.input.n + 1 %}.', 'n: 6.'],
    ['{{% $states.input.n %}}', '5'],
    ['{$.n > 4} {{"a": $v}.a} {"}"}', 'true 3 }'],
    ['open { $.n', 'open { $.n'],
    ["it's {$.s}", "it's text"],
    ['{% open', '{% open'],
  ])('in a message: %s', async (message, text) => expect(await written(message)).toBe(text));

  it('in a message says why there is none', async () =>
    expect(await written('a {$.none} b')).toMatch(/^a \{\w.+\} b$/));

  it('in a message is refused where it cannot be read', () =>
    expect(readLogMessage('a {$.n +} b', 'JSONPath')).toEqual({
      problem: expect.stringMatching(/^\{\$\.n \+\} in the message cannot be read: \w/) as string,
    }));
});

describe('a question to the editor', () => {
  const QUESTION = { machine: 'm', state: 'S', resource: 'r', input: 1, suggestion: '{}' };
  function asked() {
    const told: [string, { requestId: number }][] = [];
    const questions = new ClientQuestions((name, body) => void told.push([name, body as { requestId: number }]));
    return { told, questions };
  }

  it.each<[object, object]>([
    [
      { answer: { return: '{"a":10.0}' }, save: true },
      {
        outcome: { type: 'success', output: jsonValue('{"a":10.0}') },
        mock: { return: jsonValue('{"a":10.0}') },
        save: true,
      },
    ],
    [
      { answer: { error: 'E', cause: 'c' } },
      { outcome: { type: 'failure', error: 'E', cause: 'c' }, mock: { error: 'E', cause: 'c' }, save: false },
    ],
    [
      { answer: { endpoint: 'http://x' }, save: true },
      { outcome: { type: 'endpoint', url: 'http://x' }, mock: undefined, save: true },
    ],
  ])('answered with %j', async (answer, taken) => {
    const { told, questions } = asked();
    const { signal } = new AbortController();
    const waiting = questions.ask(QUESTION as never, signal);
    expect(told).toEqual([['stepwise.ask', { requestId: 1, ...QUESTION, input: '1' }]]);
    questions.answered({ requestId: 9, answer: { return: '0' } });
    questions.answered({ requestId: 1, ...answer } as never);
    expect(await waiting).toEqual(taken);
    expect(told.slice(1)).toEqual([['stepwise.askOver', { requestId: 1 }]]);
  });

  it('is over once, when it is answered or when the run ends', async () => {
    const { told, questions } = asked();
    const [one, other] = [new AbortController(), new AbortController()];
    const [first, second] = [
      questions.ask(QUESTION as never, one.signal),
      questions.ask(QUESTION as never, other.signal),
    ];
    one.abort();
    questions.answered({ requestId: 2 });
    other.abort();
    expect([await first, await second]).toEqual([undefined, undefined]);
    expect(told.slice(2)).toEqual([
      ['stepwise.askOver', { requestId: 1 }],
      ['stepwise.askOver', { requestId: 2 }],
    ]);
  });

  it('to attach resolves or says why not; what nobody answers any more is refused', async () => {
    const { questions } = asked();
    const results = ['yes', 'no', 'silent', 'open'].map(() =>
      questions.attach({} as never).then(
        () => 'attached',
        (error: Error) => error.message,
      ),
    );
    const confirmed = [questions.confirm({} as never), questions.confirm({} as never)];
    const open = questions.ask(QUESTION as never, new AbortController().signal);
    questions.attached({ requestId: 1, ok: true });
    questions.attached({ requestId: 2, ok: false, message: 'busy' });
    questions.attached({ requestId: 3, ok: false });
    questions.confirmed({ requestId: 5, answer: 'always' as never });
    questions.abandon();
    expect(await Promise.all(results)).toEqual(['attached', 'busy', 'refused', 'refused']);
    expect(await Promise.all(confirmed)).toEqual(['always', 'no']);
    expect(await open).toBeUndefined();
  });
});

test.each([
  [true, false, /^Redriven after event 2, in "Pay"\.$/],
  [false, false, /^Resumed after event 2, in "Pay"\.$/],
  [true, true, /^Redriven after event 2, in "Pay"\. .*masked.*\*\*\*/],
])('a run that goes on says so: redriven %s, masked %s', (redrive, hasMaskedInput, words) => {
  const root = { ended: false, state: { name: 'Pay', left: undefined, children: new Map() } };
  const checkpoint = { redrive: redrive ? {} : undefined, events: [1, 2], root };
  const text = goesOnText({ checkpoint, hasMaskedInput } as never);
  expect(text).toMatch(words);
});
