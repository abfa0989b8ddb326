/** What is pasted where nothing answered: once for each call, with those that would come after it. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { openIo } from '../../cli/io';
import { tellAhead, tellUnanswered } from '../../cli/tellUnanswered';
import { temporaryFolder } from '../harness/temporaryFolder';

interface Given {
  readonly unanswered: readonly object[];
  readonly next?: readonly object[];
  readonly foreseen?: readonly object[];
  readonly isThere?: boolean;
}

const question = (state: string, more: object = {}): object => ({
  machine: 'Order',
  state,
  snippet: JSON.stringify({ mocks: { Order: { [state]: 1 } } }),
  ...more,
});
const answer = (state: string): object => ({ machine: 'Order', state, answers: [{}] });

function terminal(isThere: boolean) {
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
  return { cwd, said, io };
}

async function told({ unanswered, next = [], foreseen = [], isThere = false }: Given): Promise<string[]> {
  const { cwd, said, io } = terminal(isThere);
  const run = {
    unanswered,
    still: () => Promise.resolve(next),
    foreseen: () => Promise.resolve(foreseen),
    answerToCall: () => Promise.resolve(undefined),
  };
  await tellUnanswered(run as never, path.join(cwd, 'own.json'), io);
  return said.map((text) => text.trim().replace(/\n\n[^]*/, (rest) => ` | ${rest.replace(/\s+/g, ' ').trim()}`));
}

test.each<[string, Given, string[]]>([
  [
    'one call',
    { unanswered: [question('A')] },
    ['To answer "A", create own.json with this mock: | {"mocks":{"Order":{"A":1}}}'],
  ],
  [
    'a file that is there',
    { unanswered: [question('A')], isThere: true },
    ['To answer "A", add this mock to own.json: | {"mocks":{"Order":{"A":1}}}'],
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
      'To answer "A", "B", "C", create own.json with these mocks: | { "version": 1, "mocks": { "Order": { "A": { "return": {} }, "B": { "return": {} }, "C": 1 } } }',
    ],
  ],
  [
    'a call of a handler, for whatever state',
    {
      unanswered: [question('A', { action: 's3:GetObject' }), question('B', { action: 's3:GetObject' })],
      isThere: true,
    },
    ['To answer s3:GetObject, which "A" calls, add this mock to own.json: | {"mocks":{"Order":{"A":1}}}'],
  ],
  [
    'a call of a handler, without a file',
    { unanswered: [question('A', { action: 's3:GetObject' })] },
    ['To answer s3:GetObject, which "A" calls, create own.json with this mock: | {"mocks":{"Order":{"A":1}}}'],
  ],
  [
    'a function that could be named',
    { unanswered: [question('A', { missing: { name: 'Pay', settings: '{ "functions": {} }' } })] },
    [
      'If this is the function Pay, create own.json with it: | { "functions": {} }',
      'To answer "A", create own.json with this mock: | {"mocks":{"Order":{"A":1}}}',
    ],
  ],
  [
    'a function that could be named in a file that is there',
    { unanswered: [question('A', { missing: { name: 'Pay', settings: '{}' } })], isThere: true },
    [
      'If this is the function Pay, add it to own.json: | {}',
      'To answer "A", add this mock to own.json: | {"mocks":{"Order":{"A":1}}}',
    ],
  ],
  [
    'a function without a file to name',
    { unanswered: [question('A', { missing: { name: 'Pay' } })] },
    ['To answer "A", create own.json with this mock: | {"mocks":{"Order":{"A":1}}}'],
  ],
])('%s', async (_, given, words) => expect((await told(given)).slice(0, words.length)).toEqual(words));

test('what handlers call that the run has not come to is pasted too, each action once', async () => {
  const unanswered = [question('A', { action: 's3:GetObject' }), question('B', { action: 'sqs:SendMessage' })];
  const foreseen = ['sqs:SendMessage', 'sns:Publish'].map((action) => ({ action, answer: { Id: 1 } }));
  expect(await told({ unanswered, foreseen, next: [answer('C')], isThere: true })).toEqual([
    'Not called yet, but in the code of the handlers: sns:Publish.\nTo answer s3:GetObject, "C", sns:Publish, sqs:SendMessage, add these mocks to own.json: | ' +
      '{ "mocks": { "Order": { "A": 1, "C": { "return": {} }, "B": 1 } }, "version": 1, "calls": { "sns:Publish": { "return": { "Id": 1 } } } }',
  ]);
});

test('several are pasted at once', async () => {
  const twice = [question('A'), question('B'), question('A')];
  expect(await told({ unanswered: twice, isThere: true })).toEqual([
    'To answer "A", "B", add these mocks to own.json: | { "mocks": { "Order": { "A": 1, "B": 1 } } }',
  ]);
  const lacks = [{ kind: 'http', origin: 'https://a.test', writes: false }];
  expect(await told({ unanswered: [question('A', { lacks }), question('B', { action: 's3:GetObject' })] })).toEqual([
    expect.stringMatching(
      /^To let "A" make its call, use .+\.\nTo answer "A", s3:GetObject, create own\.json with these mocks: \|/,
    ),
  ]);
});

test.each<[string, boolean, object, string[]]>([
  ['nothing', false, { states: [], calls: [] }, []],
  [
    'a state and a call',
    false,
    { states: [answer('A')], calls: [{ action: 'sqs:SendMessage', answer: {} }] },
    ['With that it will need answers to "A", sqs:SendMessage: create own.json with these mocks:'],
  ],
  [
    'a state, beside settings',
    true,
    { states: [answer('A')], calls: [] },
    ['With that it will need answers to "A": add these mocks to own.json:'],
  ],
])('a run that its input has ended will need %s', async (_, isThere, ahead, expected) => {
  const { cwd, io, said } = terminal(isThere);
  await tellAhead({ ahead: () => Promise.resolve(ahead as never) }, path.join(cwd, 'own.json'), io);
  expect(said.map((text) => text.trim().split('\n')[0])).toEqual(expected);
});
