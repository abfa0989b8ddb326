/** What the console offers behind what was typed, from the data of the stop: the offers, and what stands there once one is taken. */
import { describe, expect, it } from 'vitest';
import { JSONATA_FUNCTIONS } from '../../core/catalog/jsonataFunctions';
import type { PausePoint } from '../../core/interpreter/host';
import { completionsAt } from '../../debugger/completions';

const DATA = {
  input: {
    customer: { name: 'Ann', 'e-mail': 'a@b', address: { city: 'Rome' } },
    currency: 'EUR',
    items: [{ sku: 'a', price: 1 }, { sku: 'b', size: { w: 1 } }, 'loose'],
    "it's": 1,
  },
  context: { Execution: { Id: 'e', Input: { deep: { er: 1 } } }, State: { Name: 'S' } },
  variables: { total: 3, tags: ['x'], order: { id: 7 } },
  stages: {},
};

/** Typed → what stands there with each offer taken; functions of the language are told by their number alone. */
const OFFERS: Record<'JSONPath' | 'JSONata', Record<string, readonly string[]>> = {
  JSONPath: {
    '$.cu': ['$.customer', '$.currency'],
    '$.CU': ['$.customer', '$.currency'],
    '$.': ['$.customer', '$.currency', '$.items', "$['it\\'s']"],
    '$.customer.': ['$.customer.name', "$.customer['e-mail']", '$.customer.address'],
    "$.customer['e": ["$.customer['e-mail']"],
    '$.customer.address.c': ['$.customer.address.city'],
    '$.items.': [],
    '$.items[1].s': ['$.items[1].sku', '$.items[1].size'],
    '$$.E': ['$$.Execution'],
    '$$.Execution.Input.deep.': ['$$.Execution.Input.deep.er'],
    $: ['$', '$$', '$total', '$tags', '$order'],
    '': ['$', '$$', '$total', '$tags', '$order', '18 functions'],
    '$order.': ['$order.id'],
    '$nothing.': [],
    'States.Str': ['States.StringToJson(', 'States.StringSplit('],
    "States.Format('{}', $.cur": ["States.Format('{}', $.currency"],
    'States.Array(': [
      'States.Array($',
      'States.Array($$',
      'States.Array($total',
      'States.Array($tags',
      'States.Array($order',
      '18 functions',
    ],
    '{% $states.': ['{% $states.input', '{% $states.context'],
    '{% $su': ['{% $substring(', '{% $substringBefore(', '{% $substringAfter(', '{% $sum('],
    nonsense: [],
  },
  JSONata: {
    '$states.': ['$states.input', '$states.context'],
    '$states.input.customer.': [
      '$states.input.customer.name',
      '$states.input.customer.`e-mail`',
      '$states.input.customer.address',
    ],
    '$states.input.customer.`e': ['$states.input.customer.`e-mail`'],
    '$states.input.items.s': ['$states.input.items.sku', '$states.input.items.size'],
    '$sum($states.input.items.pr': ['$sum($states.input.items.price'],
    $to: ['$total', '$toMillis('],
    '$total + $or': ['$total + $order'],
    '$.cu': ['$.customer', '$.currency'],
    '': ['$states', '$total', '$tags', '$order', `${JSONATA_FUNCTIONS.length} functions`],
    total: [],
  },
};

const CASES = Object.entries(OFFERS).flatMap(([language, typed]) =>
  Object.entries(typed).map(([before, offers]) => ({ language, before, offers })),
);

describe('behind', () => {
  it.each(CASES)('$before in $language', async ({ language, before, offers }) => {
    const point = { state: { queryLanguage: language }, data: DATA } as unknown as PausePoint;
    const found = await completionsAt(before, point);
    const [functions, others] = [
      found.filter(({ type }) => type === 'function'),
      found.filter(({ type }) => type !== 'function'),
    ];
    const shown = functions.length > 9 ? others : found;
    const taken = shown.map(
      ({ label, text = label, start, length }) => before.slice(0, start) + text + before.slice(start + length),
    );
    expect(functions.length > 9 ? [...taken, `${functions.length} functions`] : taken).toEqual(offers);
  });

  it('a member says what it is', async () => {
    const point = { state: { queryLanguage: 'JSONPath' }, data: DATA } as unknown as PausePoint;
    expect(await completionsAt('$.cus', point)).toEqual([
      { label: 'customer', type: 'property', detail: 'object', start: 2, length: 3 },
    ]);
  });
});
