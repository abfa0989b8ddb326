/** Handlers found in a text: `<-` marks the line where one is announced. */
import { expect, test } from 'vitest';
import { findHandlers } from '../../lambda/handlerFiles';

/** Checks the names of handlers, each announced on its line by `<- name`. */
function check(fileName: string, marked: string) {
  const lines = marked.split('\n');
  const expected = lines.flatMap((text, line) => {
    const [, exportName] = /<- (\w+)$/.exec(text) ?? [];
    return exportName ? [{ exportName, line }] : [];
  });
  expect(findHandlers(fileName, lines.map((text) => text.replace(/\s*<- \w+$/, '')).join('\n'))).toEqual(expected);
}

const CASES: readonly (readonly [what: string, fileName: string, marked: string])[] = [
  ['a constant', 'a.ts', 'import x from "y";\nexport const handler = async () => 1; <- handler'],
  ['a typed constant', 'a.ts', 'export const handler: Handler<In, Out> = async (e) => e; <- handler'],
  ['a constant of function type', 'a.ts', 'export const handler: (e: In) => Promise<Out> = f; <- handler'],
  ['a function', 'a.mjs', 'export async function lambdaHandler(event) {} <- lambdaHandler'],
  ['exports', 'a.js', 'exports.handler = async () => 1; <- handler'],
  ['module.exports', 'a.cjs', '\nmodule.exports.handler = f; <- handler'],
  ['an object of exports', 'a.js', 'module.exports = {\n  other,\n  handler, <- handler\n};'],
  ['a list of exports', 'a.mjs', 'const h = () => 1;\nexport { h as handler }; <- handler'],
  [
    'a handler beside others',
    'a.ts',
    'export const handler = a; <- handler\nexport const orderHandler = b; <- orderHandler\nexport const price = c;',
  ],
  ['Python', 'a.py', 'import os\n\ndef lambda_handler(event, context): <- lambda_handler\n    pass'],
  ['typed Python over lines', 'a.py', 'def handler( <- handler\n    event: dict, context,\n): pass'],
  ['none: another name', 'a.ts', 'export const price = 1;'],
  ['none: not exported', 'a.ts', 'const handler = async () => 1;'],
  ['none: in a comment', 'a.js', '// exports.handler = 1\n/*\nexports.handler = 1\n*/'],
  ['none: in a text', 'a.js', 'const text = `\nexports.handler = 1\n`;'],
  ['none: compared', 'a.js', 'if (\nexports.handler === 1) {}'],
  ['none: a method', 'a.py', 'class A:\n    def handler(self, event): pass'],
  ['none: in a docstring', 'a.py', '"""\ndef handler(event, context):\n"""'],
  ['none: one argument', 'a.py', 'def handler(event): pass'],
  ['none: half-typed', 'a.ts', 'export const'],
  ['none: declarations', 'a.d.ts', 'export const handler = 1;'],
  ['none: another language', 'a.md', 'exports.handler = 1'],
];

test.each(CASES)('%s', (_, fileName, marked) => check(fileName, marked));

test('a long file costs no more than its length: anything worse runs into the time limit', () => {
  const text = 'export const value = { handler: "`", other: /x/ };\n'.repeat(100_000);
  expect(findHandlers('a.ts', text)).toEqual([]);
});
