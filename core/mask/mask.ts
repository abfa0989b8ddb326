/**
 * What a saved history leaves out: names of keys and paths, as a person writes them, read into steps that a walk through
 * JSON follows.
 */
import { phrase } from '../l10n/phrase';
import { parsePath, type ParsedPath } from '../query';

/** Stands where a value was. */
export const MASKED = '***';

/** One step down, from an object to a member or from a list to an item. */
interface MaskStep {
  /** Any number of levels may lie before it. */
  readonly deep: boolean;
  /** @param at the name of a member, or the index of an item */
  matches(at: string | number): boolean;
}

export type MaskPath = readonly MaskStep[];

export interface Mask {
  /** As they were written, each once. */
  readonly entries: readonly string[];
  readonly paths: readonly MaskPath[];
}

export const NO_MASK: Mask = { entries: [], paths: [] };

export interface ReadMask {
  readonly mask: Mask;
  /** A sentence for each entry that cannot be used. */
  readonly problems: readonly string[];
}

/**
 * Reads entries. One that begins with `$` is a path of names, indices, `*` and `..`; `$name` at its beginning is a variable.
 * Any other is the name of a key at any depth, whatever its case; `*` in it stands for any text.
 */
export function readMask(entries: readonly string[]): ReadMask {
  const used: string[] = [];
  const paths: MaskPath[] = [];
  const problems: string[] = [];
  for (const entry of new Set(entries)) {
    const read = entry.startsWith('$') ? pathOf(entry) : keyOf(entry);
    if ('problem' in read) problems.push(read.problem);
    else {
      used.push(entry);
      paths.push(read.path);
    }
  }
  return { mask: { entries: used, paths }, problems };
}

type Read = { readonly path: MaskPath } | { readonly problem: string };

function keyOf(entry: string): Read {
  if (/^[*\s]*$/.test(entry))
    return { problem: phrase`The mask "${entry}" must name a key, such as password or *token*.` };
  const [first = '', ...others] = entry.split('*').map((part) => part.toLowerCase());
  const last = others.pop();
  return { path: [{ deep: true, matches: (at) => typeof at === 'string' && fits(at.toLowerCase()) }] };

  /** Parts between stars are looked for one behind the other: no pattern takes more time than the name is long. */
  function fits(name: string): boolean {
    if (last === undefined) return name === first;
    if (!name.startsWith(first)) return false;
    let from = first.length;
    for (const part of others) {
      const found = name.indexOf(part, from);
      if (found < 0) return false;
      from = found + part.length;
    }
    return name.length - last.length >= from && name.endsWith(last);
  }
}

function pathOf(entry: string): Read {
  const parsed = parsePath(entry);
  if ('problem' in parsed) return { problem: phrase`The mask "${entry}" is not a path: ${parsed.message}` };
  const path = stepsOf(parsed);
  if (path && path.length > 0) return { path };
  return { problem: phrase`The mask "${entry}" must lead to a member: $.customer.card, $..ssn or $.items[*].email.` };
}

/** Undefined where there is a step that selects by more than the place. */
function stepsOf({ root, steps }: ParsedPath): MaskPath | undefined {
  if (root.kind === 'context') return undefined;
  const path: MaskStep[] = root.kind === 'variable' ? [{ deep: false, matches: (at) => at === root.name }] : [];
  let deep = false;
  for (const step of steps) {
    if (step.kind === 'deepScan') {
      deep = true;
      continue;
    }
    if (step.kind === 'wildcard') path.push({ deep, matches: () => true });
    else if (step.kind === 'property') path.push({ deep, matches: (at) => step.names.includes(String(at)) });
    else if (step.kind === 'indices' && step.indices.every((index) => index >= 0)) {
      path.push({ deep, matches: (at) => typeof at === 'number' && step.indices.includes(at) });
    } else return undefined;
    deep = false;
  }
  return deep ? undefined : path;
}

/** How far each path has been followed to a place; `true`: the value there is masked. */
export type Place = readonly (readonly [path: MaskPath, done: number])[] | true;

/** Where every path begins. */
export function rootPlace({ paths }: Mask): Place {
  return paths.map((path) => [path, 0]);
}

/** The place of a member or item. What is below a masked value is masked. */
export function placeBelow(place: Place, at: string | number): Place {
  if (place === true) return true;
  const below: [MaskPath, number][] = [];
  for (const [path, done] of place) {
    const step = path[done]!;
    if (step.matches(at)) {
      if (done + 1 === path.length) return true;
      below.push([path, done + 1]);
    }
    if (step.deep) below.push([path, done]);
  }
  return below;
}
