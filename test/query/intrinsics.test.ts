import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import fc from '../harness/properties';
import type { Json } from '../../core/json';
import { INTRINSICS } from '../../core/catalog/intrinsics';
import { argumentFault, compileIntrinsic, isQueryProblem, parseIntrinsic } from '../../core/query';
import { digest, DIGEST_NAMES } from '../../core/query/hash/digest';
import { jsonText, jsonValue } from '../../core/jsonText';
import { javaHashOrder, javaHashSet } from '../../core/query/javaHash';

const input = {
  name: 'Ada',
  count: 3,
  list: [3, 1, 3, '3', { a: 1 }, { a: 1 }],
  thing: { kind: 'cup', sizes: [1, 2], inner: { deep: true } },
  text: 'a-b--c,d',
  nothing: null,
};
const scope = {
  input,
  context: { Execution: { Name: 'run-1' } },
  variables: { v: 7 },
  random: () => 0.5,
  uuid: () => 'u-1',
};

/** The JSON text of the result, `Error: cause`, or `at offset+length: message`. */
function evaluate(call: string): string {
  const compiled = compileIntrinsic(call);
  if (isQueryProblem(compiled)) return `at ${compiled.offset}+${compiled.length}: ${compiled.message}`;
  const result = compiled.evaluate(scope);
  return result.ok ? JSON.stringify(result.value) : `${result.error}: ${result.cause}`;
}

function check(cases: Readonly<Record<string, string>>): void {
  test.each(Object.entries(cases))('%s', (call, expected) => expect(evaluate(call)).toBe(expected));
}

describe('the examples of the catalogue', () => {
  const fixed = INTRINSICS.filter(({ name }) => name !== 'States.UUID');
  test.each(fixed.map(({ example, result }) => [example, result]))('%s', (call, expected) => {
    expect(evaluate(call)).toBe(expected);
  });
});

describe('results', () => {
  check({
    'States.Array()': '[]',
    'States.Array( $.name , $$.Execution.Name, $v, null, -1.5, true )': '["Ada","run-1",7,null,-1.5,true]',
    'States.ArrayPartition($.list, 4)': '[[3,1,3,"3"],[{"a":1},{"a":1}]]',
    'States.ArrayContains($.list, States.StringToJson(\'{"a":1}\'))': 'true',
    'States.ArrayRange(5, 1, -2)': '[5,3,1]',
    'States.ArrayRange(1, 0, 1)': '[]',
    'States.ArrayUnique($.list)': '[{"a":1},1,3,"3"]',
    "States.ArrayLength($.list[?(@ == '3')])": '3',
    "States.Hash($.thing, 'MD5')": `"${createHash('md5').update(JSON.stringify(input.thing)).digest('hex')}"`,
    'States.JsonMerge($.thing, $.thing.inner, false)': '{"deep":true,"sizes":[1,2],"kind":"cup","inner":{"deep":true}}',
    "States.StringToJson('')": 'null',
    "States.StringToJson('-0')": '0',
    'States.JsonToString($.thing.inner)': '"{\\"deep\\":true}"',
    'States.MathAdd(-1.5, 0)': '-1',
    'States.MathAdd(2.5, 0)': '3',
    'States.MathAdd(-0.5, 0)': '0',
    'States.MathRandom(10, 20)': '15',
    "States.StringSplit($.text, '-,')": '["a","b","c","d"]',
    'States.UUID()': '"u-1"',
    "States.Format('{} has {} of {}, {}', $.name, $.count, $.thing, $.nothing)":
      '"Ada has 3 of {kind=cup, sizes=[1,2], inner={deep=true}}, null"',
    "States.Format('\\{{}\\} it\\'s')":
      "States.Runtime: There was an error while evaluating the intrinsic function: States.Format('\\{{}\\} it\\'s'). Invalid arguments in States.Format",
    "States.Format('\\{{}\\} it\\'s \\\\', 1)": '"{1} it\'s \\\\"',
  });
});

