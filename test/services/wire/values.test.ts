/** Simple values, header lines and XML, piece by piece: what they are read as, and how they are written. */
import { describe, expect, test } from 'vitest';
import { readNumber } from '../../../core/jsonNumber';
import type { Shape, Traits } from '../../../core/catalog/services/serviceTable';
import type { Value } from '../../../services/wire/call';
import { crc32, crc32c } from '../../../services/wire/crc32';
import { headerOf, partsOf, timesOf } from '../../../services/wire/headers';
import {
  blobBytes,
  isMembers,
  readBase64,
  readSimple,
  readTime,
  textOf,
  writeNumber,
  writeTime,
} from '../../../services/wire/values';
import { escaped, namespace, parseXml, type Element } from '../../../services/wire/xml';
import { readElement, writeElement, writeMembers, writePlain } from '../../../services/wire/xmlValues';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

describe('simple values', () => {
  test.each<[string, Shape['kind'], Value]>([
    ['12', 'integer', 12],
    [' -1.5 ', 'double', -1.5],
    ['1e3', 'float', 1000],
    ['7', 'long', 7],
    [' -9007199254740993', 'long', readNumber('-9007199254740993')],
    ['9007199254740992', 'long', 2 ** 53],
    ['10.0', 'double', 10],
    ['', 'integer', ''],
    ['soon', 'integer', 'soon'],
    ['NaN', 'double', 'NaN'],
    ['Infinity', 'double', 'Infinity'],
    ['true', 'boolean', true],
    [' True ', 'boolean', true],
    ['FALSE', 'boolean', false],
    ['yes', 'boolean', 'yes'],
    [' 1 ', 'timestamp', '1970-01-01T00:00:01Z'],
    ['aGk=', 'blob', bytes('hi')],
    ['a', 'blob', 'a'],
    [' a ', 'string', ' a '],
  ])('%j of %s', (text, kind, value) => expect(readSimple(text, { kind } as Shape)).toEqual(value));

  test.each<[Value, Value]>([
    [0, '1970-01-01T00:00:00Z'],
    [1.5, '1970-01-01T00:00:01.500Z'],
    [-1, '1969-12-31T23:59:59Z'],
    ['1786097030', '2026-08-07T10:03:50Z'],
    ['-1.25', '1969-12-31T23:59:58.750Z'],
    ['2026-08-07T12:20:30+02:00', '2026-08-07T10:20:30Z'],
    [new Date(1), '1970-01-01T00:00:00.001Z'],
    [new Date(NaN), new Date(NaN)],
    ['soon', 'soon'],
    [true, true],
    [readNumber('1.0'), '1970-01-01T00:00:01Z'],
  ])('the time %j', (given, read) => expect(readTime(given)).toEqual(read));

  test.each<[Value, Parameters<typeof writeTime>[1], Value]>([
    ['1970-01-01T00:00:01.500Z', 'unixTimestamp', 1.5],
    ['1970-01-01T00:00:01Z', 'rfc822', 'Thu, 01 Jan 1970 00:00:01 GMT'],
    [1, 'iso8601', '1970-01-01T00:00:01Z'],
    ['soon', 'iso8601', 'soon'],
  ])('the time %j is written as %s', (given, format, written) => expect(writeTime(given, format)).toEqual(written));

  test.each<[Value, string | undefined, string]>([
    ['aGk=', 'hi', 'aGk='],
    ['', '', ''],
    ['YWI=', 'ab', 'YWI='],
    ['YQ==', 'a', 'YQ=='],
    ['YQ=', 'YQ=', 'YQ='],
    ['hi!', 'hi!', 'hi!'],
    [bytes('x'), 'x', 'x'],
    [null, '', ''],
    [undefined, '', ''],
    [{ a: 1 }, '{"a":1}', '{"a":1}'],
    [5, '5', '5'],
    [{ a: readNumber('9007199254740993') }, '{"a":9007199254740993}', '{"a":9007199254740993}'],
  ])('the bytes of %j', (value, blob, body) => {
    expect([blobBytes(value, false).toString(), blobBytes(value, true).toString()]).toEqual([blob, body]);
  });

  test('base64 may have lines; what is none stays as it came', () => {
    expect(readBase64('aG\n k=')).toEqual(bytes('hi'));
    expect(readBase64('a k')).toBe('a k');
    expect(readBase64(5)).toBe(5);
  });

  test('numbers that are words', () =>
    expect(['NaN', 'Infinity', '-Infinity', 'no', 1].map(writeNumber)).toEqual([NaN, Infinity, -Infinity, 'no', 1]));

  test('text of a value', () =>
    expect(
      [undefined, null, 'a', 1.5, false, { a: [1] }, readNumber('9007199254740993'), readNumber('10.0')].map(textOf),
    ).toEqual(['', '', 'a', '1.5', 'false', '{"a":[1]}', '9007199254740993', '10']));

  test('members are those of an object of data', () =>
    expect([{}, { a: 1 }, [], null, undefined, 'a', new Uint8Array(1), new Date(0)].map(isMembers)).toEqual([
      true,
      true,
      ...Array<boolean>(6).fill(false),
    ]));

  test('the sums of "123456789" are those that are published', () =>
    expect([crc32, crc32c].map((sum) => sum(bytes('123456789')).toString(16))).toEqual(['cbf43926', 'e3069283']));
});

