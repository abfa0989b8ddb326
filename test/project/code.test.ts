/** What an expression of a program is, as far as its text tells. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Evaluator } from '../../project/code/evaluate';
import type { Placed, Program } from '../../project/code/evaluate';
import { readJavascript } from '../../project/code/javascriptCode';
import { readPython } from '../../project/code/pythonCode';
import type { Code, Parameter, Scope } from '../../project/code/code';
import type { Expression } from '../../project/code/expression';

const FOLDER = path.resolve('/app');
const NOT_DECLARED = 'nothing is declared under this name';

/** What is called `wanted` in a file of the app, and what evaluates it. */
function wantedIn(name: string, text: string): { evaluator: Evaluator; placed: Placed } {
  const code: Code = (name.endsWith('.py') ? readPython : readJavascript)(path.join(FOLDER, name), text);
  const program: Program = {
    folder: FOLDER,
    runsAt: (file) => file,
    moduleOf: () => undefined,
    classNamed: (wanted) => code.classes.get(wanted),
    functionsNamed: (wanted) => code.functions.get(wanted) ?? [],
  };
  const expression = code.scope.names.get('wanted')?.();
  return {
    evaluator: new Evaluator(program),
    placed: { expression: expression!, scope: code.scope, bindings: new Map() },
  };
}

