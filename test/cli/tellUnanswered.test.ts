/** What is pasted where nothing answered: once for each call, with those that would come after it. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { openIo } from '../../cli/io';
import { tellUnanswered } from '../../cli/tellUnanswered';
import { temporaryFolder } from '../harness/temporaryFolder';

interface Given {
  readonly unanswered: readonly object[];
  readonly next?: readonly object[];
  readonly isThere?: boolean;
}

const question = (state: string, more: object = {}): object => ({
  machine: 'Order',
  state,
  snippet: `snippet of ${state}`,
  ...more,
});
const answer = (state: string): object => ({ machine: 'Order', state, answers: [{}] });

async function told({ unanswered, next = [], isThere = false }: Given): Promise<string[]> {
  const cwd = temporaryFolder(isThere ? { 'own.json': '{}' } : {});
  const said: string[] = [];
  const io = openIo({
    cwd,
    env: {},
    writeOut: () => expect.fail('That is no result.'),
    writeError: (text) => void said.push(text),
    readInput: () => Promise.resolve(undefined),
    outIsTerminal: false,
    errorIsTerminal: false,
    colours: false,
    columns: 80,
    onInterrupt: () => () => undefined,
  });
  const run = { unanswered, still: () => Promise.resolve(next) };
  await tellUnanswered(run as never, path.join(cwd, 'own.json'), io);
  return said.map((text) => text.trim().replace(/\n\n[^]*/, (rest) => ` | ${rest.replace(/\s+/g, ' ').trim()}`));
}

test.each<[string, Given, string[]]>([
  ['one call', { unanswered: [question('A')] }, ['To answer "A", create own.json with this mock: | snippet of A']],
  [
    'a file that is there',
    { unanswered: [question('A')], isThere: true },
    ['To answer "A", add this mock to own.json: | snippet of A'],
  ],
  [
    'a flag that would do',
    { unanswered: [question('A', { lacks: [{ kind: 'http', origin: 'https://a.test', writes: false }] })] },
    [
      expect.stringMatching(
        /^To let "A" make its call, use .+\. To answer it yourself, create own\.json with this mock:/,
      ) as never,
    ],
  ],
  [
    'a flag that would do, and a file that is there',
    {
      unanswered: [question('A', { lacks: [{ kind: 'http', origin: 'https://a.test', writes: false }] })],
      isThere: true,
    },
    [
      expect.stringMatching(
        /^To let "A" make its call, use .+\. To answer it yourself, add this mock to own\.json:/,
      ) as never,
    ],
  ],
  [
    'calls that would come after it, which are not told again',
    { unanswered: [question('A'), question('A'), question('B'), question('C')], next: [answer('A'), answer('B')] },
    [
      expect.stringMatching(
        /^To answer "A", and then "B", create own\.json with these mocks: \| .*"A": .*"B": /,
      ) as never,
      'To answer "C", create own.json with this mock: | snippet of C',
    ].slice(0, 1),
  ],
  [
    'a call of a handler, for whatever state',
    {
      unanswered: [question('A', { action: 's3:GetObject' }), question('B', { action: 's3:GetObject' })],
      isThere: true,
    },
    ['To answer s3:GetObject, which "A" calls, add this mock to own.json: | snippet of A'],
  ],
  [
    'a call of a handler, without a file',
    { unanswered: [question('A', { action: 's3:GetObject' })] },
    ['To answer s3:GetObject, which "A" calls, create own.json with this mock: | snippet of A'],
  ],
  [
    'a function that could be named',
    { unanswered: [question('A', { missing: { name: 'Pay', settings: '{ "functions": {} }' } })] },
    [
      'If this is the function Pay, create own.json with it: | { "functions": {} }',
      'To answer "A", create own.json with this mock: | snippet of A',
    ],
  ],
  [
    'a function that could be named in a file that is there',
    { unanswered: [question('A', { missing: { name: 'Pay', settings: '{}' } })], isThere: true },
    [
      'If this is the function Pay, add it to own.json: | {}',
      'To answer "A", add this mock to own.json: | snippet of A',
    ],
  ],
  [
    'a function without a file to name',
    { unanswered: [question('A', { missing: { name: 'Pay' } })] },
    ['To answer "A", create own.json with this mock: | snippet of A'],
  ],
])('%s', async (_, given, words) => expect((await told(given)).slice(0, words.length)).toEqual(words));

test('the same call is told once', async () => {
  expect(await told({ unanswered: [question('A'), question('B'), question('A')] })).toHaveLength(2);
  expect(await told({ unanswered: [question('A'), question('B')], next: [answer('A'), answer('B')] })).toHaveLength(1);
});
