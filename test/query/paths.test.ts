import { describe, expect, test } from 'vitest';
import fc from '../harness/properties';
import { compilePath, isQueryProblem, parsePath } from '../../core/query';
import type { Json } from '../../core/json';
import type { QueryScope } from '../../core/query';

const order = {
  id: 'o-7',
  customer: { name: 'Ada', address: null, tags: ['new', 'vip'] },
  lines: [
    { sku: 'tea', count: 2, price: 4.5 },
    { sku: 'pot', count: 1, price: 30, gift: { text: 'Hi' } },
    { sku: 'cup', count: 6, price: 3 },
  ],
  totals: [9, 30, 18],
  'unit price': 1,
  'a.b': 2,
  "it's": 3,
  nothing: [],
  mixed: [1, '1', null, [2], { count: 5 }],
};

/** The JSON text of the result, or the message. */
function evaluate(path: string, document: unknown = order): string {
  const compiled = compilePath(path);
  if (isQueryProblem(compiled)) return `at ${compiled.offset}: ${compiled.message}`;
  const result = compiled.evaluate(document as never);
  return result.found ? JSON.stringify(result.value) : result.message;
}

function check(cases: Readonly<Record<string, string>>): void {
  test.each(Object.entries(cases))('%s', (path, expected) => expect(evaluate(path)).toBe(expected));
}

describe('names and indices', () => {
  check({
    '$.id': '"o-7"',
    '$.customer.name': '"Ada"',
    '$.customer.address': 'null',
    "$['unit price']": '1',
    '$["a.b"]': '2',
    "$['it\\'s']": '3',
    '$.totals[0]': '9',
    '$.totals[-1]': '18',
    '$.totals[ 1 ]': '30',
    '$.lines[1].gift.text': '"Hi"',
    "$.lines[0]['sku','count']": '{"sku":"tea","count":2}',
    "$.lines[0]['sku','colour']": '{"sku":"tea"}',
  });
});

describe('nothing there', () => {
  check({
    '$.price': "No results for path: $['price']",
    '$.price.net': "Missing property in path $['price']",
    '$.totals[3]': "No results for path: $['totals'][3]",
    '$.nothing[0].sku': "No results for path: $['nothing'][0]['sku']",
    '$.id.length':
      "Expected to find an object with property ['length'] in path $['id'] but found 'java.lang.String'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JsonSmartJsonProvider'.",
    '$.customer.address.city':
      "Expected to find an object with property ['city'] in path $['customer']['address'] but found 'null'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JsonSmartJsonProvider'.",
    '$.customer[0]':
      'Filter: [0] can only be applied to arrays. Current context is: {name=Ada, address=null, tags=["new","vip"]}',
    '$.customer.address[0]': "The path $['customer']['address'] is null",
    '$.price[*]': "Missing property in path $['price']",
    '$.constructor': "No results for path: $['constructor']",
    '$.__proto__': "No results for path: $['__proto__']",
  });
});

describe('several values', () => {
  check({
    '$.totals[*]': '[9,30,18]',
    '$.totals[0,2]': '[9,18]',
    '$.totals[1:]': '[30,18]',
    '$.totals[:-1]': '[9,30]',
    '$.totals[0:3:2]': '[9,30,18]',
    '$.totals[5:9]': '[]',
    '$.lines[*].gift': '[{"text":"Hi"}]',
    '$.lines[*].gift.text': '["Hi"]',
    '$.lines[*].colour': '[]',
    '$..sku': '["tea","pot","cup"]',
    '$..colour': '[]',
    '$..tags[0]': '["new"]',
    '$.customer.*': '["Ada",null,["new","vip"]]',
    '$.id[*]': '[]',
  });
});

describe('filters', () => {
  check({
    "$.lines[?(@.sku == 'tea')].count": '[2]',
    "$.lines[?(@.sku == 'jam')]": '[]',
    '$.lines[?(@.count > 1 && @.price < 4)].sku': '["cup"]',
    '$.lines[?(@.count == 1 || @.price == 3)].sku': '["pot","cup"]',
    '$.lines[?(!(@.count > 1))].sku': '["pot"]',
    '$.lines[?(@.gift)].sku': '["pot"]',
    '$.lines[?(!@.gift)].sku': '["tea","cup"]',
    "$.lines[?(@.count == '2')].sku": '["tea"]',
    '$.lines[?(@.count == $.totals.length())].sku': '[]',
    '$.lines[?(@.sku =~ /T.*/i)].sku': '["tea"]',
    "$.lines[?(@.sku in ['pot', 'jam'])].sku": '["pot"]',
    '$.lines[?(@.sku nin ["pot"])].sku': '["tea","cup"]',
    "$.customer[?(@.tags contains 'vip')].name": '["Ada"]',
    '$.customer[?(@.tags size 2)].name': '["Ada"]',
    '$.customer[?(@.tags empty true)].name': '[]',
    '$.customer[?(@.address == null)].name': '["Ada"]',
    '$.customer[?(@.city == null)].name': '[]',
    '$.lines[?(@.sku == tea)].count': '[2]',
    '$.lines[?(@.sku==pot&&@.count>0)].sku': '["pot"]',
    '$.mixed[?(@ == 1)]': '[1,"1"]',
    '$.mixed[?(@.count === 5)]': '[{"count":5}]',
    "$.customer.tags[?(@ subsetof ['vip'])]": '[]',
  });
});