function valueIn(name: string, text: string): unknown {
  const { evaluator, placed } = wantedIn(name, text);
  const found = placed.expression ? evaluator.json(placed) : NOT_DECLARED;
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
    ['const wanted = "aaa".replace(/a+/, "b");', 'b'],
    ['const wanted = "aab".replace(/a*a*c/, "b");', 'aab'],
    ['const wanted = "aab".replace(/a*a*a*c/, "b");', undefined],
    ['const wanted = "aab".replace(/(a|b)+/, "b");', undefined],
    ['const wanted = "aaa".replace(/(a+)+$/, "b");', undefined],
    ['const wanted = "sendDailyMail".replace(/([A-Z])/g, "_$1").toLowerCase();', 'send_daily_mail'],
    ['const wanted = "aaa".replace(/[/, "b");', undefined],
    ['const list = ["a"]; list.push("b", "c"); const wanted = list[2];', 'c'],
    ['const list = []; for (const each of ["a", "b"]) list.push(each + "!"); const wanted = list[1];', 'b!'],
    ['const list = []; if (unknown) list.push("a"); list.push("b"); const wanted = list[0];', undefined],
    [
      'const list = []; for (const each of unknown) list.push(each); list.push("b"); const wanted = list[0];',
      undefined,
    ],
    ['const all = { a: "x" }; all["b"] = "y"; all.c = "z"; const wanted = all.a + all.b + all.c;', 'xyz'],
    ['const all = {}; for (const each of ["a", "b"]) all[`__${each}__`] = each; const wanted = all.__b__;', 'b'],
    ['function named(a, b) { return b ? b : a; } const wanted = named("x");', 'x'],
    ['function named(a, b) { return b ? b : a; } const wanted = named("x", ...unknown);', undefined],
    [
      'function named(given) { given = { kind: "k", ...given }; return given.more || given.kind; } const wanted = named({});',
      'k',
    ],
    ['const wanted = "a\\x62\\u{63}\\t\\q\\\nd";', 'abc\tqd'],
    ['const wanted = -1;', -1],
    ['const wanted = 1_000.5;', 1000.5],
    ['const wanted = [-1, !true, ...others];', undefined],
    ['const wanted = ["a", `b`, undefined];', ['a', 'b', null]],
    ['const wanted = ("a") + ("b" as string) + ("c" satisfies string);', 'abc'],
    ['const [first, second] = ["a", "b"]; const wanted = second + first;', 'ba'],
    ['const { a: x, b = 1 } = { a: "a" }; const wanted = x;', 'a'],
    ['const all = ["a", "b"]; const wanted = all[1];', 'b'],
    ['const all = { "a b": 1 }; const wanted = all["a b"];', 1],
    ['const key = "x"; const wanted = { [key + "y"]: 1, ["z"]: 2, key };', { xy: 1, z: 2, key: 'x' }],
    ['const wanted = { [key]: 1 };', undefined],
    ['const base = { a: 1 }; const more = { ...base, b: 2 }; const wanted = more.a;', 1],
    ['const one = 1, wanted = { one };', { one: 1 }],
    ['const given: Set<string> = new Set<string>(), wanted = "a";', 'a'],
    ['enum Name { A = "a", B = "b" + "c", } const wanted = [Name.A, Name.B];', ['a', 'bc']],
    ['const wanted = true ? "a" : "b";', 'a'],
    ['const wanted = unknown ? "a" : "b";', undefined],
    ['const wanted = unknown ?? "a";', undefined],
    ['const wanted = "" || "a";', 'a'],
    ['const wanted = "" ?? "a";', ''],
    ['const wanted = null ?? "a";', 'a'],
    ['const wanted = "a" || "b";', 'a'],
    ['const wanted = { a: 1 } || "b";', { a: 1 }],
    ['const wanted = "a" && "b";', undefined],
    ['const made = { a: 1 }; const wanted = made.b ?? "none";', 'none'],
    ['const made = { ...others }; const wanted = made.b ?? "none";', undefined],
    ['const wanted = String("a") + "b".toString() + " c ".trim() + Object.freeze("d");', 'ab c d'],
    ['const at = (...names) => names; const wanted = at("a");', undefined],
    [
      'const at = (name = "b", { folder }: Given = {}) => `${folder}/${name}`; const wanted = at(undefined, {});',
      undefined,
    ],
    ['const at = ({ folder, name = "b" }) => folder; const wanted = at({ folder: "a" });', 'a'],
    ['const at = (name: string = "b"): string => "a" + name; const wanted = at();', 'ab'],
    ['const at: Named = (name) => "a" + name; const wanted = at("b");', 'ab'],
    ['const at: types.Named = (name) => "a" + name; const wanted = at("b");', 'ab'],
    ['const at: Named<string> = (name) => "a" + name; const wanted = at("b");', 'ab'],
    ['const at = async (name) => { return name; }; const wanted = at("a");', 'a'],
    ['const at = name => name + "!"; const wanted = at("a");', 'a!'],
    ['const at = function (name) { return name; }; const wanted = at("a");', 'a'],
    [
      'function at(more) { if (!more) more = { a: 1 }; return more; } const wanted = [at(), at({ b: 2 })];',
      [{ a: 1 }, { b: 2 }],
    ],
    ['function at(more) { if (!more) { more = "a"; } return more; } const wanted = at();', 'a'],
    ['function at(more) { if (other) more = "b"; return more; } const wanted = at("a");', 'a'],
    ['function at(more) { more ??= "a"; return more; } const wanted = [at(), at("b")];', ['a', 'b']],
    ['function at(more) { more = more ?? "a"; return more; } const wanted = [at(), at("b")];', ['a', 'b']],
    ['function at(more) { more = { a: 1, ...more }; return more; } const wanted = at({ b: 2 });', { a: 1, b: 2 }],
    ['function at(more) { more = { a: 1, ...more }; return more; } const wanted = at({ ...others });', undefined],
    [
      'const at = ({ a, b: c = 1 }) => [a, c]; const wanted = [at({ a: 2 }), at({ a: 2, b: 3 })];',
      [
        [2, 1],
        [2, 3],
      ],
    ],
    ['const at = ({ a = 1 }) => a; const wanted = at({ ...others });', undefined],
    ['function* at(name) { return name; } const wanted = at("a");', 'a'],
    ['function at<T>(name: T) { return name; } const wanted = at<string>("a");', 'a'],
    ['function at(name) { if (name) return "a"; return "b"; } const wanted = at("x");', undefined],
    ['function at(name) { return; } const wanted = at("x");', undefined],
    ['const all = { at: (name) => name + "b" }; const wanted = at("a");', 'ab'],
    [
      'class Names { prefix = "a"; constructor(private readonly stage: string) {} } const wanted = new Names("x").prefix;',
      'a',
    ],
    [
      'class Names { constructor(stage) { this.name = stage + "-a"; } } const made = new Names("x"); const wanted = made.name;',
      'x-a',
    ],
    ['class Names { constructor(stage) { this.name = stage; } } const wanted = new Names("x").other;', undefined],
    ['const wanted = "a-b".split("-")[0] + "a-b".split("-")[1];', 'ab'],
    ['const wanted = "a-b".split(unknown)[0];', undefined],
    ['const wanted = "ABC".toLowerCase().slice(1) + "abc".slice(-1) + "abcd".substring(1, 2);', 'bccb'],
    ['const wanted = "abc".slice(from);', undefined],
    ['const wanted = "abc".padStart(4);', undefined],
    ['const wanted = "a.b.c".replace(/\\./g, "") + "a.b.c".replace(/\\./, "$&");', 'abca.b.c'],
    ['const wanted = "a".replace("a", unknown);', undefined],
    ['const wanted = path.dirname("/app/src/a.ts") + path.sep + path.basename("x/b.ts");', '/app/src/b.ts'],
    ['import * as p from "node:path"; const wanted = p.normalize("a/../b");', 'b'],
    ['const wanted = mine.join("a", "b");', undefined],
    ['const wanted = require.resolve("./src/a");', '/app/src/a'],
    ['const wanted = import.meta.dirname + "/" + import.meta.filename;', '/app/lib//app/lib/stack.ts'],
    ['const wanted = import.meta.other;', undefined],
    ['const wanted = new URL("./a.ts", "file:///app/src/").pathname;', '/app/src/a.ts'],
    ['const wanted = new URL("./a.ts", "no address");', undefined],
    ['const wanted = fileURLToPath("src/a.ts");', 'src/a.ts'],
    ['const wanted = `a${"b"}${`c${"d"}`}e`;', 'abcde'],
    ['let wanted = "a"; function other() { wanted = wanted + "x"; } wanted = "b";', 'a'],
    ['const wanted = all?.a ?? "b"; const all = { a: "x" };', 'x'],
    ['const wanted = (await load())!.name;', undefined],
    ['const wanted = (name) => name;', undefined],
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
    ['wanted = "ABC def".capitalize() + " a ".strip() + "x-a".removeprefix("x-")', 'Abc defaa'],
    ['wanted = "xax".strip("x")', undefined],
    ['wanted = "a".removesuffix("b") + "a".removeprefix("b") + "a".removesuffix("")', 'aaa'],
    ['wanted = "a-b".replace("-")', undefined],
    ['parts = ["a"]\nparts.append("b")\nwanted = parts[1]', 'b'],
    ['parts = []\nif unknown:\n    parts.append("a")\nparts.append("b")\nwanted = parts[0]', undefined],
    ['all = dict({"a": "x"})\nall["b"] = "y"\nwanted = all["a"] + all["b"]', 'xy'],
    ['keys = []\nfor key in {"a": 1, "b": 2}:\n    keys.append(key)\nwanted = keys[1]', 'b'],
    ['wanted = ""\nif given:\n    wanted = "a"', 'a'],
    ['wanted = "b"\nif given:\n    wanted = "a"', 'b'],
    [
      'with "a" as x:\n    one = x + "1"\nwith "b" as x:\n    two = at(x=x)\nwanted = one + two\ndef at(x):\n    return x',
      'a1b',
    ],
    ['wanted = "a" if True else "b"', 'a'],
    ['wanted = "a" if False else "b"', 'b'],
    ['wanted = "a" if stage else "b"', undefined],
    ['wanted = "a" if True', undefined],
    ['wanted = None or "a"', 'a'],
    ['wanted = stage or "a"', undefined],
    ['wanted = ("a")', 'a'],
    ['wanted = ("a",)', ['a']],
    ['wanted = 1_000', 1000],
    ['wanted = -1', undefined],
    ['wanted = not True', undefined],
    ['wanted = lambda name: name', undefined],
    ['wanted = [lambda a: a + 1, "b"][1]', 'b'],
    ['wanted = {"a": "b", key: "c"}', undefined],
    ['key = "x"\nwanted = {key: 1, "a": {"b": [1, 2]}, "c": 3}', { x: 1, a: { b: [1, 2] }, c: 3 }],
    ['wanted = {"a", "b"}', {}],
    ['wanted = dict(a=1, b=dict(c=2))', { a: 1, b: { c: 2 } }],
    ['base = {"a": 1}\nwanted = dict(base, b=2)', { a: 1, b: 2 }],
    ['base = {"a": 1}\nwanted = {**base, "a": 2, "b": 3}', { a: 2, b: 3 }],
    ['wanted = ["a", ["b"]][1][0]', 'b'],
    ['wanted = {"a": {"b": "c"}}["a"]["b"]', 'c'],
    ['wanted = u"a" F"{1}" """b"""', 'a1b'],
    ["wanted = f'{name!r}'\nname = 'a'", 'a'],
    ["name = 'a'\nwanted = f'{name:>10}{{'", 'a{'],
    ["wanted = f'{name}'", undefined],
    ['wanted = "{0}-{1}-{0}".format("a", "b")', 'a-b-a'],
    ['wanted = "{}-{}".format("a")', undefined],
    ['wanted: str = "a"', 'a'],
    ['wanted, other = "a", "b"', NOT_DECLARED],
    ['wanted += "a"', NOT_DECLARED],
    [
      'def at(more=None):\n    if not more:\n        more = {"a": 1}\n    return more\n\nwanted = [at(), at({"b": 2})]',
      [{ a: 1 }, { b: 2 }],
    ],
    [
      'def at(more=None):\n    if more is None:\n        more = "a"\n    return more\n\nwanted = [at(), at(more="b")]',
      ['a', 'b'],
    ],
    ['def at(more):\n    if other:\n        more = "b"\n    return more\n\nwanted = at("a")', 'a'],
    ['def at(more=None):\n    more = more or "a"\n    return more\n\nwanted = [at(), at("b")]', ['a', 'b']],
    [
      'def at(more):\n    more = {"a": 1, **more}\n    more = {**more, "c": 3}\n    return more\n\nwanted = at({"b": 2})',
      { a: 1, b: 2, c: 3 },
    ],
    ['def at(more):\n    more = "b"\n    return more\n\nwanted = at("a")', 'b'],
    ['with open("a.json") as wanted:\n    pass', undefined],
    ['def at(*names, folder: str = "src", **more):\n    return folder\n\nwanted = at("a")', 'src'],
    ['def at(name, **more):\n    return more["folder"]\n\nwanted = at("a", folder="src")', 'src'],
    ['def at(name: Dict[str, int] = {"a": 1}, other="b"):\n    return other\n\nwanted = at("a")', 'b'],
    ['async def at(name):\n    return name\n\nwanted = await at("a")', 'a'],
    ['def at(name):\n    if name:\n        return "a"\n    return "b"\n\nwanted = at("x")', undefined],
    ['def at(name):\n    return\n\nwanted = at("x")', undefined],
    [
      'class Names:\n    def __init__(self, stage):\n        self.name = f"{stage}-a"\n\nwanted = Names("x").name',
      'x-a',
    ],
    ['class Names(Base):\n    prefix = "a"\n\nwanted = Names().prefix', 'a'],
    ['wanted = os.path.abspath("src") + os.sep + os.path.normpath("a/../b")', '/app/src/b'],
    ['wanted = os.path.dirname(os.path.realpath(__file__))', '/app/shop'],
    ['wanted = os.fspath(pathlib.Path("a", "b").absolute())', '/app/a/b'],
    ['wanted = Path(__file__).parents[unknown]', undefined],
    ['wanted = Path.cwd() / "src"', '/app/src'],
    ['wanted = [name for name in names]', undefined],
    ['wanted = ", ".join(names)', undefined],
    ['wanted = os.environ["STAGE"]', undefined],
  ])('%s', (text, expected) => expect(valueIn('shop/stack.py', text)).toEqual(expected));
});

