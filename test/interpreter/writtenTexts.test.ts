/** What is written once is not written again, and reads as if it were. */
import { expect, test, vi } from 'vitest';
import { mockedTasks } from '../../bench/machines';
import { runMachine } from '../../core/interpreter';
import { JsonData } from '../../core/interpreter/jsonData';
import { isJsonObject, type Json, type JsonObject } from '../../core/json';
import { buildMachine } from '../../core/model';
import { ExactNumber } from '../../core/jsonNumber';
import { jsonText } from '../../core/jsonText';
import { shortText } from '../../core/shortText';
import { compileTemplate, compileTemplateText } from '../../core/query';
import { parseDocument } from '../../core/syntax';
import fc from '../harness/properties';

const keys = fc.oneof(fc.constantFrom('a', 'b', 'Payload', '7', '__proto__', 'ä', '"', 'a\\', '\u007f'), fc.string());
const numbers = fc.constantFrom(0, -0, 7, -1, 0.5, 1e-7, 999_999, 1_000_000, 1e21);
const leaves = fc.oneof(fc.string(), fc.constantFrom(true, false, null), numbers);
const values = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaves,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
  ),
})).value;

test('of a template, from its own text and that of its input', () => {
  const members = fc.oneof(
    fc.tuple(keys, values),
    fc.tuple(
      keys.map((key) => `${key}.$`),
      fc.constantFrom('$', '$', '$.a', '$$.b', 'States.Format($.a)'),
    ),
  );
  const objects = fc
    .array(members, { minLength: 1, maxLength: 4 })
    .map((list) => Object.fromEntries(list) as JsonObject);
  const templates = fc.oneof(
    objects,
    fc.tuple(values, objects).map(([value, object]) => [object, value, { inner: object }]),
  );
  let written = 0;
  fc.assert(
    fc.property(templates, values, (template, a) => {
      const input = { a };
      const write = compileTemplateText(template);
      const value = compileTemplate(template).evaluate({ input, context: { b: [a] } });
      if (!write || !value.ok) return;
      written++;
      expect(write(value.value, jsonText(input))).toBe(jsonText(value.value));
    }),
    { numRuns: 1000 },
  );
  expect(written).toBeGreaterThan(50);
});

test('a small value, put together as JSON.stringify writes it', () => {
  const odd = fc.constantFrom<unknown>(
    undefined,
    new ExactNumber('1.0'),
    new Date(0),
    Object.create(null),
    2 ** 31,
    -0,
  );
  const large = fc.array(fc.nat(9), { minLength: 10, maxLength: 15 });
  let short = 0;
  fc.assert(
    fc.property(fc.oneof(values, fc.dictionary(keys, fc.oneof(values, odd, large), { maxKeys: 4 })), (value) => {
      const text = shortText(value);
      if (text === undefined) return;
      short++;
      expect(text).toBe(JSON.stringify(value));
    }),
    { numRuns: 1000 },
  );
  expect(short).toBeGreaterThan(300);
});

test.each([
  [{ ExecutedVersion: '$LATEST', Payload: { a: [1, true, null] }, StatusCode: 200 }, true],
  [{}, true],
  [[], true],
  [{ a: undefined }, false],
  [{ a: 'é' }, false],
  [{ a: '"' }, false],
  [{ a: '\\' }, false],
  [{ a: '\n' }, false],
  [{ '"': 1 }, false],
  [{ a: 0.5 }, false],
  [{ a: 2 ** 31 }, false],
  [new ExactNumber('1.0'), false],
  [new Date(0), false],
  ['x'.repeat(40), true],
  ['x'.repeat(41), false],
  [{ ['x'.repeat(41)]: 1 }, false],
  [Array.from({ length: 12 }, () => 1), true],
  [Array.from({ length: 13 }, () => 1), false],
  [Array.from({ length: 4 }, () => ({ a: 1, b: 2 })), true],
  [Array.from({ length: 4 }, () => ({ a: 1, b: 2, c: 3 })), false],
])('%j is small and plain: %s', (value, isShort) => {
  expect(shortText(value)).toBe(isShort ? JSON.stringify(value) : undefined);
});

test('of a member, cut out of the text of the whole', () => {
  let cut = 0;
  const long = fc.tuple(fc.constant('x'.repeat(200)), values);
  fc.assert(
    fc.property(fc.dictionary(keys, fc.oneof(values, long), { minKeys: 1, maxKeys: 4 }), (object) => {
      const whole = new JsonData(object as Json);
      expect(whole.text).toBe(jsonText(object as Json));
      for (const [name, value] of Object.entries(object as JsonObject)) {
        const spy = vi.spyOn(JSON, 'stringify');
        const member = whole.member(name, value);
        const { text } = member;
        if (spy.mock.calls.length === 0 && text.length > 200 && (isJsonObject(value) || Array.isArray(value))) cut++;
        spy.mockRestore();
        expect(member.value).toBe(value);
        expect(text).toBe(jsonText(value));
      }
    }),
    { numRuns: 500 },
  );
  expect(cut).toBeGreaterThan(50);
});

test('a task that hands its input on writes its result alone', async () => {
  const machine = buildMachine(parseDocument('file:///m.asl.json', JSON.stringify(mockedTasks(10)), 'json'))!;
  const spy = vi.spyOn(JSON, 'stringify');
  const counts: number[] = [];
  const host = {
    now: () => 0,
    random: () => 0,
    uuid: () => 'u',
    sleep: () => Promise.resolve(),
    runTask: ({ input }: { input: Json }) => {
      counts.push(spy.mock.calls.length);
      return Promise.resolve({
        type: 'success' as const,
        output: { StatusCode: 200, Payload: (input as JsonObject).Payload! },
      });
    },
    emit: () => undefined,
  };
  const input = `{"a":{"b":"${'c'.repeat(200)}"}}`;
  const { output } = await runMachine(machine, host, { input });
  spy.mockRestore();
  expect(output).toBe(input);
  expect(counts.slice(1).map((count, index) => count - counts[index]!)).toEqual(Array.from({ length: 9 }, () => 1));
});
