/** What a caller does where a run was: nothing of the user's goes to what is not that run, and no lie is told. */
import type net from 'node:net';
import { expect, test } from 'vitest';
import { callEndpoint } from '../../run/stepFunctions/callEndpoint';
import { localService } from './check';
import { expectNothingTold, IMPOSTORS, INPUT, listen, ok, proofIn } from './impostor';

/** Milliseconds: enough for a program of this machine to answer, and soon over. */
const PATIENCE = 400;

/** As a run may that is very busy: time alone tells. */
const SILENT = new Set(['says nothing', 'answers byte by byte', 'promises very much']);

test.each(Object.entries(IMPOSTORS))('a program that %s is told nothing, and is no success', async (does, hear) => {
  const impostor = await listen(hear);
  const answer = await callEndpoint(impostor.url, 'SendTaskSuccess', INPUT, PATIENCE);
  const problem = expect.stringMatching(/None of your data was sent there\.$/) as string;
  expect(answer).toEqual(SILENT.has(does) ? { problem } : { problem, gone: true });
  expect(impostor.heard()).toMatch(/^POST \/stepwise-proof\/\w{64} HTTP/);
  expectNothingTold(impostor);
  expect(impostor.connections()).toBe(1);
});

test.each<[string, (socket: net.Socket) => void, string]>([
  ['nothing', () => undefined, 'did not answer in time'],
  ['half an answer', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'), 'closed the connection'],
  ['a page', (socket) => socket.write(ok('<html></html>')), 'that Step Functions would not send'],
  ['a list', (socket) => socket.write(ok('[]')), 'that Step Functions would not send'],
  [
    'an answer of another service',
    (socket) => socket.write(ok('{}').replace('x-amzn', 'x')),
    'that Step Functions would not send',
  ],
  [
    'a refusal without a word',
    (socket) => socket.write(ok('{}').replace('200', '400')),
    'that Step Functions would not send',
  ],
])('a run that proved itself and then says %s gives no success', async (_what, hear, sentence) => {
  const run = await listen((socket, text) => {
    if (text.includes('X-Amz-Target')) hear(socket);
    else socket.write(ok(proofIn(text, run.port)));
  });
  const answer = await callEndpoint(run.url, 'SendTaskSuccess', INPUT, PATIENCE);
  expect(answer).toEqual({ problem: expect.stringContaining(sentence) as string });
});

test.each<[string, (socket: net.Socket, proof: string) => void]>([
  ['says that it closes the connection', (socket, proof) => socket.write(ok(proof, 'Connection: close\r\n'))],
  ['closes the connection', (socket, proof) => socket.end(ok(proof))],
])('what was proven over a connection counts for no other: a run that then %s', async (_what, prove) => {
  const run = await listen((socket, text) => prove(socket, proofIn(text, run.port)));
  const answer = await callEndpoint(run.url, 'SendTaskSuccess', INPUT, PATIENCE);
  expect(answer).toHaveProperty('problem');
  expect(run.connections()).toBe(1);
});

test.each([
  'https://states.us-east-1.amazonaws.com',
  'http://127.0.0.1:4566',
  'http://127.0.0.1:4566/secret',
  `http://127.0.0.1:99999/${'0'.repeat(32)}`,
  `http://[::1]:4566/${'0'.repeat(32)}`,
  `http://example.com:4566/${'0'.repeat(32)}`,
  `http://127.0.0.1:4566@example.com/${'0'.repeat(32)}`,
  '',
])('%j is the endpoint of no run', async (url) =>
  expect(await callEndpoint(url, 'SendTaskSuccess', INPUT, PATIENCE)).toEqual({
    problem: expect.stringContaining('is not the endpoint of a run on this machine') as string,
  }),
);

test('a run is called by either name of this machine', async () => {
  const { url } = await localService({ machines: {} });
  for (const each of [url, `${url}/`, url.replace('127.0.0.1', 'localhost')]) {
    expect(await callEndpoint(each, 'ListActivities', {})).toEqual({ answer: { activities: [] } });
  }
});
