/** What modules export as literals: each form of an export, of an import, of a text. */
import { expect, test } from 'vitest';
import { LiteralModule } from '../../core/serverless';
import { toValue } from '../../core/syntax/value';

/** Other files, by what they are imported as. */
const OTHERS: { readonly [specifier: string]: string } = {
  './other': "export const name = 'n';\nexport const list = [1];\nexport default { of: 'default' };",
  './more': "export const more = 'm';\nexport const name = 'other n';",
  './data.json': '{ "a": 1 }',
  './help':
    "export function named(name) {\n  return 'app-' + name;\n}\nexport const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });",
};

function moduleOf(text: string, isData = false): LiteralModule {
  const imported = (specifier: string): LiteralModule | undefined => {
    const other = OTHERS[specifier];
    return other === undefined ? undefined : moduleOf(other, specifier.endsWith('.json'));
  };
  return new LiteralModule(text, { name: 'own.ts', imported, isData });
}
const whole = (text: string): unknown => {
  const node = moduleOf(text).whole();
  return node && toValue(node);
};

test.each<[string, unknown]>([
  ['module.exports = { a: 1 };', { a: 1 }],
  ['exports = { a: 1 };', { a: 1 }],
  ['exports.a = 1; module.exports.b = 2;', { a: 1, b: 2 }],
  ['const a = 1; module.exports = { a };', { a: 1 }],
  ['let a = 1;\nvar b = 2;\nmodule.exports = { a, b };', { a: 1, b: 2 }],
  ['export default { a: 1 };', { a: 1 }],
  ['export = { a: 1 };', { a: 1 }],
  ['export const a = 1; export let b = 2; export var c = 3;', { a: 1, b: 2, c: 3 }],
  ['const a = 1;\nexport { a, a as b, none };', { a: 1, b: 1 }],
  ["export { name, list as items } from './other';", { name: 'n', items: [1] }],
  ["import { name, list as items } from './other';\nexport default { name, items };", { name: 'n', items: [1] }],
  ["import other from './other';\nexport default other;", { of: 'default' }],
  ["import other, { name } from './other';\nexport default { ...other, name };", { of: 'default', name: 'n' }],
  ["import type { T } from './other';\nexport default 1;", 1],
  ["import data from './data.json';\nexport default data;", { a: 1 }],
  ['function f() { module.exports = 2; }\nmodule.exports = 1;', 1],
  ['a.exports = 2; x.module.exports = 3;\nmodule.exports = 1;', 1],
  ["const KEY = 'k';\nmodule.exports = { [KEY]: 1, ['l']: 2, [`m${KEY}`]: 3, [4]: 5 };", { k: 1, l: 2, mk: 3, 4: 5 }],
  [
    "import { named, arn } from './help';\nexport default { a: named('x'), b: arn('y') };",
    { a: 'app-x', b: { 'Fn::GetAtt': ['y', 'Arn'] } },
  ],
  ["import * as help from './help';\nexport default help.arn(help.named('z'));", { 'Fn::GetAtt': ['app-z', 'Arn'] }],
  [
    "const key = 'k';\nconst of = (key) => ({ key, list: [key] });\nexport default [of('a'), key];",
    [{ key: 'a', list: ['a'] }, 'k'],
  ],
  [
    "const of = (key, otherwise) => process.env?.[key] ?? otherwise;\nexport default [of('A', 'x'), of('B', '${self:service}')];",
    ["${env:A, 'x'}", '${env:B, self:service}'],
  ],
  ['function loop(a) { return loop(a); }\nexport default [1, loop(2)];', [1, '${code:own.ts:1}']],
  ['const f = (a) => { log(a); return a; };\nexport default [f(1)];', ['${code:own.ts:2}']],
  ['export default Object.freeze({ a: Object.freeze([1]) });', { a: [1] }],
  ['const a = 1;', undefined],
])('%s', (text, value) => expect(whole(text)).toEqual(value));

