/** What a mask takes out of a history, and what it leaves. */
import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../core/interpreter';
import { HistoryMask, readMask } from '../../core/mask';

type Details = Omit<Partial<HistoryEvent>, 'id' | 'previousEventId' | 'type' | 'timestamp'>;

const entered = (input: string): Details => ({ stateEnteredEventDetails: { name: 'Charge', input } });
const failed = (cause: string): Details => ({ lambdaFunctionFailedEventDetails: { error: 'Boom', cause } });
const assigned = (assignedVariables: { [name: string]: string }): Details => ({
  stateExitedEventDetails: { name: 'Charge', assignedVariables },
});

/** The details of one event, masked. */
function masked(masks: readonly string[], details: Details): Details {
  const { mask, problems } = readMask(masks);
  expect(problems).toEqual([]);
  const history = new HistoryMask(mask);
  const event = {
    id: 2,
    previousEventId: 1,
    type: 'PassStateEntered',
    timestamp: '2030-01-01T00:00:00.000Z',
  } as const;
  history.learn({ ...event, ...details });
  const { id, previousEventId, type, timestamp, ...rest } = history.masked({ ...event, ...details });
  expect({ id, previousEventId, type, timestamp }).toEqual(event);
  return rest;
}

test.each<[what: string, masks: readonly string[], before: Details, after: Details]>([
  ['a key', ['password'], entered('{"a":1,"password":"x"}'), entered('{"a":1,"password":"***"}')],
  ['a key at any depth', ['pin'], entered('[{"a":{"pin":12}}]'), entered('[{"a":{"pin":"***"}}]')],
  ['a key in any case', ['PassWord'], entered('{"PASSWORD":"x"}'), entered('{"PASSWORD":"***"}')],
  ['no key that only holds it', ['pass'], entered('{"passage":"x"}'), entered('{"passage":"x"}')],
  ['a pattern', ['*token'], entered('{"authToken":1,"tokens":2}'), entered('{"authToken":"***","tokens":2}')],
  ['a pattern of several parts', ['a*b*c'], entered('{"aXbYc":1,"ab":2}'), entered('{"aXbYc":"***","ab":2}')],
  ['parts one behind the other', ['a*b*b*c'], entered('{"abc":1,"aBxBc":2}'), entered('{"abc":1,"aBxBc":"***"}')],
  ['a whole object', ['card'], entered('{"card":{"no":[1]},"b":2}'), entered('{"card":"***","b":2}')],
  ['a path', ['$.c.card'], entered('{"c":{"card":1},"card":2}'), entered('{"c":{"card":"***"},"card":2}')],
  ['a path to any item', ['$.i[*].e'], entered('{"i":[{"e":1},{"e":2}]}'), entered('{"i":[{"e":"***"},{"e":"***"}]}')],
  ['a path to one item', ['$[1]'], entered('[1,2,3]'), entered('[1,"***",3]')],
  ['a path of any depth', ['$..ssn'], entered('{"a":{"b":{"ssn":1}}}'), entered('{"a":{"b":{"ssn":"***"}}}')],
  ['a name in brackets', ["$['a.b']"], entered('{"a.b":1,"a":{"b":2}}'), entered('{"a.b":"***","a":{"b":2}}')],
  ['a case that differs in a path: nothing', ['$.A'], entered('{"a":1}'), entered('{"a":1}')],
  ['JSON in a text', ['pin'], entered('{"body":"{\\"pin\\": 7}"}'), entered('{"body":"{\\"pin\\": \\"***\\"}"}')],
  [
    'JSON in a text in a text',
    ['pin'],
    entered(JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ pin: 7 }) }) })),
    entered(JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ pin: '***' }) }) })),
  ],
  ['JSON of a cause', ['pin'], failed('{"errorMessage":"no","pin":7}'), failed('{"errorMessage":"no","pin":"***"}')],
  ['variables by name', ['pin'], assigned({ pin: '12', other: '12' }), assigned({ pin: '"***"', other: '12' })],
  ['what a variable holds', ['$user.pin'], assigned({ user: '{"pin":1}' }), assigned({ user: '{"pin":"***"}' })],
  ['every other byte stays', ['b'], entered(' { "a" : 1.0 , "b" :[ ]}'), entered(' { "a" : 1.0 , "b" :"***"}')],
  [
    'large numbers stay as they are',
    ['b'],
    entered('{"id":12345678901234567890,"b":1}'),
    entered('{"id":12345678901234567890,"b":"***"}'),
  ],
  [
    'its text wherever it stands',
    ['pw'],
    entered('{"pw":"hunter2","say":"is hunter2!"}'),
    entered('{"pw":"***","say":"is ***!"}'),
  ],
  ['its text as a key', ['pw'], entered('{"pw":"hunter2","hunter2":1}'), entered('{"pw":"***","***":1}')],
  ['its number wherever it stands', ['no'], entered('{"no":41114111,"n":41114111}'), entered('{"no":"***","n":"***"}')],
  [
    'its parts wherever they stand',
    ['c'],
    entered('{"c":{"d":["abcd"]},"e":"abcd"}'),
    entered('{"c":"***","e":"***"}'),
  ],
  ['no short text elsewhere', ['pw'], entered('{"pw":"abc","say":"abc"}'), entered('{"pw":"***","say":"abc"}')],
  ['the name of a state stays', ['x'], entered('{"x":"Charge"}'), entered('{"x":"***"}')],
  [
    'a word or a null',
    ['a'],
    entered('{"a":true,"b":null,"c":[{"a":null}]}'),
    entered('{"a":"***","b":null,"c":[{"a":"***"}]}'),
  ],
  ['one item of a list in a list', ['$.a[1][0]'], entered('{"a":[[1,2],[3,4]]}'), entered('{"a":[[1,2],["***",4]]}')],
  ['several items', ['$[0,2]'], entered('[1,2,3]'), entered('["***",2,"***"]')],
  ['several names', ["$['a','b']"], entered('{"a":1,"b":2,"c":3}'), entered('{"a":"***","b":"***","c":3}')],
  ['any member', ['$.a.*'], entered('{"a":{"x":1,"y":[2]},"b":3}'), entered('{"a":{"x":"***","y":"***"},"b":3}')],
  [
    'a path of any depth, more than once on its way',
    ['$..a.b'],
    entered('{"a":{"a":{"b":1},"b":2},"b":3}'),
    entered('{"a":{"a":{"b":"***"},"b":"***"},"b":3}'),
  ],
  ['a path that does not begin there', ['$.b'], entered('{"a":{"b":1}}'), entered('{"a":{"b":1}}')],
  ['no index where a name stands', ['$[0]'], entered('{"0":1}'), entered('{"0":1}')],
  [
    'a star before and behind',
    ['*tok*'],
    entered('{"atoks":1,"tok":2,"to":3}'),
    entered('{"atoks":"***","tok":"***","to":3}'),
  ],
  [
    'a pattern whose parts would have to share letters',
    ['ab*ba'],
    entered('{"aba":1,"abba":2}'),
    entered('{"aba":1,"abba":"***"}'),
  ],
  ['parts in their order', ['a*b*c'], entered('{"acb":1,"abc":2}'), entered('{"acb":1,"abc":"***"}')],
  ['a name with escapes', ['a"b'], entered('{"a\\"b":1,"x":"\\\\"}'), entered('{"a\\"b":"***","x":"\\\\"}')],
  ['brackets in texts', ['b'], entered('{"a":"}],{","b":["]"],"c":1}'), entered('{"a":"}],{","b":"***","c":1}')],
  [
    'blanks of every kind',
    ['b'],
    entered('{\n\t"b"\r\n: 12 ,\t"c" : [ 1 , 2 ] }'),
    entered('{\n\t"b"\r\n: "***" ,\t"c" : [ 1 , 2 ] }'),
  ],
  ['a whole document that is a text', ['$.a'], entered('"hidden"'), entered('"hidden"')],
  [
    'a negative number wherever it stands',
    ['no'],
    entered('{"no":-41114111.50,"n":"is -41114111.50 or -41114111.5"}'),
    entered('{"no":"***","n":"is *** or ***"}'),
  ],
  [
    'a member of a masked text of JSON, wherever it stands',
    ['c'],
    entered('{"c":"{\\"d\\":\\"abcd\\"}","e":"abcd"}'),
    entered('{"c":"***","e":"***"}'),
  ],
  [
    'the longer of two that begin alike',
    ['c'],
    entered('{"c":["abcd","abcdef"],"e":"abcdef abcd"}'),
    entered('{"c":"***","e":"*** ***"}'),
  ],
  ['a text just long enough', ['c'], entered('{"c":"abcd","e":"xabcd"}'), entered('{"c":"***","e":"x***"}')],
  [
    'what a path of a variable names, in data: nothing',
    ['$user.pin'],
    entered('{"pin":1,"user":{"pin":2}}'),
    entered('{"pin":1,"user":{"pin":"***"}}'),
  ],
  [
    'lists and objects of an event, and its numbers and flags as they are',
    ['pin'],
    {
      taskScheduledEventDetails: {
        resource: 'pin',
        resourceType: 'x',
        region: 'r',
        parameters: '{"pin":1}',
        timeoutInSeconds: 5,
      },
    },
    {
      taskScheduledEventDetails: {
        resource: 'pin',
        resourceType: 'x',
        region: 'r',
        parameters: '{"pin":"***"}',
        timeoutInSeconds: 5,
      },
    },
  ],
  [
    'nothing of the definition, though it reads like a value',
    ['pw'],
    {
      ...entered('{"pw":"Charge"}'),
      taskScheduledEventDetails: {
        resource: 'Charge',
        resourceType: 'Charge',
        region: 'Charge',
        parameters: '"Charge"',
      },
    },
    {
      ...entered('{"pw":"***"}'),
      taskScheduledEventDetails: { resource: 'Charge', resourceType: 'Charge', region: 'Charge', parameters: '"***"' },
    },
  ],
  [
    'what says whether data is cut off',
    ['pin'],
    { stateExitedEventDetails: { name: 'Charge', output: '{"pin":1}', outputDetails: { truncated: false } } },
    { stateExitedEventDetails: { name: 'Charge', output: '{"pin":"***"}', outputDetails: { truncated: false } } },
  ],
  [
    'an event without data',
    ['x'],
    { mapStateStartedEventDetails: { length: 2 } },
    { mapStateStartedEventDetails: { length: 2 } },
  ],
])('%s', (_what, masks, before, after) => {
  expect(masked(masks, before)).toEqual(after);
});

