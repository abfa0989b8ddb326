/** Events that a client sends: framed, and with a signature around each where the client signs them. */
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../../services/loadTables';
import { decodeRequest, type Members } from '../../../services/wire';
import { frame } from '../../../services/wire/eventFrames';
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