test('what another module exports is found through this one, its own first, and no default', () => {
  const through = moduleOf(
    "export * from './other';\nexport * from './more';\nexport * from './none';\nexport const own = 1;",
  );
  const found = (name: string): unknown => {
    const node = through.value(name);
    return node && toValue(node);
  };
  expect(['own', 'name', 'more', 'none', 'default'].map(found)).toEqual([1, 'n', 'm', undefined, undefined]);
});

test.each<[string, string]>([
  [String.raw`'a\nb\tc\rd\be\ff\vg\0h'`, 'a\nb\tc\rd\be\ff\vg\0h'],
  [String.raw`"\"\'\\\q"`, `"'\\q`],
  [String.raw`'\u00e9\u{e9}\u{1F600}\xe9'`, 'éé😀é'],
  [String.raw`'\u{110000}'`, '\u{10ffff}'],
  ["'a\\\nb'", 'ab'],
])('the text %s', (written, text) => expect(whole(`module.exports = { text: ${written} };`)).toEqual({ text }));

/** What only running the module would say. */
const LEFT = '${code:own.ts:1}';

test.each<[string, unknown]>([
  ['-1', -1],
  ['process.env.NAME', '${env:NAME}'],
  ['process . env . NAME!', '${env:NAME}'],
  ["process.env['NAME']", '${env:NAME}'],
  ['process.env?.NAME', '${env:NAME}'],
  ["process.env?.['NAME']!", '${env:NAME}'],
  ["process.env['NA-ME']", LEFT],
  ['process.env[made()]', LEFT],
  ['process.env.NAME.length', LEFT],
  ["process.env['NAME'].length", LEFT],
  ['process.env', LEFT],
  ["process.env.NAME || 'n'", "${env:NAME, 'n'}"],
  ['process.env.NAME ?? 3', "${env:NAME, '3'}"],
  ["process.env.NAME || process.env.OTHER || 'n'", "${env:NAME, env:OTHER, 'n'}"],
  ["process.env.NAME || '${self:service}'", '${env:NAME, self:service}'],
  ["process.env.NAME || 'a-${self:service}'", LEFT],
  ['process.env.NAME || made()', '${env:NAME, code:own.ts:1}'],
  ['a.process.env.NAME', LEFT],
  ['handlerPath(__dirname)', '.'],
  ['handlerPath( __dirname )', '.'],
  ["require('./more').more", 'm'],
  ["require('./data.json')", { a: 1 }],
  ["require('./other').none", LEFT],
  ["require('./none').name", LEFT],
  ['(1)', 1],
  ['`a${1}b${"c"}d${true}`', 'a1bcdtrue'],
  ['`a\\`b`', 'a`b'],
  ['`a${[1]}b`', LEFT],
  ['`a${made()}b`', `a${LEFT}b`],
  ['`a', LEFT],
  ['``', ''],
  ['[1, made(), 2]', [1, LEFT, 2]],
  ['0x10', 16],
  ['true', true],
  ['null', null],
  ['`plain`', 'plain'],
  ["{ 'a-b': 1, 3: 4 }", { 'a-b': 1, 3: 4 }],
  ['{ a: 1, ...{ b: 2 }, a: 3 }', { a: 3, b: 2 }],
  ['[...[1, 2], 3]', [1, 2, 3]],
  ['({ a: 1 }) as const', { a: 1 }],
  ['{ a: 1 } satisfies T', { a: 1 }],
])('the value %s', (written, value) => expect(whole(`module.exports = { it: ${written} };`)).toEqual({ it: value }));

test.each<[string, readonly string[]]>([
  ['module.exports = { a: 1, ...made(), b() {}, [name()]: 1, [process.env.A]: 2, ["c"]: 3 };', ['...', 'b', '[', '[']],
  ['module.exports = { a: made(), get b() { return 1; } };', ['get']],
  ["import { name } from './other';\nmodule.exports = { ...{ a: 1 }, [name]: 2 };", []],
  ['export default { a: { b: 1 } as const, c: [2] as const satisfies C } as const;', []],
])('%s leaves out what only running names', (text, left) => {
  const module = moduleOf(text);
  module.whole();
  const first = (at: number): string => /^(\.\.\.|\w+|.)/.exec(text.slice(at))![0];
  expect([...module.leftOut].map(first)).toEqual(left);
});
