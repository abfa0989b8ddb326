/** Protocols on shapes of our own: where members travel, and what becomes of those that are unusual. */
import { describe, expect, test } from 'vitest';
import type {
  Member,
  Operation,
  ServiceTable,
  Shape,
  StructureShape,
} from '../../../core/catalog/services/serviceTable';
import type { Members, Value } from '../../../services/wire/call';
import { crc32 } from '../../../services/wire/crc32';
import { writeEvents, writeInitialResponse } from '../../../services/wire/eventStream';
import { JSON_CODEC } from '../../../services/wire/json';
import { EC2_CODEC, QUERY_CODEC } from '../../../services/wire/query';
import { REST_JSON_CODEC } from '../../../services/wire/restJson';
import { REST_XML_CODEC } from '../../../services/wire/restXml';
import { request, type Given } from './wireRequests';

const STRING: Shape = { kind: 'string' };
const [BLOB, TIME, NUMBER, BOOLEAN] = ['blob', 'timestamp', 'integer', 'boolean'].map(
  (kind) => ({ kind }) as Shape,
) as [Shape, Shape, Shape, Shape];
const list = (of: Shape, more: object = {}): Shape => ({ kind: 'list', of, ...more }) as never;
const map = (values: Shape, more: object = {}): Shape => ({ kind: 'map', keys: STRING, values, ...more }) as never;
type Given1 = Partial<Member> & { readonly type: Shape };
const structure = (members: { readonly [name: string]: Given1 }, more: object = {}): StructureShape =>
  ({
    kind: 'structure',
    union: false,
    members: new Map(Object.entries(members).map(([name, member]) => [name, { name, required: false, ...member }])),
    ...more,
  }) as never;
const SERVICE = {
  name: 'own',
  id: 'Own',
  errors: [{ name: 'Broken' }],
  operations: new Map(),
} as unknown as ServiceTable;
const operation = (more: object): Operation =>
  ({ name: 'Act', method: 'POST', responseCode: 200, errors: [], ...more }) as never;

const text = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);
const bytes = (written: string): Uint8Array => text(Buffer.from(written, 'utf8'));

