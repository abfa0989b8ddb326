/** Functions that a file exports, read from its text: `<- name` marks the line where one is written. */
import { describe, expect, test } from 'vitest';
import { exportsOf } from '../../core/handlers';

/** Each line may end with `<- name name`; every name the file exports is announced somewhere. */
function check(fileName: string, marked: string): void {
  const lines = marked.split('\n');
  const expected = lines.flatMap((text, line) => {
    const [, names] = /<- ([\w. ]+)$/.exec(text) ?? [];
    return names?.split(' ').map((name) => `${line}: ${name}`) ?? [];
  });
  const text = lines.map((line) => line.replace(/\s*<- [\w. ]+$/, '')).join('\n');
  expect(exportsOf(fileName, text).map(({ name, line }) => `${line}: ${name}`)).toEqual(expected);
}

type Cases = readonly (readonly [what: string, marked: string])[];

const ES_MODULES: Cases = [
  ['a constant', 'import x from "y";\nexport const handler = async () => 1; <- handler'],
  ['behind an import of one line', "import x from 'y'; export const handler = async () => 1; <- handler"],
  ['a name of any kind', 'export const findAssetsHandler = async () => 1; <- findAssetsHandler'],
  ['an async function', 'export async function hello(event) {} <- hello'],
  ['no semicolons', 'const a = 1\nexport const first = () => a <- first\nexport const second = () => 2 <- second'],
  ['a wrapped function', 'export const handler = middy(base).use(json()) <- handler'],
  ['two in one statement', 'export const a = () => 1, <- a\n  b = function () {}; <- b'],
  ['what a pattern takes', 'export const { create, <- create\n  remove: drop } = api(); <- drop'],
  ['a list', 'const h = () => 1; <- handler\nexport { h as handler };'],
  ['a list before the function', 'export { handler };\nasync function handler() {} <- handler'],
  ['a name in quotes', 'function f() {} <- x\nexport { f as "x" };'],
  ['what another file holds', "export { handler } from './x'; <- handler"],
  ['what another file calls so', "export {\n  default as orders, <- orders\n  y as z, <- z\n} from './x';"],
  ['what was imported', "import { run } from './x';\nexport { run }; <- run"],
  ['the default', 'export default async (event) => 1; <- default'],
  ['a default with a name', 'export default async function main(event) {} <- default'],
  ['a default by name', 'const f = async () => 1; <- default\nexport default f;'],
  ['what the default holds', 'export default {\n  async run() {}, <- default.run\n  count: 3,\n};'],
  ['a default without a name', 'export default function (event) {} <- default'],
  ['an async default without a name', 'export default async function (event) {} <- default'],
  ['a default that generates', 'export default function* main() {} <- default'],
  ['an async default that generates', 'export default async function* () {} <- default'],
  ['a default of a wrapped function', 'const f = () => 1;\nexport default wrap(f); <- default'],
  ['a default object by name', 'const all = {\n  run() {}, <- default.run\n};\nexport default all;'],
  ['a function that generates', 'export function* each() {} <- each\nexport async function* later() {} <- later'],
  ['a value that is awaited', 'export const handler = await make(); <- handler'],
  ['what may be there', 'export const a = x ?? f; <- a\nexport const b = x || (() => 1); <- b'],
  ['what stands behind dots', 'export const a = api.v1.run; <- a\nexport const b = api["run"]; <- b'],
  [
    'a function in brackets',
    'export const a = (b); <- a\nexport const c = (() => 1)(); <- c\nexport const d = (b).bind(c); <- d',
  ],
  ['none: a default that is data', 'export default 3;\nexport { DATA as undefined };\nconst DATA = 1;'],
  ['none: a default class or type', 'export default interface A { b(): void }'],
  ['none: a sum, a test, a new one', 'export const a = b + c, d = (e) > 1, f = !g, h = typeof i, j = new K();'],
  ['a condition', 'export const a = process.argv[2] ? f : g; <- a\nexport const b = isLocal() && f; <- b'],
  ['an alias', 'const f = () => 1;\nexport const g = f; <- g'],
  ['brackets in a text', 'const a = "("; const b = `{${"`"}`;\nexport const handler = () => 1; <- handler'],
  [
    'templates inside templates',
    'const a = `${b.map((c) => `${c} }`).join(`{`)}`;\nexport const handler = () => 1; <- handler',
  ],
  ['quotes in a regular expression', 'const a = /["\'`{]/g, b = 1 / 2;\nexport const handler = () => 1; <- handler'],
  ['slashes in a class of one', 'if (x) /[/"]+/.test(y);\nexport const handler = () => 1; <- handler'],
  [
    'a division behind brackets',
    'const a = (b) / 2; const c = d[1] / "2";\nexport const handler = () => 1; <- handler',
  ],
  ['half-typed before it', 'const a = (b, {\nexport const handler = () => 1; <- handler'],
  ['a first line for the shell', "#!/usr/bin/env node it's\nexport const handler = () => 1; <- handler"],
  ['none: no function', 'export const a = 1, b = "x", c = [f], d = { f }, e = new F(), g = `x`, h = -f, i = a + b;'],
  [
    'none: settings',
    'export const table = process.env.TABLE ?? "x";\nexport const size = isLocal ? 1 : 2;\nexport const list = JSON.parse(text);',
  ],
  ['none: not exported', 'const handler = async () => 1;'],
  ['none: in a comment', '// export const handler = f\n/*\nexport const handler = f\n*/'],
  ['none: in a text', 'const text = `\nexport const handler = f\n`;'],
  ['none: a class and its methods', 'export class A {\n  handler() {}\n  run = async () => {};\n}'],
  ['none: everything of another file', "export * from './x';\nexport * as y from './y';"],
  ['none: half-typed', 'export const'],
  ['none: CommonJS inside a module', 'export const a = 1;\nexports.handler = () => 1;'],
];

