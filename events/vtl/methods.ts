/** What templates ask of Java's texts, lists and maps. */
import { limitedRegExp } from './pattern';
import type { Value } from './render';

type Method = (of: Value, args: readonly Value[]) => Value;

interface Kind {
  takes(value: Value): boolean;
  readonly methods: { readonly [name: string]: Method | undefined };
}

const str = (value: Value): string => (value === undefined || value === null ? '' : String(value as string));
const num = (value: Value): number => Number(value);

const ON_TEXT = {
  length: (of: Value) => str(of).length,
  isEmpty: (of) => str(of) === '',
  substring: (of, [from, to]) => str(of).slice(num(from), to === undefined ? undefined : num(to)),
  replace: (of, [what, by]) => str(of).replaceAll(str(what), () => str(by)),
  replaceAll: (of, [what, by]) => str(of).replace(limitedRegExp(str(what), 'g'), javaReplacement(str(by))),
  replaceFirst: (of, [what, by]) => str(of).replace(limitedRegExp(str(what), ''), javaReplacement(str(by))),
  split: (of, [by]) => withoutEmptyEnd(str(of).split(limitedRegExp(str(by), ''))),
  matches: (of: Value, [what]) => limitedRegExp(`^(?:${str(what)})$`, '').test(str(of)),
  trim: (of) => str(of).trim(),
  toLowerCase: (of) => str(of).toLowerCase(),
  toUpperCase: (of) => str(of).toUpperCase(),
  contains: (of, [what]) => str(of).includes(str(what)),
  startsWith: (of, [what]) => str(of).startsWith(str(what)),
  endsWith: (of, [what]) => str(of).endsWith(str(what)),
  indexOf: (of, [what]) => str(of).indexOf(str(what)),
  lastIndexOf: (of, [what]) => str(of).lastIndexOf(str(what)),
  equals: (of, [other]) => str(of) === str(other),
  equalsIgnoreCase: (of, [other]) => str(of).toLowerCase() === str(other).toLowerCase(),
  concat: (of, [other]) => str(of) + str(other),
  toString: (of: Value) => str(of),
} as const satisfies { readonly [name: string]: Method };

const list = (of: Value): readonly Value[] => of as readonly Value[];
const map = (of: Value): { readonly [name: string]: Value } => of as { readonly [name: string]: Value };

const ON_LIST = {
  size: (of) => list(of).length,
  isEmpty: (of) => list(of).length === 0,
  get: (of, [index]) => list(of)[num(index)],
  contains: (of, [what]) => list(of).includes(what),
} as const satisfies { readonly [name: string]: Method };

const ON_MAP = {
  keySet: (of) => Object.keys(map(of)),
  values: (of) => Object.values(map(of)),
  entrySet: (of) => Object.entries(map(of)).map(([key, value]) => ({ key, value })),
  get: (of, [name]) => (Object.hasOwn(map(of), str(name)) ? map(of)[str(name)] : undefined),
  containsKey: (of, [name]) => Object.hasOwn(map(of), str(name)),
  size: (of) => Object.keys(map(of)).length,
  isEmpty: (of) => Object.keys(map(of)).length === 0,
} as const satisfies { readonly [name: string]: Method };

/** The first that takes a value has its methods. */
export const METHODS_OF: readonly Kind[] = [
  { takes: (value) => ['string', 'number', 'boolean'].includes(typeof value), methods: own(ON_TEXT) },
  { takes: Array.isArray, methods: own(ON_LIST) },
  { takes: (value) => typeof value === 'object', methods: own(ON_MAP) },
];

/** Names of the table alone: `constructor` is none. */
function own(table: { readonly [name: string]: Method }): Kind['methods'] {
  return Object.assign(Object.create(null) as object, table);
}

/** `\\$` and `\\\\` stand for signs, `$1` for a group. */
function javaReplacement(text: string): (whole: string, ...groups: readonly unknown[]) => string {
  return (whole, ...groups) =>
    text.replace(/\\(.)|\$(\d)/g, (_all, sign: string | undefined, group: string | undefined) =>
      sign !== undefined ? sign : group === '0' ? whole : str(groups[Number(group) - 1] as Value),
    );
}

/** Java leaves out empty texts at the end. */
function withoutEmptyEnd(parts: string[]): string[] {
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts;
}
