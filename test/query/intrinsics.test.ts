import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import fc from '../harness/properties';
import type { Json } from '../../core/json';
import { INTRINSICS } from '../../core/catalog/intrinsics';
import { compileIntrinsic, isQueryProblem } from '../../core/query';
import { digest, DIGEST_NAMES } from '../../core/query/hash/digest';
import { javaHashOrder } from '../../core/query/javaHashOrder';

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
    'States.ArrayUnique($.list)': '[3,1,"3",{"a":1}]',
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
      'States.IntrinsicFailure: ' +
      "The function 'States.Format('\\{{}\\} it\\'s')' had the following error: The template has 1 placeholder, but 0 values are given.",
    "States.Format('\\{{}\\} it\\'s \\\\', 1)": '"{1} it\'s \\\\"',
  });
});

describe('failures', () => {
  const failed = (call: string, what: string) =>
    `States.IntrinsicFailure: The function '${call}' had the following error: ${what}`;
  check({
    "States.Format('{}', $.missing)": `States.Runtime: The function 'States.Format('{}', $.missing)' had the following error: The JsonPath argument for the field '$.missing' could not be found in the input '${JSON.stringify(input)}'`,
    "States.Format('{', 1)":
      "States.Runtime: There was an error while evaluating the intrinsic function: States.Format('{', 1): matching '}' not found for '{'.",
    'States.ArrayLength($.name)': failed(
      'States.ArrayLength($.name)',
      'The argument \'array\' must be of type array, but was "Ada"',
    ),
    'States.Array(States.ArrayGetItem($.list, 9))': failed(
      'States.ArrayGetItem($.list, 9)',
      'The index 9 is out of bounds for an array of 6 items.',
    ),
    'States.ArrayRange(1, 2000, 1)': failed(
      'States.ArrayRange(1, 2000, 1)',
      'The range has 2000 items; at most 1000 are allowed.',
    ),
    "States.StringToJson('{')": failed("States.StringToJson('{')", 'The argument is not valid JSON: {'),
    "States.Base64Decode('?')": failed("States.Base64Decode('?')", 'The argument is not valid Base64.'),
    "States.Hash('a', 'SHA1')": failed(
      "States.Hash('a', 'SHA1')",
      'The algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512, but was SHA1.',
    ),
  });
});

describe('refused', () => {
  check({
    '': "at 0+1: Expected a function call such as States.Format('…', $.value).",
    'States.Fromat()': 'at 0+13: The intrinsic function States.Fromat does not exist. Did you mean States.Format?',
    'States.UUID': "at 11+1: Expected '(' after States.UUID.",
    'States.UUID(': 'at 12+1: Expected a path, a string in single quotes, a number, true, false, null or a call.',
    'States.UUID()x': 'at 13+1: There is text after the end of the function call. Remove it, or check the brackets.',
    'States.UUID(1)': 'at 0+14: States.UUID() takes 0 arguments, not 1.',
    'States.MathAdd(1)': 'at 0+17: States.MathAdd(first, second) takes 2 arguments, not 1.',
    'States.MathAdd(1, true)': "at 18+4: States.MathAdd expects a number for 'second'; this is a boolean.",
    'States.ArrayLength(States.UUID())': "at 19+13: States.ArrayLength expects an array for 'array'; this is a string.",
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
