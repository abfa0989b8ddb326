/** What is found in a module's text is what its runtime finds in the module, and the other way round. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { exportsOf } from '../../core/handlers';
import { answer, createHost, spec } from '../lambda/harness';
import { temporaryFolder } from '../harness/temporaryFolder';

/** Small modules of many shapes; whatever they export that can be called is a function. */
const MODULES: { readonly [file: string]: string } = {
  'declared.mjs': `import { join } from 'node:path';import os from 'node:os'; export const first = async () => os;
export async function second(event) { return { a: \`\${event.map((x) => \`}\${x}\`)}\` }; }
export function* third() {}
export const data = { run() {} }, list = [() => 1], text = 'export const no = () => 1', number = 3;
const /* quiet */ hidden = () => 1
export let fourth = function () {}, fifth = (event, context = { a: 1 }) => event
export const pattern = /["'\`{(]/g
export const wrapped = ((inner) => inner)(hidden)
export class Plain { handler() {} }
export { hidden as shown, join, number as figure };
export { basename as base } from 'node:path';
export const { dirname } = await import('node:path');
export const chosen = number > 2 ? hidden : number;`,
  'defaulted.mjs': 'const main = async () => 1;\nexport default main;',
  'defaultFunction.mjs': 'export default function named() {}',
  'defaultObject.mjs': 'const a = () => 1;\nexport default { a, async b() {}, c: 3, "d": function () {} };',
  'script.js':
    'const x = 1;\nexports.handler = async () => x;\nif (x) { exports.other = () => 1 } else { exports.never = 1 }\n',
  'chained.cjs': 'module.exports.handler = exports.handler = exports["quoted"] = async () => 1;\nexports.data = 1;',
  'object.cjs':
    'const a = () => 1, b = 2;\nmodule.exports = { a, b, async c() {}, d: (x) => x, *e() {}, f: class {}, get g() { return 1; }, async: () => 1 };',
  'named.cjs': 'const api = { get() {}, put: async () => 1, size: 3 };\nmodule.exports = exports = api;',
  'whole.cjs': 'function run() { exports.inner = run; }\nclass A { handler() {} }\nmodule.exports.run = run;',
  'compiled.cjs': `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.hello = exports.price = void 0;
const hello = async (event) => { return event; };
exports.hello = hello;
exports.price = 3;`,
  'typed.ts': `type Handler<In, Out> = (event: In) => Promise<Out>;
export interface Order { readonly id: string }
export const create: Handler<Order, { id: string }> = async ({ id }) => ({ id });
export const drop = async <T,>(event: T): Promise<T | { a: 1 }> => event;
export function over(a: string): string;
export function over(a: number): number;
export function over(a: unknown): { b: unknown } { return { b: a }; }
export enum Kind { small }
export const claimed = ((event: Order) => event) satisfies (event: Order) => Order;
export abstract class Base { abstract handler(): void }
const table = new Map<string, number>();
export const size = table.size / 2, sure = table!.size + 1;
export type { Order as Again };
export default { claimed };`,
  'whole.ts': 'const handler = async (): Promise<number> => 1;\nexport = { handler, price: 3 };',
  'mixed.ts': "import path from 'node:path';\nexports.handler = async () => path.sep;",
  'element.tsx':
    "const h = () => 1;\nexport const view = () => <p>it's {h()} and </p>;\nexport const handler = () => 1;",
};

const PYTHON_MODULES: { readonly [file: string]: string } = {
  'plain.py': `"""def no(event, context): pass"""
import os, json; from functools import wraps
NAME = r"\\d" + f'{os.sep}"' + '''
def never(event, context): pass
'''
def handler(event, context):
    def inner(event, context):
        return 1
    return inner
async def later(event, context): pass
def _private(): pass
class A:
    def method(self, event): pass
    def other(self, event):
        pass
def kept(function):
    @wraps(function)
    def call(*arguments): return function(*arguments)
    return call
@kept
def decorated(
    event,
    context=")",
): pass
made_handler = kept(handler)
alias = second = handler
small: object = lambda event, context: event
if os.sep == "/" or \\
   os.sep:
    def conditional(event, context): pass
try:
    import nothing_of_this_name
except ImportError:
\tdef fallback(event, context): pass
if __name__ == "__main__":
    def script(event, context): pass
`,
  'imports.py':
    'from plain import (\n    handler as create_handler,\n    later as when,\n)\nx = [1,\n2]; handler = create_handler\n',
};