describe('a REST request', () => {
  const read = (
    members: { readonly [name: string]: Given1 },
    given: Given,
    more: object = {},
    labels: object = {},
  ): Value =>
    REST_JSON_CODEC.readInput(
      {
        service: SERVICE,
        operation: operation({ input: structure(members, more) }),
        labels: new Map(Object.entries(labels)),
      } as never,
      request(given),
    );
  const header = (type: Shape, more: object = {}): { readonly A: Given1 } => ({
    A: { type, location: 'header', locationName: 'X-A', ...more },
  });
  const query = (type: Shape, more: object = {}): { readonly A: Given1 } => ({
    A: { type, location: 'querystring', locationName: 'a', ...more },
  });

  test.each<[string, { readonly [name: string]: Given1 }, Given, Members]>([
    ['a header', header(NUMBER), { headers: { 'x-a': '5' } }, { A: 5 }],
    ['no header', header(NUMBER), {}, {}],
    ['a header of several', header(list(STRING)), { headers: { 'x-a': 'a, "b, c"' } }, { A: ['a', 'b, c'] }],
    [
      'a header of times',
      header(list(TIME)),
      { headers: { 'x-a': 'Thu, 01 Jan 1970 00:00:00 GMT, Thu, 01 Jan 1970 00:00:01 GMT' } },
      { A: ['1970-01-01T00:00:00Z', '1970-01-01T00:00:01Z'] },
    ],
    [
      'a header of JSON',
      header(STRING, { jsonvalue: true }),
      { headers: { 'x-a': Buffer.from('{"a":1}').toString('base64') } },
      { A: { a: 1 } },
    ],
    ['a header that is no JSON', header(STRING, { jsonvalue: true }), { headers: { 'x-a': 'plain' } }, { A: 'plain' }],
    [
      'headers with a prefix',
      { A: { type: map(STRING), location: 'headers', locationName: 'X-M-' } },
      { headers: { 'x-m-one': '1', 'x-m-two': '2', 'x-other': '3' } },
      { A: { one: '1', two: '2' } },
    ],
    ['none with a prefix', { A: { type: map(STRING), location: 'headers', locationName: 'X-M-' } }, {}, {}],
    ['a key of the query', query(BOOLEAN), { line: 'GET /?a=true' }, { A: true }],
    ['an empty one', query(STRING), { line: 'GET /?a' }, { A: '' }],
    ['another key', query(STRING), { line: 'GET /?b=1' }, {}],
    ['a key of the query, several times', query(list(NUMBER)), { line: 'GET /?a=1&a=2' }, { A: [1, 2] }],
    [
      'all other keys of the query',
      { ...query(STRING), M: { type: map(STRING), location: 'querystring' } },
      { line: 'GET /?a=1&b=2&b=3&c' },
      { A: '1', M: { b: '2', c: '' } },
    ],
    [
      'all other keys, several times',
      { M: { type: map(list(STRING)), location: 'querystring' } },
      { line: 'GET /?b=2&b=3' },
      { M: { b: ['2', '3'] } },
    ],
    [
      'no other keys',
      { ...query(STRING), M: { type: map(STRING), location: 'querystring' } },
      { line: 'GET /?a=1' },
      { A: '1' },
    ],
    [
      'a body beside it',
      { ...query(STRING), B: { type: STRING } },
      { line: 'POST /?a=1', body: '{"B":"x","A":"y"}' },
      { B: 'x', A: '1' },
    ],
    [
      'a body with other names than the model’s, or with those',
      { B: { type: STRING, locationName: 'b' }, C: { type: structure({ D: { type: TIME, locationName: 'd' } }) } },
      { line: 'POST /', body: '{"b":"x","C":{"D":1}}' },
      { B: 'x', C: { D: '1970-01-01T00:00:01Z' } },
    ],
    [
      'a body whose members are called as in the model',
      { B: { type: STRING, locationName: 'b' } },
      { line: 'POST /', body: '{"B":"x"}' },
      { B: 'x' },
    ],
    [
      'a body with members that the model lacks, and with nulls',
      { B: { type: STRING }, C: { type: structure({}) } },
      { line: 'POST /', body: '{"B":null,"N":{"M":[1]},"C":{"__type":"own#C","N":null}}' },
      { N: { M: [1] }, C: { N: null } },
    ],
    ['a body of which nothing is', query(STRING), { line: 'POST /?a=1', body: 'no JSON' }, { A: '1' }],
  ])('%s', (_, members, given, input) => expect(read(members, given)).toEqual(input));

  test('a label of the path', () => {
    expect(read({ A: { type: NUMBER, location: 'uri', locationName: 'id' } }, {}, {}, { id: '7' })).toEqual({ A: 7 });
    expect(read({ A: { type: NUMBER, location: 'uri', locationName: 'id' } }, {})).toEqual({});
  });

  const payload = { payload: 'A' };
  test.each<[string, Given1, Given, Members]>([
    ['of bytes', { type: BLOB }, { body: 'hi' }, { A: bytes('hi') }],
    ['of text', { type: STRING }, { body: 'hi' }, { A: 'hi' }],
    ['of words', { type: { kind: 'enum', values: [] } as never }, { body: 'hi' }, { A: 'hi' }],
    ['that is empty', { type: BLOB }, {}, {}],
    ['that is an empty stream', { type: BLOB, streaming: true }, {}, { A: bytes('') }],
    ['that is a structure', { type: structure({ B: { type: STRING } }) }, { body: '{"B":"x"}' }, { A: { B: 'x' } }],
    ['that is no structure and empty', { type: structure({}) }, {}, {}],
  ])('a whole body %s', (_, member, given, input) => expect(read({ A: member }, given, payload)).toEqual(input));
});