const TYPESCRIPT: Cases = [
  ['a typed constant', 'export const handler: Handler<In, Out> = async (e) => e; <- handler'],
  ['a constant of function type', 'export const handler: (e: In) => Promise<Out> = f; <- handler'],
  [
    'a type over lines',
    'export const handler: Handler< <- handler\n  { a: string; b: number },\n  Out\n> = async () => 1;',
  ],
  ['a type of the answer', 'export const handler = async (e: In): Promise<{ a: 1 }> => ({ a: 1 }); <- handler'],
  ['a generic function', 'export const run = async <T,>(e: T): Promise<T> => e; <- run'],
  ['a call with types', 'export const handler = wrap<In, Out>(base); <- handler'],
  ['with a claim behind it', 'export const handler = ((e) => e) satisfies Handler; <- handler'],
  [
    'overloads',
    'export function f(a: string): string;\nexport function f(a: number): number;\nexport function f(a: any): { b: 1 } { return a; } <- f',
  ],
  ['exports as a whole', 'const handler = async () => 1; <- handler\nexport = { handler };'],
  ['a function beside a type in a list', 'type A = 1;\nconst f = () => 1; <- f\nexport { A, type B, f };'],
  [
    'CommonJS in a module without values',
    'export {};\nexport type A = 1;\nexports.handler = async () => 1; <- handler',
  ],
  ['none: CommonJS beside a list', 'export {} from "x";\nexports.handler = async () => 1;'],
  ['CommonJS with imports', "import x from 'y';\nexports.handler = async () => 1; <- handler"],
  ['decorators before a class', '@dec({ a: "}" })\nexport class A {}\nexport const handler = () => 1; <- handler'],
  [
    'none: types',
    'export interface A { handler(): void }\nexport type B = () => 1;\nexport enum C { a }\nexport const enum D { a }\nexport declare function f(): void;\nexport abstract class E {}',
  ],
];

