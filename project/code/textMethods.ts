/** Methods of texts that make another text, in JavaScript and in Python: `name.toUpperCase()`, `name.replace("_", "-")`. */
import { lastName, type CallExpression, type Expression } from './expression';

/** Undefined where an argument is not as it must be. */
type TextMethod = (text: string, args: readonly string[]) => string | undefined;

const number = (value: string | undefined): number | undefined => {
  const found = value === undefined || value === '' ? undefined : Number(value);
  return Number.isInteger(found) ? found : undefined;
};

const cut =
  (method: 'slice' | 'substring'): TextMethod =>
  (text, [from, to]) =>
    text[method](number(from) ?? 0, number(to));

/** Without `trim`, which is looked through, and `replace`, whose first argument may be a pattern. */
const JAVASCRIPT: { readonly [name: string]: TextMethod } = {
  toUpperCase: (text) => text.toUpperCase(),
  toLowerCase: (text) => text.toLowerCase(),
  slice: cut('slice'),
  substring: cut('substring'),
  concat: (text, rest) => text + rest.join(''),
};

const PYTHON: { readonly [name: string]: TextMethod } = {
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  strip: (text, args) => (args.length === 0 ? text.trim() : undefined),
  title: (text) => text.toLowerCase().replace(/[a-z]+/g, capitalized),
  capitalize: (text) => capitalized(text.toLowerCase()),
  replace: (text, [what, by]) => (what === undefined || by === undefined ? undefined : text.replaceAll(what, () => by)),
  removeprefix: (text, [prefix = '']) => (text.startsWith(prefix) ? text.slice(prefix.length) : text),
  removesuffix: (text, [suffix = '']) =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
};

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export interface TextReading {
  readonly language: 'javascript' | 'python';
  /** Of the program. */
  readonly program: string;
  readonly textOf: (expression: Expression) => string | undefined;
}

/** The text that a method of one gives; undefined for any other call. */
export function methodText(call: CallExpression, reading: TextReading): string | undefined {
  const { callee, items } = call;
  if (callee.kind !== 'member') return undefined;
  const { language, textOf } = reading;
  const { name } = callee;
  const methods = language === 'python' ? PYTHON : JAVASCRIPT;
  const isPattern = language === 'javascript' && /^replace(?:All)?$/.test(name);
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method && !isPattern) return undefined;
  const text = textOf(callee.object);
  if (text === undefined) return undefined;
  if (!method) return replaced(text, call, reading);
  const args = items.map(textOf);
  return args.every((each) => each !== undefined) ? method(text, args) : undefined;
}

/** Of a pattern and of the text that it is held against: people write names by them. */
const LONGEST_PATTERN = 60;
const LONGEST_TEXT = 300;

/**
 * JavaScript's: `replace` replaces a text once, `replaceAll` and a pattern with `g` everywhere. A pattern that repeats what
 * repeats, or repeats more than twice, is not run: it may take for ever.
 */
function replaced(
  text: string,
  { callee, items: [what, by] }: CallExpression,
  { program, textOf }: TextReading,
): string | undefined {
  const value = by && textOf(by);
  if (!what || value === undefined) return undefined;
  const written = program.slice(what.start, what.end);
  const [, pattern, flags = ''] = /^\/((?:[^\\/\n]|\\.)+)\/([gimsu]*)$/.exec(written) ?? [];
  if (pattern !== undefined) {
    const isLong = pattern.length > LONGEST_PATTERN || text.length > LONGEST_TEXT;
    return isLong || /\)[*+{]|(?:[*+{][^]*){3}/.test(pattern) ? undefined : byPattern(text, pattern, flags, value);
  }
  const plain = textOf(what);
  if (plain === undefined) return undefined;
  return lastName(callee) === 'replaceAll' ? text.replaceAll(plain, () => value) : text.replace(plain, () => value);
}

function byPattern(text: string, pattern: string, flags: string, value: string): string | undefined {
  try {
    return text.replace(new RegExp(pattern, flags), value);
  } catch {
    return undefined;
  }
}

/** `text.split("/")[1]` */
export function splitPart(object: Expression, index: Expression, { textOf }: TextReading): string | undefined {
  if (object.kind !== 'call' || object.callee.kind !== 'member' || object.callee.name !== 'split') return undefined;
  const [separator] = object.items;
  const text = textOf(object.callee.object);
  const by = separator && textOf(separator);
  const at = number(textOf(index));
  return text === undefined || !by || at === undefined ? undefined : text.split(by).at(at);
}
