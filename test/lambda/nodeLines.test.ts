/**
 * Up to Node.js 22 a handler may call back, and from Node.js 24 on it is awaited. What AWS's own clients do with the same handlers:
 * aws-lambda-nodejs-runtime-interface-client 3 and 4.
 */
import { afterAll, expect, test } from 'vitest';
import { answer, createHost, invoke } from './harness';

const { host } = createHost();
afterAll(() => host.dispose());

type Came = { readonly answers: unknown } | { readonly fails: string; readonly as?: string | RegExp };

const UNREADABLE = /^callback called with Error argument, but there was a problem while retrieving/;
const EXIT = 'Runtime.ExitError';

const HANDLERS: readonly (readonly [handler: string, before24: Came, since24: Came])[] = [
  ['plain', { answers: null }, { answers: { got: 'plain' } }],
  ['twice', { answers: 'first' }, { fails: 'TypeError', as: 'callback is not a function' }],
  ['callbackThenPromise', { answers: 'called back' }, { fails: 'TypeError', as: 'callback is not a function' }],
  ['rejectsNothing', { fails: 'string', as: 'handled' }, { fails: 'undefined', as: 'undefined' }],
  ['throwsAlike', { fails: 'Alike', as: 'no error' }, { fails: 'object', as: '[object Object]' }],
  ['losesStack', { fails: 'handled', as: UNREADABLE }, { fails: 'Error', as: 'del%7Fete' }],
  ['namedByNumber', { fails: 'handled', as: UNREADABLE }, { fails: 'handled', as: UNREADABLE }],
  ['deletes', { fails: 'Error', as: 'del%7Fete' }, { fails: 'Error', as: 'del%7Fete' }],
  ['context', { answers: ['identity', 'done', 'succeed', 'fail'] }, { answers: ['identity'] }],
  ['waits', { answers: true }, { answers: null }],
  ['big', { fails: 'Error', as: /stringify/ }, { fails: 'Runtime.JSONStringifyError', as: /stringify/ }],
  ['neverSettles', { answers: null }, { fails: EXIT, as: /without providing a reason$/ }],
  ['loose', { fails: 'Runtime.UnhandledPromiseRejection' }, { fails: EXIT, as: /exit status 1$/ }],
];

const ROWS = HANDLERS.flatMap(([handler, before, since]) => [
  ['nodejs20.x', handler, before] as const,
  ['nodejs24.x', handler, since] as const,
]);

test.each(ROWS)('on %s %s: %j', async (runtime, handler, came) => {
  const outcome = await invoke(host, 'cjs/lines.js#any', handler, { runtime });
  if ('answers' in came) return expect(answer(outcome)).toEqual(came.answers);
  expect(outcome).toMatchObject({ type: 'error', errorType: came.fails });
  if (outcome.type === 'error') expect(outcome.errorMessage).toMatch(came.as ?? '');
});

test('an error without a message has none', async () => {
  const outcome = await invoke(host, 'cjs/lines.js#any', 'losesMessage', { runtime: 'nodejs20.x' });
  expect(JSON.parse(outcome.type === 'error' ? outcome.payload : '')).not.toHaveProperty('errorMessage');
});

test.each([
  ['nodejs22.x', { type: 'success', payload: '7' }],
  ['nodejs24.x', { type: 'error', errorType: 'Runtime.CallbackHandlerDeprecated' }],
])('on %s a handler that takes a callback: %j', async (runtime, outcome) =>
  expect(await invoke(host, 'cjs/lines.js#three', 7, { runtime })).toMatchObject(outcome),
);
