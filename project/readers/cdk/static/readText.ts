/** Texts that an app reads from files of its own: `fs.readFileSync(file, "utf8")`, `open(file).read()`, `json.load(file)`. */
import { lastName } from '../../../code/expression';
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
  if (!PASSES.test(name)) return undefined;
  for (const inner of [first, object]) {
    const found = inner && readText(inner, reader, depth + 1);
    if (found) return found;
  }
  return undefined;
}
