/** Texts that an app reads from files of its own: `fs.readFileSync(file, "utf8")`, `open(file).read()`, `json.load(file)`. */
import { lastName, type ObjectEntry } from '../../../code/expression';
import type { Placed } from '../../../code/evaluate';
import type { ConstructReader } from './constructs';

export interface ReadText {
  /** The path, as the program writes it. */
  readonly path: string;
  /** What is put in place of each text in it, in this order. */
  readonly replaced: readonly { readonly what: string; readonly by: Placed }[];
}

/** Calls that give the text of a file, or the value that stands in it. */
const READS = /^(?:readfilesync|readjsonsync|readtext|open)$/;
/** Calls that change nothing of what a text says. */
const PASSES = /^(?:stringify|parse|dumps|loads|load|read|tostring|tojsonstring|str)$/;
const REPLACES = /^replace(?:all)?$/;

const DEEPEST = 20;

/** The file whose text a value is, however often it is taken apart and put together. */
export function readText(placed: Placed, reader: ConstructReader, depth = 0): ReadText | undefined {
  const { evaluate } = reader;
  const whole = evaluate.follow(placed);
  const { expression } = whole;
  if (expression.kind !== 'call' || depth > DEEPEST) return undefined;
  const { callee, items } = expression;
  const name = lastName(callee).replaceAll('_', '').toLowerCase();
  const object = callee.kind === 'member' ? { ...whole, expression: callee.object } : undefined;
  const [first, second] = items.map((item): Placed => ({ ...whole, expression: item }));
  if (READS.test(name)) {
    const written = name === 'readtext' ? object : first;
    const path = written && evaluate.text(written);
    return path === undefined ? undefined : { path, replaced: [] };
  }
  if (REPLACES.test(name) && object && first && second) {
    const read = readText(object, reader, depth + 1);
    const what = evaluate.text(first);
    return read && what ? { ...read, replaced: [...read.replaced, { what, by: second }] } : undefined;
  }
  if (/^(?:safe)?substitute$/.test(name) && object) return templateText(object, expression.named, reader, depth + 1);
  if (!PASSES.test(name)) return undefined;
  for (const inner of [first, object]) {
    const found = inner && readText(inner, reader, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** Python's `Template(text).substitute(Name=value)`: `$Name` and `${Name}` become the value. */
function templateText(
  object: Placed,
  named: readonly ObjectEntry[],
  reader: ConstructReader,
  depth: number,
): ReadText | undefined {
  const template = reader.evaluate.follow(object);
  const { expression } = template;
  const text =
    expression.kind === 'call' && lastName(expression.callee) === 'Template' ? expression.items[0] : undefined;
  const read = text && readText({ ...template, expression: text }, reader, depth);
  if (!read) return undefined;
  const replaced = named.flatMap(({ key, value }) => {
    const by = { ...object, expression: value };
    return key === undefined ? [] : [`$${key}`, `\${${key}}`].map((what) => ({ what, by }));
  });
  return { ...read, replaced: [...read.replaced, ...replaced] };
}
