/** What a person has given for values that only a deployment knows, what stands for the others, and what looks secret. */
import { expect, test } from 'vitest';
import { fillerOf, hasFiller, ValueNotes, type ValueKey } from '../../core/values';
import { looksSecret } from '../../core/values/secretName';

test.each<[ValueKey, string]>([
  ['param:Stage', 'stepwise-unset-Stage'],
  ['var:stage', 'stepwise-unset-stage'],
  ['placeholder:Arn', 'stepwise-unset-Arn'],
  ['ssm:/common/Stage/', 'stepwise-unset-ssm-common-Stage'],
  ['secret:db#password', 'stepwise-unset-secret-db-password'],
  ['other:param:x', 'stepwise-unset-other-param-x'],
  ['env:__A__', 'stepwise-unset-env-A'],
])('%s has the filler %s', (key, filler) => {
  expect(fillerOf(key)).toBe(filler);
  expect(hasFiller(`before ${filler} behind`)).toBe(true);
});

test('a text without a filler has none', () => expect(hasFiller('unset')).toBe(false));

const GIVEN = {
  all: { 'param:Stage': 'dev', Region: 'eu', 'ssm:/a:b': 1, 'a:b': 2, no: null },
  stacks: { api: { 'param:Stage': 'prod', Size: 3 } },
};

test.each<[stack: string | undefined, key: ValueKey, value: unknown]>([
  [undefined, 'param:Stage', 'dev'],
  [undefined, 'param:Region', 'eu'],
  [undefined, 'var:Region', 'eu'],
  [undefined, 'ssm:/a:b', 1],
  [undefined, 'ssm:a:b', 2],
  [undefined, 'env:no', null],
  [undefined, 'param:Size', undefined],
  [undefined, 'param:toString', undefined],
  ['api', 'param:Stage', 'prod'],
  ['api', 'param:Size', 3],
  ['api', 'param:Region', 'eu'],
  ['api', 'param:Other', undefined],
  ['other', 'param:Stage', 'dev'],
  ['other', 'param:Size', undefined],
  ['toString', 'param:Stage', 'dev'],
])('in the stack %s %s is %j', (stack, key, value) => {
  const notes = new ValueNotes(GIVEN);
  const values = stack === undefined ? notes : notes.within('another').within(stack);
  expect(values.given(key)).toEqual(value);
  expect([...notes.asked], 'whoever asked').toEqual([key]);
});

test('a value that is not known is noted once, in its first words', () => {
  const notes = new ValueNotes();
  const first = { key: 'param:A', why: 'First.', suggestions: ['x'] } as const;
  expect(notes.given('param:A')).toBeUndefined();
  expect(notes.unset(first)).toBe('stepwise-unset-A');
  expect(notes.within('stack').unset({ key: 'param:A', why: 'Second.' })).toBe('stepwise-unset-A');
  expect(notes.within('stack').unset({ key: 'ssm:/b', why: 'Third.', isSecret: true })).toBe('stepwise-unset-ssm-b');
  expect(notes.all).toEqual([
    { ...first, filler: 'stepwise-unset-A' },
    { key: 'ssm:/b', why: 'Third.', isSecret: true, filler: 'stepwise-unset-ssm-b' },
  ]);
});

const SECRET =
  'DB_PASSWORD dbPasswd pass passphrase passwordOfDb apiKey API_KEY api-key webhook-token mySecret secretName';
const MORE = 'credentials accessKey access_key privateKey private-key';
const PLAIN = 'stage compass2 bypasses key monkey apikind primary'.split(' ');
test.each<[name: string, isSecret: boolean]>([
  ...`${SECRET} ${MORE}`.split(' ').map((name): [string, boolean] => [name, true]),
  ...PLAIN.map((name): [string, boolean] => [name, false]),
])('%s looks secret: %s', (name, isSecret) => expect(looksSecret(name)).toBe(isSecret));