describe('header lines', () => {
  test.each<[string, string[]]>([
    ['a,b', ['a', 'b']],
    [' a , "b, c" ,d', ['a', 'b, c', 'd']],
    ['"say \\"hi\\" \\\\"', ['say "hi" \\']],
    [',, a ,', ['a']],
    ['', []],
    ['a"b', ['a"b']],
    ['"open', ['"open']],
  ])('the parts of %j', (line, parts) => expect(partsOf(line)).toEqual(parts));

  test.each<[string, string[]]>([
    ['Fri, 07 Aug 2026 10:20:30 GMT', ['Fri, 07 Aug 2026 10:20:30 GMT']],
    [
      ' Fri, 07 Aug 2026 10:20:30 GMT, Sat, 08 Aug 2026 10:20:30 GMT',
      ['Fri, 07 Aug 2026 10:20:30 GMT', 'Sat, 08 Aug 2026 10:20:30 GMT'],
    ],
    ['2026-08-07T10:20:30Z, 2026-08-08T10:20:30Z', ['2026-08-07T10:20:30Z', '2026-08-08T10:20:30Z']],
    ['x Fri, 07', ['x Fri', '07']],
  ])('the times of %j', (line, times) => expect(timesOf(line)).toEqual(times));

  test.each<[string | readonly string[] | undefined, string | undefined]>([
    ['a', 'a'],
    [['a', 'b'], 'a, b'],
    [undefined, undefined],
    [Buffer.from('ä').toString('latin1'), 'ä'],
    ['\xe4', '\xe4'],
  ])('the line %j', (line, text) => expect(headerOf({ own: line as never }, 'Own')).toBe(text));
});

describe('XML', () => {
  /** `name attribute=value(children or text)` */
  const shown = ({ name, attributes, children, text }: Element): string =>
    `${[name, ...[...attributes].map(([key, value]) => `${key}=${value}`)].join(' ')}(${children.map(shown).join(',') || text})`;

  test.each<[string, string]>([
    ['<a/>', 'a()'],
    ['\ufeff<?xml version="1.0"?>\n<a>x</a>\n', 'a(x)'],
    ['<n:a n:b="1" c = \'2\'></n:a >', 'a n:b=1 c=2()'],
    ['<a b="&lt;&#39;&#x3E;" c=""/>', "a b=<'> c=()"],
    ['<a>1<!-- <b> -->2<![CDATA[<&amp;]]></a>', 'a(12<&amp;)'],
    ['<a>&amp;&quot;&apos;&none;&#1114112;&#x10FFFF;</a>', 'a(&"\'&none;&#1114112;\u{10ffff})'],
    ['<a><b/><c>1</c></a>', 'a(b(),c(1))'],
  ])('%j', (text, element) => expect(shown(parseXml(text))).toBe(element));

  test.each([
    '',
    'x',
    '<a>',
    '<a/>x',
    '<a/><b/>',
    '</a>',
    '<a></b>',
    '<a><b></a></b>',
    '<a b=1/>',
    '<a b="<"/>',
    '<!DOCTYPE a><a/>',
    '<a>&</a></a>',
    '< a/>',
  ])('%j is refused', (text) => expect(() => parseXml(text)).toThrow('The body of the request is not valid XML.'));

  test('what is nested too deep is refused', () => {
    const nested = (levels: number): string => `${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`;
    expect(parseXml(nested(200)).name).toBe('a');
    expect(() => parseXml(nested(201))).toThrow('The request is nested deeper than 200 levels.');
  });

  test('text is escaped, and what XML cannot hold is a question mark', () => {
    expect(escaped('<&">\r\n\t\0\ud800\uffff\u{1f600}\x1f\x20')).toBe('&lt;&amp;&quot;&gt;&#13;\n\t???\u{1f600}? ');
    expect([namespace(undefined), namespace('u&'), namespace('u', 'p')]).toEqual([
      '',
      ' xmlns="u&amp;"',
      ' xmlns:p="u"',
    ]);
  });
});