async function load(file: string): Promise<Record<string, unknown>> {
  const whole = path.join(temporaryFolder(MODULES), file);
  const load = createRequire(whole);
  if (file.endsWith('.mjs')) return (await import(pathToFileURL(whole).href)) as Record<string, unknown>;
  if (!/\.tsx?$/.test(file)) return load(whole) as Record<string, unknown>;
  const outfile = `${whole}.cjs`;
  const common = { format: 'cjs', platform: 'node', bundle: true, jsxFactory: 'h', logLevel: 'error' } as const;
  buildSync({ entryPoints: [whole], outfile, ...common });
  return load(outfile) as Record<string, unknown>;
}

function isHandler(value: unknown): boolean {
  return typeof value === 'function' && !/^class\b/.test(Function.prototype.toString.call(value));
}

/** Names of functions, those of a default object with their path. */
function namesIn(loaded: Record<string, unknown>, prefix = ''): string[] {
  return Object.entries(loaded).flatMap(([name, value]) => {
    if (isHandler(value)) return [prefix + name];
    const inside = name === 'default' && typeof value === 'object' && value !== null;
    return inside ? namesIn(value as Record<string, unknown>, 'default.') : [];
  });
}

test.each(Object.entries(MODULES))('Node.js finds in %s what its text tells', async (file, text) => {
  const found = exportsOf(file, text).map(({ name }) => name);
  expect(found.sort()).toEqual(namesIn(await load(file)).sort());
});

/** By module: what can be called, and the module that defines it. */
const QUESTION = `
import importlib, inspect, json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
answer = {}
for name in sys.argv[2:]:
    module = importlib.import_module(name)
    answer[name] = {key: value.__module__ if inspect.isfunction(value) else "" for key, value in vars(module).items()
                    if callable(value) and not inspect.isclass(value)}
print(json.dumps(answer))
`;

test('Python finds what the text of its modules tells', () => {
  const names = Object.keys(PYTHON_MODULES).map((file) => path.parse(file).name);
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const given = ['-c', QUESTION, temporaryFolder(PYTHON_MODULES), ...names];
  const loaded = JSON.parse(execFileSync(python, given, { encoding: 'utf8' })) as typeof found;
  const found = Object.fromEntries(
    Object.entries(PYTHON_MODULES).map(([file, text]) => [
      path.parse(file).name,
      Object.fromEntries(exportsOf(file, text).map(({ name }) => [name, path.parse(file).name])),
    ]),
  );
  for (const name of names) {
    const own = Object.entries(loaded[name]!).filter(([, definedIn]) => definedIn === name);
    expect(Object.keys(found[name]!)).toEqual(expect.arrayContaining(own.map(([each]) => each)));
    expect(Object.keys(loaded[name]!)).toEqual(expect.arrayContaining(Object.keys(found[name]!)));
  }
});

test.each([
  ['defaulted.mjs', 'default'],
  ['defaultObject.mjs', 'default.b'],
  ['typed.ts', 'default.claimed'],
  ['chained.cjs', 'quoted'],
  ['plain.py', 'decorated'],
])('a handler of %s is called by the name %s', async (file, exportName) => {
  const all = { ...MODULES, ...PYTHON_MODULES };
  const codeDir = temporaryFolder(all);
  const { host } = createHost();
  const place = { file: path.join(codeDir, file), codeDir, projectDir: codeDir };
  try {
    answer(await host.invoke(spec(`x#${exportName}`, place), '{}'));
    expect(exportsOf(file, all[file]!).map(({ name }) => name)).toContain(exportName);
  } finally {
    await host.dispose();
  }
});