const COMMON_JS: Cases = [
  ['exports', 'exports.handler = async () => 1; <- handler'],
  ['module.exports', '\nmodule.exports.handler = f; <- handler'],
  ['in brackets', "exports['handler'] = () => 1; <- handler"],
  ['a chain', 'module.exports.handler = exports.handler = async () => 1; <- handler'],
  ['a chain of names', 'exports.a = exports.b = async () => 1; <- a b'],
  ['with a name of its own', 'const handler = (exports.handler = async () => 1); <- handler'],
  ['an object', 'const handler = () => 1; <- handler\nmodule.exports = {\n  price: 3,\n  handler,\n};'],
  [
    'methods',
    'module.exports = {\n  async a(event) {}, <- a\n  b: async (event) => 1, <- b\n  "c": function () {}, <- c\n  get d() {},\n  e: { f() {} },\n};',
  ],
  ['an object with a name', 'const all = {\n  a() {}, <- a\n};\nmodule.exports = all;'],
  ['an object of both', 'module.exports = exports = { a: () => 1 }; <- a'],
  [
    'what a compiler writes',
    'exports.handler = void 0;\nconst handler = async () => { <- handler\n};\nexports.handler = handler;',
  ],
  ['what a bundler writes', 'var handler = async () => 1; <- handler\n0 && (module.exports = { handler });'],
  [
    'on a condition',
    'if (a) {\n  exports.handler = () => 1; <- handler\n} else {\n  exports.other = () => 1; <- other\n}',
  ],
  ['a chain through brackets', "module.exports = exports['all'] = { a() {} }; <- a"],
  ['a chain through names', 'module.exports = this.x.y = { a: () => 1 }; <- a'],
  [
    'values of an object',
    'const f = () => 1; <- b\nmodule.exports = {\n  a: wrap(f), <- a\n  b: f,\n  c: 1,\n  async d() {}, <- d\n  *e() {}, <- e\n  set g(x) {},\n  async: () => 1, <- async\n  get() {}, <- get\n  "two words": f,\n  [f]: f,\n  ...f,\n};',
  ],
  [
    'the same name again: what is a function counts',
    'exports.a = wrap();\nexports.a = () => 1; <- a\nexports.a = wrap();',
  ],
  ['half-typed before it', 'const a = {\n  b: [(\nmodule.exports.handler = () => 1; <- handler'],
  ['half-typed', 'exports.handler = = async () => 1; <- handler'],
  ['none: compared', 'if (\nexports.handler === 1) {}'],
  [
    'none: inside a function',
    'function f() {\n  exports.handler = () => 1;\n}\nconst g = () => {\n  exports.b = f;\n};',
  ],
  ['none: of another object', 'const x = {};\nx.exports.handler = () => 1;\nx.module.exports.b = () => 1;'],
  ['none: without a name', 'module.exports = async () => 1;'],
];

const PYTHON: Cases = [
  ['a function', 'import os\n\ndef lambda_handler(event, context): <- lambda_handler\n    pass'],
  ['over lines', 'def handler( <- handler\n    event: dict, context,\n): pass'],
  ['an async one', 'async def handler(event, context): <- handler\n    pass'],
  [
    'names of any kind',
    'def hello(event, context): <- hello\n  pass\ndef orders_handler(e, c): <- orders_handler\n  pass',
  ],
  ['with decorators', '@logger.inject(\n  a="def x(",\n)\ndef handler(event, context): <- handler\n    pass'],
  ['a lambda', 'handler = lambda event, context: 1 <- handler'],
  ['an alias', 'def hello(event, context): <- hello main\n    pass\nmain = hello'],
  ['what a call gives', 'app = Flask("x")\nhandler = Mangum(app) <- handler'],
  ['with a type', 'handler: Callable = make() <- handler'],
  ['what another file holds', 'from .orders import (\n    create as create_handler, <- create_handler\n    price,\n)'],
  ['a condition', 'try:\n    import x\nexcept ImportError:\n    def handler(event, context): <- handler\n        pass'],
  [
    'a comment, a text and a function',
    '"""\ndef a(e, c):\n"""\n# def b(e, c):\nx = r"\\" + f\'{"a"}\'\ndef c(e, c): <- c\n    pass',
  ],
  ['a raw text', "x = rb'\\d\\''\ndef handler(event, context): pass <- handler"],
  [
    'a line that goes on',
    'x = 1 + \\\n    2\nif a and \\\n   b:\n    y = "\\\ndef z(e, c):"\ndef handler(event, context): pass <- handler',
  ],
  ['tabs', 'def handler(event, context): <- handler\n\tdef inner(event, context):\n\t\tpass'],
  ['half-typed before it', 'x = foo(\ndef handler(event, context): <- handler\n    pass'],
  ['two statements of a line', 'x = 1; handler = lambda event, context: 1 <- handler'],
  [
    'none: methods',
    'class A:\n    def handler(self, event): pass\n    @staticmethod\n    def run(event, context): pass',
  ],
  ['none: inside a function', 'class A:\n    def f(self):\n        def handler(event, context): pass\n'],
  ['none: a script', 'if __name__ == "__main__":\n    def handler(event, context): pass'],
  ['none: data', 'x = 1\ny = None\nz: int = f(2)\nclient = boto3.client("s3")\na, b = f, g'],
];