describe('values of a model in XML', () => {
  const STRING: Shape = { kind: 'string' };
  const TIME: Shape = { kind: 'timestamp' };
  const BLOB: Shape = { kind: 'blob' };
  const list = (of: Shape, more: object = {}): Shape => ({ kind: 'list', of, ...more });
  const map = (values: Shape, more: object = {}): Shape => ({ kind: 'map', keys: STRING, values, ...more }) as Shape;
  const structure = (members: { readonly [name: string]: Traits & { type: Shape } }, more: object = {}): Shape =>
    ({
      kind: 'structure',
      members: new Map(Object.entries(members).map(([name, member]) => [name, { name, required: false, ...member }])),
      ...more,
    }) as never;
  const HABITS = { times: 'iso8601', item: 'member' } as const;

  const both: [string, Shape, Value, string, Traits?][] = [
    ['text', STRING, 'a<b', '<V>a&lt;b</V>'],
    ['a list', list(STRING), ['a', 'b'], '<V><member>a</member><member>b</member></V>'],
    ['a list with a name of its items', list(STRING, { member: { locationName: 'I' } }), ['a'], '<V><I>a</I></V>'],
    ['a map', map(STRING), { a: '1' }, '<V><entry><key>a</key><value>1</value></entry></V>'],
    [
      'a map with names of its entries',
      map(STRING, { key: { locationName: 'K' }, value: { locationName: 'W' } }),
      { 'a<': '1' },
      '<V><entry><K>a&lt;</K><W>1</W></entry></V>',
    ],
    ['a structure', structure({ A: { type: STRING }, B: { type: STRING } }), { A: '1' }, '<V><A>1</A></V>'],
    ['a name of a member', structure({ A: { type: STRING, locationName: 'a' } }), { A: '1' }, '<V><a>1</a></V>'],
    [
      'an attribute',
      structure({ A: { type: STRING, xmlAttribute: true, locationName: 'n:a' }, B: { type: STRING } }),
      { A: '"1"', B: '2' },
      '<V n:a="&quot;1&quot;"><B>2</B></V>',
    ],
    [
      'a flat list',
      structure({ A: { type: list(STRING), flattened: true } }),
      { A: ['1', '2'] },
      '<V><A>1</A><A>2</A></V>',
    ],
    [
      'a list whose shape is flat',
      structure({ A: { type: list(STRING, { flattened: true }) } }),
      { A: ['1'] },
      '<V><A>1</A></V>',
    ],
    [
      'a flat map',
      structure({ A: { type: map(STRING), flattened: true } }),
      { A: { a: '1', b: '2' } },
      '<V><A><key>a</key><value>1</value></A><A><key>b</key><value>2</value></A></V>',
    ],
    ['a time', TIME, '1970-01-01T00:00:01Z', '<V>1970-01-01T00:00:01Z</V>'],
    ['bytes', BLOB, bytes('hi'), '<V>aGk=</V>'],
  ];
  test.each(both)('%s, in both directions', (_, shape, value, text) => {
    expect(writeElement('V', value, shape, HABITS)).toBe(text);
    expect(readElement(parseXml(text), shape)).toEqual(value);
  });

  test.each<[string, Shape, Value, string, Traits?]>([
    ['nothing', STRING, undefined, ''],
    ['null', STRING, null, ''],
    ['one item that is no list', list(STRING), 'a', '<V><member>a</member></V>'],
    ['a map that is none', map(STRING), 'a', '<V></V>'],
    ['a structure that is none', structure({ A: { type: STRING } }), 'a', '<V></V>'],
    ['a time in another format', TIME, 1, '<V>1</V>', { timestampFormat: 'unixTimestamp' }],
    ['a namespace of the member', STRING, 'a', '<V xmlns="u">a</V>', { xmlNamespace: { uri: 'u' } }],
    [
      'a namespace of both, once',
      structure({}, { xmlNamespace: { uri: 'u' } }),
      {},
      '<V xmlns="u"></V>',
      { xmlNamespace: { uri: 'u' } },
    ],
    [
      'two namespaces',
      structure({}, { xmlNamespace: { uri: 'v', prefix: 'p' } }),
      {},
      '<V xmlns="u" xmlns:p="v"></V>',
      { xmlNamespace: { uri: 'u' } },
    ],
    ['what is bound elsewhere', structure({ A: { type: STRING, location: 'header' } }), { A: '1' }, '<V></V>'],
  ])('%s is written', (_, shape, value, text, traits) =>
    expect(writeElement('V', value, shape, HABITS, traits)).toBe(text),
  );

  test.each<[string, Shape, string, Value]>([
    ['an entry without its value', map(STRING), '<V><entry><key>a</key></entry></V>', { a: undefined }],
    ['an entry without its key', map(STRING), '<V><entry><value>1</value></entry></V>', { '': '1' }],
    ['what is bound elsewhere', structure({ A: { type: STRING, location: 'header' } }), '<V><A>1</A></V>', {}],
    ['the first of two', structure({ A: { type: STRING } }), '<V><A>1</A><A>2</A></V>', { A: '1' }],
    [
      'a flat list called like its items',
      structure({ A: { type: list(STRING, { member: { locationName: 'I' } }), flattened: true } }),
      '<V><I>1</I><I>2</I></V>',
      { A: ['1', '2'] },
    ],
  ])('%s is read', (_, shape, text, value) => expect(readElement(parseXml(text), shape)).toEqual(value));

  test('members of a body that is none', () => expect(writeMembers('a', { members: new Map() }, HABITS)).toBe(''));

  test.each<[Value, string]>([
    [undefined, ''],
    [null, ''],
    ['a<', '<V>a&lt;</V>'],
    [[1, { a: 2 }], '<V><member>1</member><member><a>2</a></member></V>'],
    [{ a: 1, b: null }, '<V><a>1</a></V>'],
  ])('%j, of which no model tells, is written', (value, text) => expect(writePlain('V', value)).toBe(text));
});