describe('failures', () => {
  const failed = (call: string, said?: string) => {
    const what = said ?? `Invalid arguments in ${/^States\.\w+/.exec(call)![0]}`;
    return `States.Runtime: There was an error while evaluating the intrinsic function: ${call}. ${what}`;
  };
  check({
    "States.Format('{}', $.missing)": `States.Runtime: The function 'States.Format('{}', $.missing)' had the following error: The JsonPath argument for the field '$.missing' could not be found in the input '${JSON.stringify(input)}'`,
    "States.Format('{', 1)": failed(
      "States.Format('{', 1)",
      "Invalid template in States.Format: matching '}' not found for '{'.",
    ),
    "States.StringToJson('{')": failed(
      "States.StringToJson('{')",
      'Cannot convert String to Json in States.StringToJson, caused by: The text is not valid JSON.',
    ),
    'States.Array(States.ArrayGetItem($.list, 9))': failed('States.ArrayGetItem($.list, 9)'),
  });
  test.each([
    'States.ArrayLength($.name)',
    'States.ArrayLength(null)',
    'States.ArrayLength(States.UUID())',
    'States.ArrayRange(1, 2000, 1)',
    'States.ArrayRange(1, 3000000000, 1000000000)',
    'States.ArrayRange(1, 10, 0.99)',
    'States.ArrayPartition($.list, -1)',
    'States.ArrayGetItem($.list, -1)',
    "States.Hash('a', 'SHA1')",
    "States.Hash('a', 'sha-1')",
    'States.JsonMerge($.thing, $.thing, true)',
    "States.JsonMerge($.thing, $.thing, 'true')",
    'States.MathAdd(1)',
    'States.MathAdd(1, 2, 3)',
    'States.MathAdd(1, true)',
    'States.MathAdd(1073741824, 1073741824)',
    'States.MathRandom(1, 1)',
    'States.MathRandom(-2147483648, 2147483647)',
    'States.MathRandom(1, 2, 3, 4)',
    "States.Format($.list, 'a')",
    "States.Format('{}')",
    "States.Format('{}', 1, 2)",
    'States.StringSplit($.list, 1)',
    'States.StringToJson(null)',
    'States.JsonToString()',
  ])('%s', (call) => expect(evaluate(call)).toBe(failed(call)));
});

/** What the text of a call tells before it runs. */
test.each([
  ['States.UUID(1)', undefined],
  ["States.JsonMerge($.a, $.b, 'false')", undefined],
  ['States.ArrayLength($.a)', undefined],
  ['States.MathAdd(1)', '0+17: States.MathAdd(first, second) takes 2 arguments, not 1.'],
  ['States.MathAdd(1, true)', "18+4: States.MathAdd expects a number for 'second'; this is a boolean."],
  ['States.MathAdd(1, 10.0)', undefined],
  [
    'States.Array(States.ArrayLength(States.UUID()))',
    "32+13: States.ArrayLength expects an array for 'array'; this is a string.",
  ],
])('%s has the fault %s', (call, expected) => {
  const parsed = parseIntrinsic(call);
  if (isQueryProblem(parsed)) throw new Error(parsed.message);
  const fault = argumentFault(parsed);
  expect(fault && `${fault.offset}+${fault.length}: ${fault.message}`).toBe(expected);
});

test('seeds give the numbers of java.util.Random', () => {
  const numbers = (bound: number) =>
    ['0', '2', '42', '-1', '1234567890123456789'].map((seed) => evaluate(`States.MathRandom(0, ${bound}, ${seed})`));
  expect(numbers(8)).toEqual(['5', '5', '5', '2', '2']);
  expect(numbers(99)).toEqual(['33', '67', '62', '50', '31']);
  expect(numbers(2_000_000_000)).toEqual(['1569741360', '1570126108', '1562431130', '577549913', '649288561']);
});

