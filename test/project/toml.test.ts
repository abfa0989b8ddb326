/** TOML as deployment tools write it, and what is asked of a person with what is known of it. */
import { describe, expect, test } from 'vitest';
import { suggestedValues } from '../../project/settings/askedValues';
import { parseToml } from '../../project/toml';

describe('a text', () => {
  test.each<[string, string, object]>([
    ['nothing', '', {}],
    ['comments and blanks', '# a = 1\n\n  # b\n', {}],
    ['a key', 'a = 1', { a: 1 }],
    ['behind a mark of the encoding', '\uFEFFa = 1', { a: 1 }],
    ['lines of Windows', 'a = 1\r\nb = "x"\r\n', { a: 1, b: 'x' }],
    ['blanks around', '  a-b_1\t=\t"x"  # note\n', { 'a-b_1': 'x' }],
    ['a dotted key', 'a.b . c = 1\na.d = 2', { a: { b: { c: 1 }, d: 2 } }],
    ['quoted keys', `"a.b".'c d' = 1`, { 'a.b': { 'c d': 1 } }],
    [
      'tables',
      '[a]\nx = 1\n[a.b]\ny = 2\n[ c . "d e" ] # note\nz = 3',
      { a: { x: 1, b: { y: 2 } }, c: { 'd e': { z: 3 } } },
    ],
    ['a table twice', '[a]\nx = 1\n[b]\n[a]\ny = 2', { a: { x: 1, y: 2 }, b: {} }],
    ['lists of tables, which are left out', 'a = 1\n[[b]]\nx = 1\n[c]\ny = 2', { a: 1, c: { y: 2 } }],
    ['a table in place of a value', 'a = 1\n[a.b]\nx = 1\n[c]\ny = 2', { a: 1, c: { y: 2 } }],
    ['a key below a value', 'a = 1\na.b = 2', { a: 1 }],
    ['numbers', 'a = 1_000\nb = -1.5\nc = 1e3\nd = 0x1F', { a: 1000, b: -1.5, c: 1000, d: 31 }],
    ['words', 'a = true\nb = false\nc = 2026-08-07\nd = inf', { a: true, b: false, c: '2026-08-07', d: 'inf' }],
    [
      'lists',
      'a = [1, "x", [true],]\nb = [ # note\n  1, # one\n  2\n]\nc = []',
      { a: [1, 'x', [true]], b: [1, 2], c: [] },
    ],
    ['a list without its end', 'a = [1, 2', { a: [1, 2] }],
    ['a list with what is no value', 'a = [1, =]\nb = 2', { a: [1], b: 2 }],
    [
      'inline tables',
      'a = { b = 1, "c d" = "x", e.f = [1] }\ng = {}',
      { a: { b: 1, 'c d': 'x', e: { f: [1] } }, g: {} },
    ],
    ['an inline table without its end', 'a = { b = 1', { a: { b: 1 } }],
    ['an inline table with what is no value', 'a = { b = 1, c }\nd = 2', { a: { b: 1 }, d: 2 }],
    ['an inline table with a key below a value', 'a = { b = 1, b.c = 2 }', { a: { b: 1 } }],
    ['texts', String.raw`a = "x\"y\\z\t\u00e9\U0001F600" # note`, { a: 'x"y\\z\té😀' }],
    ['letters behind a backslash', String.raw`a = "\b\n\f\r\q"`, { a: '\b\n\f\rq' }],
    ['a code that is no letter', String.raw`a = "x\U00110000y"`, { a: 'xy' }],
    ['texts as they stand', String.raw`a = 'x\n"y"'`, { a: String.raw`x\n"y"` }],
    ['long texts', 'a = """\nx\n"y"\\\n   z"""\nb = 2', { a: 'x\n"y"z', b: 2 }],
    ['long texts with a mark at their end', 'a = """x""""\nb = """"""', { a: 'x"', b: '' }],
    ['long texts as they stand', "a = '''\r\nx\\\n'y''''\nb = 2", { a: "x\\\n'y'", b: 2 }],
    ['a text without its end', 'a = "x\nb = 2', { b: 2 }],
    ['what has no value', 'a\nb =\nc = 3', { c: 3 }],
    ['what has no key', '= 1\n!!\nc = 3', { c: 3 }],
    [
      'a key like a prototype',
      '__proto__ = 1\n[constructor]\na = 1',
      JSON.parse('{"__proto__":1,"constructor":{"a":1}}') as object,
    ],
  ])('%s', (_, text, read) => expect(parseToml(text)).toEqual(read));
});

test('the likeliest is offered, and a secret comes from the environment', () =>
  expect(
    suggestedValues([
      { key: 'param:Stage', suggestions: ['dev', 'prod'] },
      { key: 'param:Open' },
      { key: 'param:None', suggestions: [] },
      { key: 'secret:db#pass-word', suggestions: ['x'], isSecret: true },
      { key: 'secret:/app/token/', isSecret: true },
      { key: 'ssm:a:b', isSecret: true },
    ]),
  ).toEqual({
    'param:Stage': 'dev',
    'param:Open': '',
    'param:None': '',
    'secret:db#pass-word': '${env:DB_PASS_WORD}',
    'secret:/app/token/': '${env:APP_TOKEN}',
    'ssm:a:b': '${env:A_B}',
  }));