describe('functions at the end', () => {
  check({
    '$.lines.length()': '3',
    '$.totals.sum()': '57',
    '$.totals.max()': '30',
    '$.customer.keys()': '["name","address","tags"]',
    '$.totals.first()': '9',
    '$.id.length()': 'null',
    '$.nothing.sum()': 'Aggregation function attempted to calculate value using empty array',
    '$.totals.median()': 'Function with name: median does not exist.',
  });
});

describe('refused', () => {
  check({
    '': "at 0: A path must start with '$' (the state's input), '$$' (the context object) or '$variable'; this one is empty.",
    id: "at 0: A path must start with '$' (the state's input), '$$' (the context object) or '$variable'; this one starts with 'i'.",
    '$.': "at 1: Path must not end with a '.' or '..'",
    '$ .id': "at 1: Illegal character at position 1 expected '.' or '['",
    '$.unit price': "at 2: Use bracket notion ['my prop'] if your property contains blank characters. position: 2",
    '$.lines[]': "at 7: Could not parse token starting at position 7. Expected ?, ', 0-9, * ",
    '$.lines[(@.length-1)]': "at 7: Could not parse token starting at position 7. Expected ?, ', 0-9, * ",
    "$['id": "at 2: Property has not been closed - missing closing '",
    '$.lines[?(@.sku == (tea))]': 'at 19: Failed to parse filter: [?(@.sku == (tea))], error on position: 12, char: (',
    '$.totals[1:x]': "at 8: Could not parse token starting at position 8. Expected ?, ', 0-9, * ",
    '$.totals[:]': 'at 8: Failed to parse SliceOperation: :',
  });
});

describe('roots', () => {
  const scope: QueryScope = {
    input: { id: 'in' },
    context: { Execution: { Name: 'run-1' } },
    variables: { order: order as unknown as Json, '': 1, été: 'summer' },
  };
  test.each([
    ['$.id', '"in"'],
    ['$$.Execution.Name', '"run-1"'],
    ['$$', '{"Execution":{"Name":"run-1"}}'],
    ['$order.lines[0].sku', '"tea"'],
    ['$order..sku', '["tea","pot","cup"]'],
    ['$été', '"summer"'],
    ['$.missing.lines[*].sku', '[]'],
    ['$$.Map.Items[?(@.a)]', '[]'],
    ['$missing[0:2]', '[]'],
    ['$missing', "No results for path: $['missing']"],
    ['$missing.a', "Missing property in path $['missing']"],
  ])('%s', (path, expected) => {
    const compiled = compilePath(path);
    if (isQueryProblem(compiled)) throw new Error(compiled.message);
    const result = compiled.evaluateIn(scope);
    expect(result.found ? JSON.stringify(result.value) : result.message).toBe(expected);
  });

  test.each([
    ['$.a.b[0]', true],
    ["$['a']", true],
    ['$v.a', true],
    ['$.a[*]', false],
    ['$.a[-1]', false],
    ['$..a', false],
    ["$['a','b']", false],
  ])('%s is a reference path: %s', (path, expected) => {
    expect(parsePath(path)).toMatchObject({ reference: expected });
  });
});

describe('laws', () => {
  const pathText = fc.array(
    fc.constantFrom(
      '$',
      '.',
      '..',
      '[',
      ']',
      "'",
      '"',
      '?(',
      ')',
      '@',
      '*',
      ':',
      '0',
      '-1',
      ',',
      'a',
      ' ',
      '==',
      '\\',
      '/',
      '&&',
      '!',
    ),
    { maxLength: 14 },
  );

  test('reading and evaluating never throws, and a problem lies within the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pathText.map((parts) => `$${parts.join('')}`),
        ),
        fc.jsonValue(),
        (text, document) => {
          const compiled = compilePath(text);
          if (!isQueryProblem(compiled)) compiled.evaluate(document as never);
          else expect(compiled.offset).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });

  test('brackets nested beyond all measure are a problem, not a crash', () => {
    expect(isQueryProblem(parsePath(`$[?(${'('.repeat(50_000)}@.a${')'.repeat(50_000)})]`))).toBe(true);
  });

  test('any key is found by its bracketed name', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (key, value) => {
        const document = JSON.parse(`{${JSON.stringify(key)}:${value}}`);
        const escaped = key.replace(/\\/g, '\\\\').replace(/'/g, "\\'");
        // A backslash before the other quote stays in the name.
        fc.pre(!/\\"/.test(key));
        expect(evaluate(`$['${escaped}']`, document)).toBe(JSON.stringify(value));
      }),
    );
  });
});
