/** The limits of a request's members, each at its edge: what the service says of the next one. */
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../core/json';
import * as shared from '../../run/stepFunctions/parameters';
import type { Parameter } from '../../run/stepFunctions/parameters';

const { checkParameters, checkName, ALIAS_NAME, ARN, DATA, DEFINITION, DESCRIPTION, INCLUDED_DATA } = shared;
const { MACHINE_TYPE, NAME, PAGING, ROUTING, TAGS, TASK_TOKEN } = shared;

/** What is wrong with `it`, without what every complaint begins with. */
function complaint(it: Json | undefined, parameter: Parameter): string | undefined {
  const input: JsonObject = it === undefined ? {} : { it };
  return checkParameters(input, { it: parameter })?.message;
}

const length = (than: string, limit: number): string => `Member must have length ${than} than or equal to ${limit}`;
const value = (than: string, limit: number): string => `Member must have value ${than} than or equal to ${limit}`;
const x = (count: number): string => 'x'.repeat(count);

const TEXTS: readonly (readonly [what: string, parameter: Parameter, least: number, most: number])[] = [
  ['an ARN', ARN, 1, 256],
  ['a name', NAME, 1, 80],
  ['a token', TASK_TOKEN, 1, 2048],
  ['data', DATA, 0, 262_144],
  ['a definition', DEFINITION, 1, 1_048_576],
  ['a description', DESCRIPTION, 0, 256],
  ['an alias', ALIAS_NAME, 1, 80],
  ['the next page', PAGING['nextToken']!, 1, 1024],
];

test.each(TEXTS)('%s', (_what, parameter, least, most) => {
  expect(complaint(x(most), parameter)).toBeUndefined();
  expect(complaint(x(most + 1), parameter)).toContain(length('less', most));
  if (least === 0) expect(complaint('', parameter)).toBeUndefined();
  else expect(complaint('', parameter)).toContain(length('greater', least));
});

test.each([
  ['an ARN', ARN, true],
  ['a token', TASK_TOKEN, true],
  ['an alias', ALIAS_NAME, true],
  ['a name', NAME, false],
  ['data', DATA, false],
])('%s that is missing', (_what, parameter, isMissed) => {
  const expected = isMissed
    ? expect.stringContaining("Value null at 'it' failed to satisfy constraint: Member must not be null")
    : undefined;
  expect(complaint(undefined, parameter)).toEqual(expected);
  expect(complaint(null, parameter)).toEqual(expected);
});

const tag = (key: Json, value: Json = ''): Json => [{ key, value }];
const route = (weight: Json, arn: Json = 'a'): Json => [{ stateMachineVersionArn: arn, weight }];

test.each<[what: string, parameter: Parameter, it: Json, expected: string | undefined]>([
  ['a tag', TAGS, tag(x(128), x(256)), undefined],
  ['a tag without a key', TAGS, [{ value: '' }], "Value null at 'it.1.member.key'"],
  ['a tag without a value', TAGS, [{ key: 'k' }], "Value null at 'it.1.member.value'"],
  [
    'a tag with an empty key',
    TAGS,
    tag(''),
    `Value '' at 'it.1.member.key' failed to satisfy constraint: ${length('greater', 1)}`,
  ],
  ['a tag with a long key', TAGS, tag(x(129)), length('less', 128)],
  ['a tag with a long value', TAGS, tag('k', x(257)), length('less', 256)],
  ['a tag that is none', TAGS, [null], "Value null at 'it.1.member'"],
  ['a second tag that is none', TAGS, ['k', 7], 'it.1.member must be an object, not "k".'],
  ['no routes', ROUTING, [], `Value '[]' at 'it' failed to satisfy constraint: ${length('greater', 1)}`],
  ['two routes', ROUTING, [route(0), route(100)].flat() as Json, undefined],
  [
    'three routes',
    ROUTING,
    [route(1), route(2), route(3)].flat() as Json,
    `Value '[RoutingConfigurationListItem(stateMachineVersionArn=a, weight=1), RoutingConfigurationListItem(stateMachineVersionArn=a, weight=2), RoutingConfigurationListItem(stateMachineVersionArn=a, weight=3)]' at 'it' failed to satisfy constraint: ${length('less', 2)}`,
  ],
  [
    'a weight below',
    ROUTING,
    route(-1),
    `Value '-1' at 'it.1.member.weight' failed to satisfy constraint: ${value('greater', 0)}`,
  ],
  ['a weight above', ROUTING, route(101), value('less', 100)],
  ['a route without a weight', ROUTING, [{ stateMachineVersionArn: 'a' }], "Value null at 'it.1.member.weight'"],
  ['a route without a version', ROUTING, [{ weight: 1 }], "Value null at 'it.1.member.stateMachineVersionArn'"],
  ['a route to an empty version', ROUTING, route(1, ''), length('greater', 1)],
  ['a route to a long version', ROUTING, route(1, x(257)), length('less', 256)],
  ['a thousand results', PAGING['maxResults']!, 1000, undefined],
  ['no results', PAGING['maxResults']!, 0, undefined],
  ['more results', PAGING['maxResults']!, 1001, value('less', 1000)],
  ['fewer results', PAGING['maxResults']!, -1, value('greater', 0)],
  [
    'an alias of numbers',
    ALIAS_NAME,
    '12',
    'Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$',
  ],
  ['an alias with letters', ALIAS_NAME, '1-a.b_C', undefined],
  ['a type of machine', MACHINE_TYPE, 'EXPRESS', undefined],
  ['another type of machine', MACHINE_TYPE, 'SLOW', 'Member must satisfy enum value set: [STANDARD, EXPRESS]'],
  ['data or none', INCLUDED_DATA, 'METADATA_ONLY', undefined],
  ['half of the data', INCLUDED_DATA, 'HALF', 'Member must satisfy enum value set: [ALL_DATA, METADATA_ONLY]'],
  ['a number for a string', NAME, 7, 'it must be a string, not 7.'],
  ['a list for a string', NAME, [1], 'it must be a string, not [1].'],
  ['a text for a number', PAGING['maxResults']!, '7', 'it must be a number, not "7".'],
  ['an object for a list', TAGS, {}, 'it must be a list, not {}.'],
  ['a list for an object', { type: 'structure' }, [], 'it must be an object, not [].'],
  ['a text for a boolean', { type: 'boolean' }, 'true', 'it must be a boolean, not "true".'],
])('%s', (_what, parameter, it, expected) =>
  expect(complaint(it, parameter)).toEqual(expected && expect.stringContaining(expected)),
);

test('all complaints of a request are told at once', () => {
  const parameters = { arn: ARN, name: NAME };
  expect(checkParameters({ name: '' }, parameters)?.message).toMatch(
    /^2 validation errors detected: .*'arn'.*; .*'name'/,
  );
});

test.each([...' <>{}[]?*"#%\\^|~`$&,;:/\u0000\u001f\u007f\u009f\u00a0'])('a name may not hold %j', (letter) => {
  expect(checkName(`a${letter}b`)).toMatchObject({ message: expect.stringContaining('Invalid Name') as string });
});

test('a name may hold letters of any language, and marks', () => expect(checkName("é-_.!'()+=@東")).toBeUndefined());