test.each([
  ['"', 'a"b\\c'],
  ['beyond ASCII', 'Grüße, 東京'],
  ['blanks', 'two words'],
])('a value with %s is found however a text spells it', (_what, secret) => {
  const ascii = JSON.stringify(secret).replace(/[^\x20-\x7e]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  const spelled = [secret, JSON.stringify(secret), ascii, JSON.stringify(ascii), encodeURIComponent(secret)];
  const before = { input: { secret }, texts: spelled.map((each) => `cut off {"a": ${each} …`) };
  const input = JSON.stringify({ ...before.input, texts: before.texts });
  const { stateEnteredEventDetails: after } = masked(['secret'], entered(input));
  const { texts } = JSON.parse(after!.input) as { texts: readonly string[] };
  for (const text of texts) expect(text).toMatch(/^cut off \{"a": [\\"]*\*\*\*[\\"]* …$/);
});

test('ten thousand values are masked in one walk', () => {
  const items = Array.from({ length: 10_000 }, (_, index) => ({ ssn: `ssn-${index}-x`, note: `of ssn-${index}-x` }));
  const { stateEnteredEventDetails: after } = masked(['ssn'], entered(JSON.stringify(items)));
  expect(after!.input).not.toContain('ssn-');
  expect(JSON.parse(after!.input)).toHaveLength(10_000);
});

test('whether a value came up too late is asked of what was written before, once', () => {
  const history = new HistoryMask(readMask(['pin']).mask);
  const learn = (input: string): void =>
    history.learn({
      id: 2,
      previousEventId: 1,
      type: 'PassStateEntered',
      timestamp: '',
      ...entered(input),
    } as HistoryEvent);
  learn('{"pin":"hidden"}');
  expect(history.cameUpTooLateFor(['nothing of it', 'is hidden here'])).toBe(true);
  // It is known now.
  expect(history.cameUpTooLateFor(['is hidden here'])).toBe(false);
  learn('{"pin":"hidden"}');
  expect(history.cameUpTooLateFor(['is hidden here'])).toBe(false);
  learn('{"pin":"other"}');
  expect(history.cameUpTooLateFor(['is hidden here'])).toBe(false);
  expect(history.entries).toEqual(['pin']);
});

test.each<[string, string]>([
  ['', 'must name a key'],
  [' * ', 'must name a key'],
  ['**', 'must name a key'],
  ['$', 'must lead to a member'],
  ['$$.Execution', 'must lead to a member'],
  ['$.a[?(@.b)]', 'must lead to a member'],
  ['$.a[-1]', 'must lead to a member'],
  ['$.a..', 'is not a path'],
])('the mask "%s" is refused in a sentence', (entry, words) => {
  const { mask, problems } = readMask([entry, 'kept']);
  expect(mask.entries).toEqual(['kept']);
  expect(problems).toEqual([expect.stringContaining(words)]);
});
