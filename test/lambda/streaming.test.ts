/** What a handler of Node.js streams is heard as it comes, and its failures behind what has come. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import type { InvokeOptions } from '../../lambda/lambda';
import { createHost, invoke } from './harness';

const { host } = createHost();
afterAll(() => host.dispose());

interface Heard {
  readonly stream: NonNullable<InvokeOptions['stream']>;
  prelude: string | undefined;
  text: string;
  /** Resolves once so much text has come. */
  has(text: string): Promise<void>;
}

function listen(): Heard {
  let check = (): void => undefined;
  const heard: Heard = {
    prelude: 'none has come',
    text: '',
    stream: {
      begins: (prelude) => (heard.prelude = prelude),
      piece: (bytes) => {
        heard.text += Buffer.from(bytes).toString();
        check();
      },
    },
    has: (text) =>
      new Promise((resolve) => {
        check = () => void (heard.text === text && resolve());
        check();
      }),
  };
  return heard;
}

/** Calls a handler that asks before each piece, and is let write it when all before have been heard. */
async function pieceByPiece(event: object): Promise<{ heard: Heard; outcome: Awaited<ReturnType<typeof invoke>> }> {
  const heard = listen();
  const gate = createServer((request, response) => {
    const before = Number(request.url!.slice(1)) - 1;
    const text = Array.from({ length: before }, (_, index) => `${index + 1}é`).join('');
    void heard.has(text).then(() => response.end());
  });
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(gate.address() as AddressInfo).port}`;
  const outcome = await invoke(host, 'streams.mjs#five', { gate: address, ...event }, {}, { stream: heard.stream });
  gate.closeAllConnections();
  gate.close();
  return { heard, outcome };
}

test('a piece is heard before the next is written', async () => {
  const { heard, outcome } = await pieceByPiece({});
  expect(heard).toMatchObject({ prelude: undefined, text: '1é2é3é4é5é' });
  expect(outcome).toMatchObject({ type: 'success', payload: '"1é2é3é4é5é"' });
});

test('status, headers and cookies of an HTTP response come before its text', async () => {
  const { heard, outcome } = await pieceByPiece({ isHttp: true });
  const prelude = { statusCode: 201, headers: { 'content-type': 'text/plain' }, cookies: ['a=b'] };
  expect([heard.text, JSON.parse(heard.prelude!)]).toEqual(['1é2é3é4é5é', prelude]);
  expect(outcome).toMatchObject({ payload: JSON.stringify({ ...prelude, body: '1é2é3é4é5é' }) });
});

test('what fails in its middle is an error, behind what has come', async () => {
  const { heard, outcome } = await pieceByPiece({ failsAt: 3 });
  expect(heard.text).toBe('1é2é');
  expect(outcome).toMatchObject({ reason: 'handler', errorType: 'TypeError', errorMessage: 'No piece ü' });
});

describe.each([
  ['as it comes', true],
  ['as a whole', false],
])('asked for %s', (_, isHeard) => {
  test.each<[name: string, outcome: object, text: string]>([
    ['object', { payload: '{"a":1}' }, '{"a":1}'],
    ['nothing', { payload: '""' }, ''],
    ['endsAtOnce', { payload: '"x"' }, 'x'],
    ['synchronous', { errorType: 'Error', errorMessage: 'Streaming does not support non-async handlers.' }, 'x'],
    ['unended', { errorType: 'Runtime.NodeJsExit' }, 'x'],
    [
      'late',
      { errorType: 'Runtime.InvalidStreamingOperation', errorMessage: 'Cannot set content-type, too late.' },
      'x',
    ],
    ['throws', { errorType: 'RangeError', errorMessage: 'early' }, ''],
    ['crashes', { errorType: 'Error', errorMessage: 'later' }, 'x'],
  ])('%s', async (name, told, text) => {
    const heard = listen();
    const options = isHeard ? { stream: heard.stream } : {};
    expect(await invoke(host, `streams.mjs#${name}`, {}, {}, options)).toMatchObject(told);
    expect(heard.text).toBe(isHeard ? text : '');
  });
});

test('more than 6 MB arrive where they are heard as they come, and are too much as a whole', async () => {
  const heard = { length: 0 };
  const stream = { begins: () => undefined, piece: (bytes: Uint8Array) => void (heard.length += bytes.length) };
  expect(await invoke(host, 'streams.mjs#many', 7, {}, { stream })).toMatchObject({ type: 'success', payload: 'null' });
  expect(heard.length).toBe(7 << 20);
  expect(await invoke(host, 'streams.mjs#many', 7)).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
});

test('what is called while its process is ending gets another one', async () => {
  const reports: string[] = [];
  const { host: other } = createHost({ wholeLog: (_, event) => void (/^START/.test(event) && reports.push(event)) });
  for (let call = 0; call < 4; call++) {
    expect(await invoke(other, 'streams.mjs#crashes')).toMatchObject({ errorMessage: 'later' });
  }
  expect(reports).toHaveLength(4);
  await other.dispose();
});

test('what is taken slowly is not read in advance', async () => {
  let [held, most, length] = [0, 0, 0];
  const piece = async (bytes: Uint8Array): Promise<void> => {
    held += bytes.length;
    length += bytes.length;
    most = Math.max(most, held);
    await new Promise((resolve) => setImmediate(resolve));
    held -= bytes.length;
  };
  await invoke(host, 'streams.mjs#many', 4, {}, { stream: { begins: () => undefined, piece } });
  expect([length, most < 1 << 20]).toEqual([4 << 20, true]);
});