describe('a REST answer', () => {
  const write = (members: { readonly [name: string]: Given1 }, output: Members, more: object = {}, of: object = {}) => {
    const { status, headers, body } = REST_JSON_CODEC.writeOutput(
      { service: SERVICE, operation: operation({ output: structure(members, more), ...of }) } as never,
      output,
      'id',
    );
    return [status, headers, body.toString('utf8')];
  };
  const JSON_TYPE = { 'content-type': 'application/json' };
  const header = (type: Shape, more: object = {}): { readonly A: Given1 } => ({
    A: { type, location: 'header', locationName: 'X-A', ...more },
  });

  test.each<[string, Shape, Value, string, object?]>([
    ['a text', STRING, 'a', 'a'],
    ['several lines', STRING, 'a\r\nb: ✓ ä\t', 'a??b: ? ä\t'],
    ['a time', TIME, 0, 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['a time in another format', TIME, 0, '1970-01-01T00:00:00Z', { timestampFormat: 'iso8601' }],
    ['bytes', BLOB, bytes('hi'), 'aGk='],
    ['a list', list(STRING), ['a', 'b,c', 'd"e\\f'], 'a, "b,c", "d\\"e\\\\f"'],
    ['a list of times', list(TIME), [0], 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['a list of times in another format', list(TIME, { member: { timestampFormat: 'unixTimestamp' } }), [1, 2], '1, 2'],
    ['a list that is none', list(STRING), 'a', 'a'],
    ['JSON', STRING, { a: 1 }, Buffer.from('{"a":1}').toString('base64'), { jsonvalue: true }],
  ])('%s in a header', (_, type, value, line, more) =>
    expect(write(header(type, more), { A: value })).toEqual([200, { ...JSON_TYPE, 'x-a': line }, '{}']),
  );

  test.each<[string, { readonly [name: string]: Given1 }, Members, unknown[], object?, object?]>([
    ['without a shape', {}, {}, [200, JSON_TYPE, '{}']],
    ['with nothing of it', header(STRING), { A: null }, [200, JSON_TYPE, '{}']],
    [
      'with headers of a prefix',
      { A: { type: map(STRING), location: 'headers', locationName: 'X-M-' } },
      { A: { One: '1' } },
      [200, { ...JSON_TYPE, 'x-m-one': '1' }, '{}'],
    ],
    [
      'with headers of a prefix that are none',
      { A: { type: map(STRING), location: 'headers', locationName: 'X-M-' } },
      { A: 'x' },
      [200, JSON_TYPE, '{}'],
    ],
    ['with a status', { A: { type: NUMBER, location: 'statusCode' } }, { A: 202 }, [202, JSON_TYPE, '{}']],
    ['with the least status', { A: { type: NUMBER, location: 'statusCode' } }, { A: 100 }, [100, JSON_TYPE, '{}']],
    ['with the last status', { A: { type: NUMBER, location: 'statusCode' } }, { A: 599 }, [599, JSON_TYPE, '{}']],
    [
      'with a status that is too small',
      { A: { type: NUMBER, location: 'statusCode' } },
      { A: 99 },
      [200, JSON_TYPE, '{}'],
    ],
    [
      'with a status that is too large',
      { A: { type: NUMBER, location: 'statusCode' } },
      { A: 600 },
      [200, JSON_TYPE, '{}'],
    ],
    [
      'with a status that is none',
      { A: { type: NUMBER, location: 'statusCode' } },
      { A: '202' },
      [200, JSON_TYPE, '{}'],
    ],
    [
      'with a body of text',
      { A: { type: STRING } },
      { A: 'aGk=' },
      [200, { 'content-type': 'text/plain' }, 'aGk='],
      { payload: 'A' },
    ],
    [
      'with a body of bytes',
      { A: { type: BLOB } },
      { A: bytes('hi') },
      [200, { 'content-type': 'application/octet-stream' }, 'hi'],
      { payload: 'A' },
    ],
    [
      'with a body that is a structure',
      { A: { type: structure({ B: { type: STRING } }) } },
      { A: { B: 'x' } },
      [200, JSON_TYPE, '{"B":"x"}'],
      { payload: 'A' },
    ],
    ['with no body', { A: { type: structure({}) } }, {}, [200, {}, ''], { payload: 'A' }],
    ['that has none by its status', { A: { type: STRING } }, { A: 'x' }, [204, {}, ''], {}, { responseCode: 204 }],
    ['to HEAD', { A: { type: STRING } }, { A: 'x' }, [200, {}, ''], {}, { method: 'HEAD' }],
  ])('%s', (_, members, output, answer, more, of) => {
    const [status, headers, body] = write(members, output, more, of);
    const { 'content-type': type, ...others } = headers as { [name: string]: string };
    expect([status, type === undefined ? others : { 'content-type': type, ...others }, body]).toEqual(answer);
  });

  test('of an operation without an output', () =>
    expect(
      REST_JSON_CODEC.writeOutput({ service: SERVICE, operation: operation({ responseCode: 202 }) } as never, {}, 'id'),
    ).toEqual({
      status: 202,
      headers: {},
      body: Buffer.alloc(0),
    }));

  test('in XML has members of the body alone', () => {
    const shape = structure({ A: { type: STRING, location: 'header', locationName: 'X-A' }, B: { type: STRING } });
    const { headers, body } = REST_XML_CODEC.writeOutput(
      { service: SERVICE, operation: operation({ output: shape }) } as never,
      { A: '1', B: '2' },
      'id',
    );
    expect(headers).toMatchObject({ 'x-a': '1' });
    expect(body.toString('utf8')).toMatch(/><B>2<\/B><\//);
    expect(body.toString('utf8')).not.toContain('<A>');
  });
});

describe('events', () => {
  /** What each frame says, its sums checked. */
  function frames(all: Buffer): string[] {
    const found: string[] = [];
    for (let at = 0; at < all.length;) {
      const length = all.readUInt32BE(at);
      const head = all.readUInt32BE(at + 4);
      const frame = all.subarray(at, at + length);
      expect([frame.readUInt32BE(8), frame.readUInt32BE(length - 4)]).toEqual([
        crc32(frame.subarray(0, 8)),
        crc32(frame.subarray(0, length - 4)),
      ]);
      const headers: string[] = [];
      for (let here = 12; here < 12 + head;) {
        const nameEnd = here + 1 + frame[here]!;
        const valueEnd = nameEnd + 3 + frame.readUInt16BE(nameEnd + 1);
        expect(frame[nameEnd]).toBe(7);
        headers.push(`${frame.toString('utf8', here + 1, nameEnd)}=${frame.toString('utf8', nameEnd + 3, valueEnd)}`);
        here = valueEnd;
      }
      found.push(`${headers.join(' ')} | ${frame.toString('utf8', 12 + head, length - 4)}`);
      at += length;
    }
    return found;
  }
  const FORMAT = { contentType: 'application/json', write: (value: Value) => Buffer.from(JSON.stringify(value)) };
  const STREAM = structure({
    Plain: { type: structure({ A: { type: STRING } }) },
    Blob: { type: structure({ A: { type: BLOB, eventpayload: true } }) },
    Text: { type: structure({ A: { type: STRING, eventpayload: true }, H: { type: NUMBER, eventheader: true } }) },
    Data: { type: structure({ A: { type: structure({}), eventpayload: true } }) },
    Odd: { type: STRING },
  });
  const events = (value: Value, stream: Shape = STREAM): string[] =>
    frames(writeEvents(value, stream, SERVICE, FORMAT));
  const event = (kind: string, type: string): string => `:message-type=event :event-type=${kind} :content-type=${type}`;

  test.each<[string, Value, string[]]>([
    ['a document', { Plain: { A: 'x' } }, [`${event('Plain', 'application/json')} | {"A":"x"}`]],
    ['nothing', { Plain: null }, [`${event('Plain', 'application/json')} | {}`]],
    ['bytes', { Blob: { A: bytes('hi') } }, [`${event('Blob', 'application/octet-stream')} | hi`]],
    ['text with a header', { Text: { A: 'hi', H: 5 } }, [`${event('Text', 'text/plain')} H=5 | hi`]],
    ['text without its header', { Text: { A: 'hi' } }, [`${event('Text', 'text/plain')} | hi`]],
    ['a part of it', { Data: { A: { b: 1 } } }, [`${event('Data', 'application/json')} | {"b":1}`]],
    ['no part of it', { Data: {} }, [`${event('Data', 'application/json')} | {}`]],
    ['what is no structure', { Odd: [1] }, [':message-type=event :event-type=Odd | [1]']],
    ['what the model lacks', { New: undefined }, [':message-type=event :event-type=New | {}']],
    ['an error', { broken: { message: 'm' } }, [':message-type=exception :exception-type=broken | {"message":"m"}']],
    [
      'several',
      [{ Odd: 1 }, 'x', { Odd: 2, New: 3 }],
      [
        ':message-type=event :event-type=Odd | 1',
        ':message-type=event :event-type=Odd | 2',
        ':message-type=event :event-type=New | 3',
      ],
    ],
  ])('%s', (_, value, told) => expect(events(value)).toEqual(told));

  test('of no stream', () => expect(events({ Odd: 1 }, STRING)).toEqual([]));

  test('begin in JSON with what is said beside them', () => {
    expect(frames(writeInitialResponse(Buffer.from('{}'), 'a/b'))).toEqual([
      `${event('initial-response', 'a/b')} | {}`,
    ]);
    const output = structure({ Events: { type: { ...STREAM, eventstream: true } as never }, Id: { type: STRING } });
    const { headers, body } = JSON_CODEC.writeOutput(
      { service: SERVICE, operation: operation({ output }) } as never,
      { Id: 'i', Events: [{ Plain: { A: 'x' } }] },
      'id',
    );
    expect(headers).toEqual({ 'content-type': 'application/vnd.amazon.eventstream' });
    expect(frames(body)).toEqual([
      `${event('initial-response', 'application/json')} | {"Id":"i"}`,
      `${event('Plain', 'application/json')} | {"A":"x"}`,
    ]);
  });

  test('have long headers', () =>
    expect(events({ Text: { A: '', H: 'x'.repeat(300) as never } })).toEqual([
      `${event('Text', 'text/plain')} H=${'x'.repeat(300)} | `,
    ]));
});

describe('a form', () => {
  const read = (codec: typeof QUERY_CODEC, members: { readonly [name: string]: Given1 }, form: string): Value =>
    codec.readInput(
      {
        service: SERVICE,
        operation: operation({ input: structure(members) }),
        form: new URLSearchParams(form),
      } as never,
      request({}),
    );

  test.each<[string, { readonly [name: string]: Given1 }, string, Members]>([
    ['a list', { A: { type: list(STRING) } }, 'A.member.1=x&A.member.2=y', { A: ['x', 'y'] }],
    [
      'a list with a name of its items',
      { A: { type: list(STRING, { member: { locationName: 'I' } }) } },
      'A.I.1=x',
      { A: ['x'] },
    ],
    ['a list without the name', { A: { type: list(STRING) } }, 'A.1=x&A.x=y&A.1x=z', { A: ['x'] }],
    ['a list in its order', { A: { type: list(NUMBER) } }, 'A.member.10=3&A.member.2=2&A.member.1=1', { A: [1, 2, 3] }],
    ['a flat list', { A: { type: list(STRING), flattened: true } }, 'A.1=x&A.2=y', { A: ['x', 'y'] }],
    [
      'a flat list called like its items',
      { A: { type: list(STRING, { member: { locationName: 'I' } }), flattened: true } },
      'I.1=x',
      { A: ['x'] },
    ],
    ['a map', { A: { type: map(NUMBER) } }, 'A.entry.1.key=a&A.entry.1.value=1', { A: { a: 1 } }],
    [
      'a flat map with names',
      { A: { type: map(STRING, { key: { locationName: 'K' }, value: { locationName: 'W' } }), flattened: true } },
      'A.1.K=a&A.1.W=b',
      { A: { a: 'b' } },
    ],
    [
      'a map whose shape is flat',
      { A: { type: map(STRING, { flattened: true }) } },
      'A.1.key=a&A.1.value=b',
      { A: { a: 'b' } },
    ],
    [
      'a map that this member does not flatten',
      { A: { type: map(STRING, { flattened: true }), flattened: false } },
      'A.entry.1.key=a&A.entry.1.value=b',
      { A: { a: 'b' } },
    ],
    ['a list whose shape is flat', { A: { type: list(STRING, { flattened: true }) } }, 'A.1=x', { A: ['x'] }],
    [
      'a map without a value',
      { A: { type: map(STRING) } },
      'A.entry.1.key=a&A.entry.2.value=b',
      { A: { a: undefined, '': 'b' } },
    ],
    ['a structure', { A: { type: structure({ B: { type: BOOLEAN } }) } }, 'A.B=true&A.C=x', { A: { B: true } }],
    ['a path without a value', { A: { type: STRING } }, 'A.B=1', { A: '' }],
    ['another name', { A: { type: STRING, locationName: 'a' } }, 'a=1&A=2', { A: '1' }],
    ['nothing', { A: { type: STRING } }, '', {}],
  ])('has %s', (_, members, form, input) => expect(read(QUERY_CODEC, members, form)).toEqual(input));

  test('of EC2 has capitals, its own names and flat lists', () => {
    expect(read(EC2_CODEC, { A: { type: STRING, locationName: 'anId' } }, 'AnId=1')).toEqual({ A: '1' });
    expect(read(EC2_CODEC, { A: { type: STRING, queryName: 'own', locationName: 'anId' } }, 'own=1&AnId=2')).toEqual({
      A: '1',
    });
    expect(read(EC2_CODEC, { a: { type: list(STRING) } }, 'A.1=x&A.member.1=y')).toEqual({ a: ['x'] });
  });

  test('is answered with what it asks for', () => {
    const write = (codec: typeof QUERY_CODEC, more: object, output: Members): string =>
      codec
        .writeOutput(
          { service: { ...SERVICE, xmlNamespace: 'u' }, operation: operation(more) } as never,
          output,
          '<id>',
        )
        .body.toString('utf8')
        .replace(/^.*\n/, '');
    const output = structure({ A: { type: TIME } });
    expect(write(QUERY_CODEC, { output, resultWrapper: 'ActResult' }, { A: 0 })).toBe(
      '<ActResponse xmlns="u"><ActResult><A>1970-01-01T00:00:00Z</A></ActResult><ResponseMetadata><RequestId>&lt;id&gt;</RequestId></ResponseMetadata></ActResponse>',
    );
    expect(write(QUERY_CODEC, {}, { A: 0 })).toBe(
      '<ActResponse xmlns="u"><ResponseMetadata><RequestId>&lt;id&gt;</RequestId></ResponseMetadata></ActResponse>',
    );
    expect(write(EC2_CODEC, { output }, { A: 0 })).toBe(
      '<ActResponse xmlns="u"><requestId>&lt;id&gt;</requestId><A>1970-01-01T00:00:00Z</A></ActResponse>',
    );
  });

  test('is answered with an error and its members', () => {
    const error = {
      service: SERVICE,
      name: 'E',
      code: 'C',
      status: 400,
      message: 'm',
      requestId: 'id',
      members: { A: 'x', B: [1] },
      shape: structure({ A: { type: STRING, locationName: 'a' } }),
    };
    expect(QUERY_CODEC.writeError(error as never).body.toString('utf8')).toContain(
      '<Code>C</Code><Message>m</Message><a>x</a><B><member>1</member></B></Error>',
    );
  });
});
