/** What an expression of a program is, as far as its text tells. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Evaluator } from '../../project/code/evaluate';
import type { Program } from '../../project/code/evaluate';
import { readJavascript } from '../../project/code/javascriptCode';
import { readPython } from '../../project/code/pythonCode';
import type { Code } from '../../project/code/code';

const FOLDER = path.resolve('/app');

/** The value of what is called `wanted` in a file of the app. */
function valueIn(name: string, text: string): unknown {
  const code: Code = (name.endsWith('.py') ? readPython : readJavascript)(path.join(FOLDER, name), text);
  const program: Program = {
    folder: FOLDER,
    runsAt: (file) => file,
    moduleOf: () => undefined,
    classNamed: (wanted) => code.classes.get(wanted),
    functionsNamed: (wanted) => code.functions.get(wanted) ?? [],
  };
  const expression = code.scope.names.get('wanted')?.();
  if (!expression) throw new Error('There is no "wanted".');
  const found = new Evaluator(program).json({ expression, scope: code.scope, bindings: new Map() });
  return typeof found === 'string' ? found.replaceAll(FOLDER, '/app').replaceAll(path.sep, '/') : found;
}

describe('in TypeScript', () => {
  test.each([
    ["const wanted = 'a\\n\\u0062';", 'a\nb'],
    ["const stage: string = 'dev'; const wanted = `${stage}-${1 + 'x'}`;", 'dev-1x'],
    ['const wanted = path.join(__dirname, "..", "src");', '/app/src'],
    ['const wanted = path.resolve("src", "../lambda");', '/app/lambda'],
    ['const wanted = fileURLToPath(new URL("../src/a.ts", import.meta.url));', '/app/src/a.ts'],
    ['const at = (name: string) => path.join("src", `${name}.ts`); const wanted = at("charge");', 'src/charge.ts'],
    ['function at(name) { return "src/" + name; } const wanted = at("charge");', 'src/charge'],
    ['const all = { a: { b: 1 } } as const; const { a } = all; const wanted = a.b!;', 1],
    ['const base = { a: 1, b: 2 }; const wanted = { ...base, b: [true, null] };', { a: 1, b: [true, null] }],
    ['const given: { a?: string } = {}; const wanted = given.a ?? "standard";', 'standard'],
    ['const isProduction = false; const wanted = isProduction ? "a" : "b";', 'b'],
    ['enum Name { Charge = "charge" } const wanted = Name.Charge;', 'charge'],
    ['const wanted = __dirname.split(process.cwd())[1].substring(1).replace(/\\\\/g, "/");', 'lib'],
    ['const wanted = "a_b_c".replace(/_/g, "-").replace("-", "").toUpperCase().slice(0, 3);', 'AB-'],
    ['const wanted = "a_b_c".replaceAll("_", "-") + "a_b_c".replaceAll(/_/g, "+");', 'a-b-ca+b+c'],
    ['let wanted = "a"; wanted = wanted.concat("b"); wanted = `${wanted}c`;', 'abc'],
    ['const wanted = "aaa".replace(/a+/, "b");', undefined],
    // What is not known stays so.
    ['const wanted = 10 + 5;', undefined],
    ['const minutes = 60; const wanted = 3600 / minutes;', undefined],
    ['const wanted = process.env.STAGE;', undefined],
    ['const wanted = `a-${unknown}`;', undefined],
    ['const wanted = ["a", "b"].join("/");', undefined],
    ['const wanted = wanted;', undefined],
    ['const a = b; const b = a; const wanted = a + b;', undefined],
  ])('%s', (text, expected) => expect(valueIn('lib/stack.ts', text)).toEqual(expected));
});

describe('in Python', () => {
  test.each([
    ["wanted = 'a' \"b\" r'\\n'", 'ab\\n'],
    ['stage = "dev"\nwanted = f"{stage}-{{x}}"', 'dev-{x}'],
    ['wanted = "{}-{name}".format("a", name="b")', 'a-b'],
    ['wanted = "order flow".title().replace(" ", "").removesuffix("Flow").lower()', 'order'],
    ['wanted = "a.b.c".split(".")[1]', 'b'],
    ['wanted = "a"\nwanted = wanted.upper()\nwanted = f"{wanted}-b"', 'A-b'],
    ['wanted = os.path.join(os.path.dirname(__file__), os.pardir, "src")', '/app/src'],
    ['wanted = str(Path(__file__).resolve().parent.parent / "functions" / "notify")', '/app/functions/notify'],
    ['wanted = Path(__file__).parents[1].joinpath("src").as_posix()', '/app/src'],
    ['def at(name, folder="src"):\n    return f"{folder}/{name}"\n\nwanted = at(name="charge")', 'src/charge'],
    ['wanted = {"a": [1, True], **{"b": None}}', { a: [1, true], b: null }],
    ['wanted = ("a"\n    "b")', 'ab'],
    ['wanted = [name for name in names]', undefined],
    ['wanted = ", ".join(names)', undefined],
    ['wanted = os.environ["STAGE"]', undefined],
  ])('%s', (text, expected) => expect(valueIn('shop/stack.py', text)).toEqual(expected));
});

describe('half a file', () => {
  const projects = path.resolve(__dirname, '../fixtures/projects');
  test.each(['cdk-source-typescript/lib/shop-stack.ts', 'cdk-source-python/shop/shop_stack.py'])('of %s', (file) => {
    const text = readFileSync(path.join(projects, file), 'utf8');
    for (let end = 0; end < text.length; end += 7) {
      const code = (file.endsWith('.py') ? readPython : readJavascript)(file, text.slice(0, end));
      for (const sites of code.calls.values()) for (const { call } of sites) expect(call.kind).toBe('call');
      for (const read of code.scope.names.values()) expect(read().start).toBeLessThanOrEqual(end);
    }
  });
});
