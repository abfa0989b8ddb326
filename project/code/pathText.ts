import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Code } from './code';
import { chainOf, lastName } from './expression';
import type { Expression } from './expression';
import type { Program } from './evaluate';

type TextOf = (expression: Expression) => string | undefined;

/** The text of an expression about paths, in Node's words or in Python's; undefined for any other. */
export function pathText(expression: Expression, code: Code, program: Program, textOf: TextOf): string | undefined {
  const file = program.runsAt(code.file);
  if (expression.kind === 'name') return own(NAMES, expression.name)?.(file);
  if (expression.kind === 'member') return memberText(expression, file, textOf);
  if (expression.kind === 'item') return parentText(expression, textOf);
  if (expression.kind !== 'call') return undefined;
  const { callee, items } = expression;
  const name = lastName(callee);
  const work = own(CALLS, name);
  if (!work) return undefined;
  const parts = items.map(textOf);
  if (callee.kind === 'member' && !isModule(callee.object, code)) {
    // `Path("a").joinpath("b")`, `Path(__file__).resolve()`: what stands before the dot is the first part.
    if (code.language !== 'python' || !METHODS.has(name)) return undefined;
    parts.unshift(textOf(callee.object));
  }
  if (name === 'fileURLToPath' || name === 'URL') return urlText(name, parts);
  return parts.every((part) => part !== undefined) ? work(parts, program.folder, code) : undefined;
}

/** Of Python's paths. */
const METHODS = new Set(['joinpath', 'resolve', 'absolute', 'as_posix']);

/** `os.path`, `pathlib`, Node's `path`: whatever they are called here. */
function isModule(object: Expression, code: Code): boolean {
  const chain = chainOf(object);
  if (!chain) return false;
  const module = code.imports.get(chain[0]!)?.module ?? '';
  return (
    /^(?:node:)?(?:path|url|process|os|os\.path|pathlib)$/.test(module) ||
    /^(?:os|os\.path|path|path\.posix|pathlib|Path|process|require|url)$/.test(chain.join('.'))
  );
}

const NAMES: { readonly [name: string]: (file: string) => string } = {
  __dirname: (file) => path.dirname(file),
  __filename: (file) => file,
  __file__: (file) => file,
};

type PathCall = (parts: readonly string[], folder: string, code: Code) => string;

const join: PathCall = (parts) => path.join(...parts);
const resolve: PathCall = (parts, folder) => path.resolve(folder, ...parts);
const first: PathCall = ([part = '']) => part;

const CALLS: { readonly [name: string]: PathCall } = {
  join,
  joinpath: join,
  normalize: join,
  normpath: join,
  Path: join,
  PurePath: join,
  resolve: (parts, folder, code) =>
    // `require.resolve("./x")` and Python's `Path.resolve()` have one part.
    parts.length === 1 && code.language === 'javascript' && parts[0]!.startsWith('.')
      ? path.resolve(folder, parts[0]!)
      : resolve(parts, folder, code),
  abspath: resolve,
  realpath: resolve,
  absolute: resolve,
  dirname: ([part = '']) => path.dirname(part),
  basename: ([part = '']) => path.basename(part),
  fspath: first,
  as_posix: first,
  cwd: (_, folder) => folder,
  getcwd: (_, folder) => folder,
  fileURLToPath: first,
  URL: first,
};

function urlText(name: string, [part, base]: readonly (string | undefined)[]): string | undefined {
  try {
    if (part === undefined) return undefined;
    if (name === 'URL') return base === undefined ? part : new URL(part, base).href;
    return part.startsWith('file:') ? fileURLToPath(part) : part;
  } catch {
    return undefined;
  }
}

function memberText(
  { object, name }: Expression & { readonly kind: 'member' },
  file: string,
  textOf: TextOf,
): string | undefined {
  switch (chainOf(object)?.join('.')) {
    case 'import.meta':
      if (name === 'url') return pathToFileURL(file).href;
      if (name === 'dirname') return path.dirname(file);
      return name === 'filename' ? file : undefined;
    case 'path':
    case 'os':
    case 'os.path':
      if (name === 'sep') return path.sep;
      if (name === 'pardir') return '..';
      break;
  }
  const whole = name === 'parent' || name === 'pathname' ? textOf(object) : undefined;
  if (whole === undefined) return undefined;
  return name === 'parent' ? path.dirname(whole) : (urlText('fileURLToPath', [whole]) ?? whole);
}

/** `Path(__file__).parents[1]` */
function parentText({ object, index }: Expression & { readonly kind: 'item' }, textOf: TextOf): string | undefined {
  if (object.kind !== 'member' || object.name !== 'parents' || index.kind !== 'literal') return undefined;
  let whole = textOf(object.object);
  for (let count = Number(index.value); whole !== undefined && count >= 0; count--) whole = path.dirname(whole);
  return whole;
}

function own<T>(object: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