test.each<[name: string, text: string, expected: unknown]>([
  ['a.ts', 'const wanted = ["a", x];', ['a', undefined]],
  ['a.ts', 'const wanted = Object.keys({ a: 1, b: 2 });', ['a', 'b']],
  ['a.ts', 'const wanted = Object.values({ a: 1, ...{ b: 2 } });', [1, 2]],
  ['a.ts', 'const all = { a: { n: 1 } }; const wanted = Object.entries(all);', [['a', { n: 1 }]]],
  ['a.ts', 'const wanted = Object.entries();', undefined],
  ['a.ts', 'const wanted = Object.assign({ a: 1 });', undefined],
  ['a.ts', 'const wanted = "a";', undefined],
  ['a.py', 'all = {"a": 1}\nwanted = all.items()', [['a', 1]]],
  ['a.py', 'wanted = {"a": 1}.keys()', ['a']],
  ['a.py', 'wanted = {"a": 1}.values()', [1]],
  ['a.py', 'wanted = ("a", "b")', ['a', 'b']],
])('the elements in %s of %s', (name, text, expected) => {
  const { evaluator, placed } = wantedIn(name, text);
  expect(evaluator.elements(placed)?.map((each) => evaluator.json(each))).toEqual(expected);
});

/** Calls of `put`: the first argument as it is written, in which scopes, and over what loops go. */
test.each<[name: string, text: string, expected: readonly string[]]>([
  ['a.ts', 'put(1); new put(2); a.b.put(3); put<Made>(4); this.put(5)!;', ['1', '2', '3', '4', '5']],
  ['a.ts', 'const put = (x) => x; if (put) {} function put(y) {}', []],
  ['a.ts', 'for (const each of ["a", "b"]) put(each);', ['each: loop of ["a", "b"] by each']],
  ['a.ts', 'for (const { a, b: c } of all) { put(c); } put(1);', ['c: loop of all by a=a,c=b', '1']],
  ['a.ts', 'for (let i = 0; i < 3; i++) put(i);', ['i']],
  ['a.ts', 'for (const key in all) put(key);', ['key']],
  ['a.ts', 'names.forEach((name) => put(name));', ['name: loop of names by name']],
  [
    'a.ts',
    'Object.entries(all).map(async ([key, value]) => { put(value); });',
    ['value: loop of Object.entries(all) by key=0,value=1'],
  ],
  ['a.ts', 'names.filter((name) => put(name));', ['name: function']],
  ['a.ts', 'names.flatMap((name) => put(name));', ['name: loop of names by name']],
  [
    'a.ts',
    'class Shop extends cdk.Stack { make() { put(1); } static more = put(2); }',
    ['1: function make, class Shop of Stack', '2: class Shop of Stack'],
  ],
  ['a.ts', 'const Shop = class extends Base { }; put(1);', ['1']],
  ['a.ts', 'const make = (a) => { const inner = function () { put(a); }; };', ['a: function inner, function make']],
  ['a.ts', 'const all = { make: () => put(1) };', ['1: function make']],
  ['a.py', 'put(1)\na.b.put(2)\na(1).put(3)\na[0].put(4)\n"a".put(5)', ['1', '2', '3', '4', '5']],
  ['a.py', 'def put(x):\n    pass\nclass put(Base):\n    pass', []],
  ['a.py', 'for each in ["a", "b"]:\n    put(each)\nput(1)', ['each: loop of ["a", "b"] by each', '1']],
  ['a.py', 'for key, value in all.items():\n    put(value)', ['value: loop of all.items() by key=0,value=1']],
  [
    'a.py',
    'class Shop(cdk.Stack, Other, metaclass=Meta):\n    def __init__(self, scope):\n        put(scope)',
    ['scope: function constructor, class Shop of Stack,Other'],
  ],
  ['a.py', 'async def make():\n    with open("a") as file:\n        put(file)', ['file: function make']],
])('calls in %s of %s', (name, text, expected) => {
  const code = (name.endsWith('.py') ? readPython : readJavascript)(name, text);
  const written = ({ start, end }: Expression): string => text.slice(start, end);
  const named = ({ name: own, fields }: Parameter): string =>
    own ?? [...(fields ?? [])].map(([local, property]) => `${local}=${property}`).join();
  const words = (scope: Scope): string => {
    const over = scope.over && ` of ${written(scope.over())} by ${scope.parameters.map(named).join()}`;
    const bases = scope.kind === 'class' && scope.bases?.length ? ` of ${scope.bases.join()}` : '';
    return `${scope.kind}${scope.name === undefined ? '' : ` ${scope.name}`}${over ?? ''}${bases}`;
  };
  const found = (code.calls.get('put') ?? []).map(({ call, scope }) => {
    const around: string[] = [];
    for (let at: Scope | undefined = scope; at?.parent; at = at.parent) around.push(words(at));
    return [written(call.items[0]!), ...(around.length > 0 ? [around.join(', ')] : [])].join(': ');
  });
  expect(found).toEqual(expected);
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