test.each(ES_MODULES)('ES modules: %s', (_, marked) => check('src/a.mjs', marked));
test.each(TYPESCRIPT)('TypeScript: %s', (_, marked) => check('src/a.ts', marked));
test.each(COMMON_JS)('CommonJS: %s', (_, marked) => check('src/a.cjs', marked));
test.each(PYTHON)('Python: %s', (_, marked) => check('src/a.py', marked));

test('files that hold no code of a known language', () => {
  check('a.d.ts', 'export const handler = () => 1;');
  check('a.d.mts', 'export const handler = () => 1;');
  check('a.md', 'exports.handler = () => 1');
  check('A.TS', 'export const handler = () => 1; <- handler');
  check('a.tsx', "export const View = () => <p>don't {x} </p>; <- View\nexport const handler = () => 1; <- handler");
});

describe('what belongs to a function', () => {
  const area = (file: string, text: string) =>
    exportsOf(file, text).map(({ name, from, to }) => `${name} ${from}-${to}`);

  test('its comments before it, up to what stands there, and its body', () => {
    const text =
      'import x from "y";\n\n/** Says hello. */\nexport const hello = async () => {\n  x();\n};\n\nexport function bye() {\n}\n';
    expect(area('a.ts', text)).toEqual(['hello 1-5', 'bye 6-8']);
  });

  test('its decorators and its body, in Python', () => {
    const text =
      'import x\n\n@x\n# Says hello.\ndef hello(event, context):\n    x()\n\n    return 1\n\ndef bye(e, c): pass\n';
    expect(area('a.py', text)).toEqual(['hello 1-7', 'bye 8-9']);
  });
});

test.each([
  ['def f(event, context): pass', true],
  ['def f(event, context, *, x=1): pass', true],
  ['def f(event, context=None, more=[1, 2]): pass', true],
  ['def f(*args): pass', true],
  ['def f(event, *rest): pass', true],
  ['def f(event: Dict[str, Any], _: object) -> None: pass', true],
  ['f = lambda e, c: 1', true],
  ['def f(event): pass', false],
  ['def f(): pass', false],
  ['def f(a, b, c): pass', false],
  ['def f(event, *, context): pass', false],
  ['def f(event, **named): pass', false],
  ['def _f(event, context): pass', false],
  ['f = lambda e: (e, 1)', false],
])('%s takes an event and a context: %s', (text, takesEvent) => {
  expect(exportsOf('a.py', text).map((each) => each.takesEvent)).toEqual([takesEvent]);
});

/** Shapes that a scanner of nested loops would never get to the end of, of a million characters each. */
const HOSTILE: readonly (readonly [file: string, part: string])[] = [
  ['a.ts', 'export const a='],
  ['a.ts', 'export const a:b<'],
  ['a.ts', 'export function f()'],
  ['a.ts', 'export {a as b};'],
  ['a.ts', 'exports.a='],
  ['a.ts', 'exports.a=b<'],
  ['a.ts', 'module.exports=a;'],
  ['a.ts', '('],
  ['a.ts', '([{'],
  ['a.ts', '`${'],
  ['a.ts', '=(/['],
  ['a.ts', '<'],
  ['a.ts', '(a):'],
  ['a.ts', 'a?b:'],
  ['a.py', 'def f(a,b):'],
  ['a.py', '('],
  ['a.py', 'a='],
  ['a.py', ' if a:\n'],
  ['a.py', 'from a import b as c,'],
];

test.each(HOSTILE)(
  'a large %s of %j is read to its end',
  (file, part) => {
    const last = file === 'a.py' ? 'def last(event, context): pass' : 'export const last = () => 1;';
    const text = `${last}\n${part.repeat(1_000_000 / part.length)}`;
    expect(exportsOf(file, text).map(({ name }) => name)).toContain('last');
  },
  // A machine under load takes two seconds; work that grows with the square of the text would take an hour.
  60_000,
);