describe('refused', () => {
  check({
    '': "at 0+1: Expected a function call such as States.Format('…', $.value).",
    'States.Fromat()': 'at 0+13: The intrinsic function States.Fromat does not exist. Did you mean States.Format?',
    'States.UUID': "at 11+1: Expected '(' after States.UUID.",
    'States.UUID(': 'at 12+1: Expected a path, a string in single quotes, a number, true, false, null or a call.',
    'States.UUID()x': 'at 13+1: There is text after the end of the function call. Remove it, or check the brackets.',
    'States.Array("a")':
      'at 13+1: Expected a path, a string in single quotes, a number, true, false, null or a call. Strings must be in single quotes.',
    "States.Array('a": "at 13+2: The string is not closed: expected '.",
    "States.Array('\\n')": "at 14+2: \\n is not a valid escape here. Only \\', \\{, \\} and \\\\ are.",
    'States.Array($.a..)': "at 17+1: Path must not end with a '.' or '..'",
    'States.Array($.a $.b)':
      "at 15+1: Use bracket notion ['my prop'] if your property contains blank characters. position: 2",
  });

  test('more than ten calls inside each other', () => {
    const nested = (depth: number) => `${'States.Array('.repeat(depth)}1${')'.repeat(depth)}`;
    expect(evaluate(nested(10))).toBe(`${'['.repeat(10)}1${']'.repeat(10)}`);
    expect(evaluate(nested(11))).toContain('at most 10 levels deep');
  });
});

describe('laws', () => {
  test('reading never throws', () => {
    const pieces = fc.array(fc.constantFrom('States.Array', '(', ')', ',', "'", '\\', '$.a', '[', ' ', '1', '{}'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((parts) => parts.join('')),
        ),
        (text) => void evaluate(text),
      ),
    );
  });

  test('a call with any arguments gives a value or a failure', () => {
    const names = INTRINSICS.map(({ name }) => name);
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 3 }),
        (name, args) => {
          const compiled = compileIntrinsic(`${name}(${args.map((_, index) => `$[${index}]`).join(', ')})`);
          if (isQueryProblem(compiled)) return;
          const result = compiled.evaluate({ input: args as Json, random: () => 0, uuid: () => 'u' });
          if (!result.ok) expect(result.error).toMatch(/^States\./);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('Base64 there and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const compiled = compileIntrinsic('States.Base64Decode(States.Base64Encode($))');
        if (isQueryProblem(compiled)) throw new Error(compiled.message);
        expect(compiled.evaluate({ input: text })).toEqual({ ok: true, value: text });
      }),
    );
  });

  test('digests are those of Node', () => {
    const names = { MD5: 'md5', 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        for (const name of DIGEST_NAMES) {
          expect(digest(text, name)).toBe(createHash(names[name]).update(text).digest('hex'));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('the order of a Java HashSet', () => {
    const list = `[3,1,3,"3",17,-5,2147483648,1.5,10.0,10,true,false,null,"hello world",[1,"a"],{"a":1},-3000000000,123456789012345678901234567890,-2.5,"z"]`;
    // As Java 17 prints it.
    expect(jsonText(javaHashSet(jsonValue(list) as Json[]))).toBe(
      '[2147483648,null,{"a":1},1,[1,"a"],3,-5,10.0,-2.5,10,"hello world",true,-3000000000,17,"3",false,123456789012345678901234567890,1.5,"z"]',
    );
  });

  test('the order of a Java HashMap is a permutation, buckets ascending', () => {
    expect(javaHashOrder(['c', 'b', 'a'])).toEqual(['a', 'b', 'c']);
    // Same hash code: in the order they came.
    expect(javaHashOrder(['BB', 'Aa'])).toEqual(['BB', 'Aa']);
    // Sixteen buckets up to twelve keys, then thirty-two.
    expect(javaHashOrder(['a', 'p'])).toEqual(['p', 'a']);
    expect(javaHashOrder([...'abcdefghijklp'])).toEqual([...'abcdefghijklp']);
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), (keys) => {
        expect([...javaHashOrder(keys)].sort()).toEqual([...keys].sort());
      }),
    );
  });
});
