/** Events that a client sends: framed, and with a signature around each where the client signs them. */
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../../services/loadTables';
import { decodeRequest, type Members } from '../../../services/wire';
import { crc32 } from '../../../services/wire/crc32';
import { frame, readFrames } from '../../../services/wire/eventFrames';
import { request } from './wireRequests';

const catalogue = loadCatalogue();

const EVENTS = { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-EVENTS' };
const CONVERSATION = 'POST /bots/b/botAliases/a/botLocales/en_US/sessions/s/conversation';

function inputOf(line: string, signed: string, body: Buffer): Members | string {
  const call = decodeRequest(catalogue, { ...request({ line, signed, headers: EVENTS }), body });
  return 'unreadable' in call ? call.unreadable : call.input;
}

function event(kind: string, body: object | Buffer): Buffer {
  const payload = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  return frame({ ':message-type': 'event', ':event-type': kind, ':content-type': 'application/json' }, payload);
}

const hello = event('TextInputEvent', { text: 'hello' });
const SENT = [{ TextInputEvent: { text: 'hello' } }, { DisconnectionEvent: {} }];
const both = Buffer.concat([hello, event('DisconnectionEvent', {})]);

/** Around an event: the date, a number of milliseconds, and the signature, which is bytes. */
function signedAround(payload: Buffer): Buffer {
  return frame({ ':date': 'now', ':chunk-signature': 'abc' }, payload);
}

test.each<[string, Buffer]>([
  ['plain', both],
  [
    'signed',
    Buffer.concat([signedAround(hello), signedAround(event('DisconnectionEvent', {})), signedAround(Buffer.alloc(0))]),
  ],
])('%s', (_how, body) => {
  expect(inputOf(CONVERSATION, 'lex', body)).toMatchObject({ botId: 'b', localeId: 'en_US', requestEventStream: SENT });
});

test('bytes of an event are bytes', () => {
  const body = event('chunk', { bytes: Buffer.from('question').toString('base64') });
  const input = inputOf('POST /model/m/invoke-with-bidirectional-stream', 'bedrock', body);
  expect(input).toEqual({ modelId: 'm', body: [{ chunk: { bytes: new Uint8Array(Buffer.from('question')) } }] });
});

const wrongSum = Buffer.from(hello);
wrongSum[wrongSum.length - 1]! ^= 1;

test.each<[string, Buffer, string]>([
  ['cut off', hello.subarray(0, 20), 'The frames of the event stream are cut off.'],
  ['shorter than a frame', Buffer.from([0, 0, 0, 5]), 'The frames of the event stream are cut off.'],
  ['with a wrong sum', wrongSum, 'The frames of the event stream do not have the sums that they tell.'],
])('events that are %s are told', (_how, body, sentence) => expect(inputOf(CONVERSATION, 'lex', body)).toBe(sentence));

/** A frame with one header, whose type and value are given as bytes. */
function framed(header: Buffer, payload = Buffer.alloc(0)): Buffer {
  const word = (value: number): Buffer => Buffer.from(value.toString(16).padStart(8, '0'), 'hex');
  const prelude = Buffer.concat([word(16 + header.length + payload.length), word(header.length)]);
  const content = Buffer.concat([prelude, word(crc32(prelude)), header, payload]);
  return Buffer.concat([content, word(crc32(content))]);
}
const header = (hex: string): Buffer => Buffer.concat([Buffer.from('\x01h'), Buffer.from(hex, 'hex')]);

test.each([
  ['00', 'true'],
  ['01', 'false'],
  ['02ff', '-1'],
  ['030102', '258'],
  ['04fffffffe', '-2'],
  ['050000000000000003', '3'],
  ['0600020102', 'AQI='],
  ['0700026869', 'hi'],
  ['070000', ''],
  ['080000000000000000', '1970-01-01T00:00:00Z'],
  [`09${'00'.repeat(16)}`, 'AAAAAAAAAAAAAAAAAAAAAA=='],
])('a header %s is %s', (hex, text) => {
  const [found] = readFrames(framed(header(hex), Buffer.from('x')));
  expect([found!.headers.get('h'), found!.payload.toString()]).toEqual([text, 'x']);
});

test.each(['0a', '', '02', '0401', '07', '0700', '070003aaaa'])('a header %s cannot be read', (hex) =>
  expect(() => readFrames(framed(header(hex)))).toThrow('have headers that cannot be read'),
);

test('headers that are longer than their frame, and sums of the head, are told', () => {
  const long = framed(header('00'));
  long.writeUInt32BE(99, 4);
  long.writeUInt32BE(crc32(long.subarray(0, 8)), 8);
  long.writeUInt32BE(crc32(long.subarray(0, -4)), long.length - 4);
  expect(() => readFrames(long)).toThrow('are cut off');
  const wrong = framed(header('00'));
  wrong.writeUInt32BE(1, 8);
  wrong.writeUInt32BE(crc32(wrong.subarray(0, -4)), wrong.length - 4);
  expect(() => readFrames(wrong)).toThrow('do not have the sums');
  const [inner] = readFrames(frame({ ':chunk-signature': 'x' }, framed(header('00'))));
  expect(inner?.headers.get('h')).toBe('true');
  expect(readFrames(frame({ ':chunk-signature': 'x' }, Buffer.alloc(0)))).toEqual([]);
  expect(readFrames(frame({ ':chunk-signature': 'x' }, Buffer.alloc(0)), false)).toHaveLength(1);
});
