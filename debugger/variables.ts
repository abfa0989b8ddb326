/**
 * The data of a stopped line as a tree of variables. References live until the run goes on. Data is never
 * changed in place, because states may share it: a change copies it and assigns the copy.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { visible } from '../core/escape/visible';
import { copyOf, isContainer, isJsonObject, type Json, type JsonObject } from '../core/json';
import { phrase, type Phrase } from '../core/l10n/phrase';
import { UserMistake } from './userMistake';
import { previewOf, typeName } from './valueText';

/** What lives on from state to state: the workflow's variables, and the data that one state hands to the next. */
export type DataHome = 'variables' | 'data';

type Path = readonly (string | number)[];

/** A value a person may look at and perhaps change. */
export interface VariableRoot {
  get(): Json | undefined;
  /** Absent: {@link fixed} says why. */
  set?(value: Json): void;
  /** Why what stands at a path may not be changed; undefined: it may. */
  fixed?(path: Path): Phrase | undefined;
  /** What the root is called in expressions: `$`, `$states.input`, `$$`. Of variables `$` alone: each has its own name. */
  readonly expression?: string;
  /** Its members are variables, `$total`. */
  readonly holdsVariables?: boolean;
  /** Where what it holds lives on from state to state, so that changes of it can be watched. */
  readonly home?: DataHome;
}

export interface ShownVariable {
  readonly name: string;
  readonly value: string;
  readonly type?: string;
  readonly variablesReference: number;
  readonly namedVariables?: number;
  readonly indexedVariables?: number;
  readonly evaluateName?: string;
  readonly presentationHint?: DebugProtocol.VariablePresentationHint;
}

interface Place {
  readonly root: VariableRoot;
  readonly path: Path;
  /** A part of its members; absent: all. */
  readonly from?: number;
  readonly to?: number;
}

/** Members that are shown at once; more are shown in parts of as many, where an editor does not ask for some of them itself. */
const MOST_MEMBERS = 1000;

export class VariableTree {
  private readonly places = new Map<number, Place>();
  private next = 1;

  clear(): void {
    this.places.clear();
  }

  /** A reference whose children are the members of the root's value. */
  add(root: VariableRoot, path: Path = []): number {
    return this.refer({ root, path });
  }

  /** Shows one value under a name of its own, for evaluate and the console. */
  show(name: string, value: Json): ShownVariable {
    return this.describe(name, value, { root: { get: () => value, fixed: () => phrase`` }, path: [] });
  }

  children(reference: number, filter?: 'indexed' | 'named', start = 0, count?: number): ShownVariable[] {
    const place = this.places.get(reference);
    const value = place && this.read(place);
    if (!place || value === undefined) return [];
    if (!isContainer(value)) {
      // A scope whose value is no container: show the value itself.
      return filter === 'indexed' ? [] : [this.describe(VALUE, value, place)];
    }
    if (filter === (Array.isArray(value) ? 'named' : 'indexed')) return [];
    const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
    const { from = 0, to } = place;
    const begin = from + start;
    const wanted = [...keys].slice(begin, Math.min(to ?? Infinity, count ? begin + count : Infinity));
    if (wanted.length > MOST_MEMBERS && !count) return this.parts(place, wanted.length, begin, value);
    return wanted.map((key) => this.child(place, key, memberOf(value, key) ?? null));
  }

  /** Where a member lives on, for whoever watches it; undefined: it is gone with this stop. */
  homeOf(reference: number, name: string): { readonly home: DataHome; readonly path: Path } | undefined {
    const place = this.places.get(reference);
    const container = place && this.read(place);
    if (!place?.root.home || container === undefined) return undefined;
    const hasMembers = isContainer(container);
    return { home: place.root.home, path: hasMembers ? [...place.path, keyShownAs(container, name)] : place.path };
  }

  /** Throws a {@link UserMistake} where it may not be changed. */
  set(reference: number, name: string, value: Json): ShownVariable {
    const place = this.places.get(reference);
    const container = place && this.read(place);
    if (!place || container === undefined) throw new UserMistake(phrase`This value is no longer there.`);
    const hasMembers = isContainer(container);
    const path = hasMembers ? [...place.path, keyShownAs(container, name)] : place.path;
    const why = place.root.fixed?.(path);
    if (why !== undefined || !place.root.set) throw new UserMistake(why ?? phrase`This value cannot be changed.`);
    const copy = copyOf(place.root.get() ?? null);
    place.root.set(replaceAt(copy, path, value));
    return this.describe(name, value, { root: place.root, path });
  }

  private refer(place: Place): number {
    const reference = this.next++;
    this.places.set(reference, place);
    return reference;
  }

  private child(place: Place, key: string | number, value: Json): ShownVariable {
    return this.describe(String(key), value, { root: place.root, path: [...place.path, key] });
  }

  /** Of a large value, `[1000 … 1999]`. */
  private parts({ root, path }: Place, length: number, begin: number, value: Json): ShownVariable[] {
    const shown: ShownVariable[] = [];
    // A part of so many members shows parts of its own.
    let size = MOST_MEMBERS;
    while (size * MOST_MEMBERS < length) size *= MOST_MEMBERS;
    for (let from = begin; from < begin + length; from += size) {
      const to = Math.min(from + size, begin + length);
      const variablesReference = this.refer({ root, path, from, to });
      const members = Array.isArray(value) ? { indexedVariables: to - from } : { namedVariables: to - from };
      const presentationHint = { kind: 'virtual' };
      shown.push({ name: `[${from} … ${to - 1}]`, value: '', variablesReference, ...members, presentationHint });
    }
    return shown;
  }

  private describe(name: string, value: Json, place: Place): ShownVariable {
    const evaluateName = expressionOf(place);
    const isFixed = !place.root.set || place.root.fixed?.(place.path) !== undefined;
    return {
      name,
      value: previewOf(value),
      type: typeName(value),
      variablesReference: sizeOf(value) > 0 ? this.add(place.root, place.path) : 0,
      ...membersOf(value),
      ...(evaluateName !== undefined && { evaluateName }),
      ...(isFixed && { presentationHint: { attributes: ['readOnly'] } }),
    };
  }

  private read({ root, path }: Place): Json | undefined {
    let value = root.get();
    for (const key of path) value = memberOf(value, key);
    return value;
  }
}

/** What a scope calls its value, where that has no members. */
const VALUE = '(value)';

/** How many members of which kind an editor may ask for. */
export function membersOf(
  value: Json | undefined,
): { readonly indexedVariables: number } | { readonly namedVariables: number } | undefined {
  if (Array.isArray(value)) return { indexedVariables: value.length };
  return isJsonObject(value) ? { namedVariables: Object.keys(value).length } : undefined;
}

function sizeOf(value: Json): number {
  if (Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : 0;
}

function memberOf(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The member that an editor was shown under a name. */
function keyShownAs(container: Json, name: string): string | number {
  if (Array.isArray(container)) {
    const index = Number(name);
    if (Number.isInteger(index) && index >= 0 && index < container.length) return index;
    throw new UserMistake(phrase`This value is no longer there.`);
  }
  if (Object.hasOwn(container as JsonObject, name)) return name;
  return Object.keys(container as JsonObject).find((key) => visible(key) === name) ?? name;
}

function replaceAt(root: Json, path: readonly (string | number)[], value: Json): Json {
  if (path.length === 0) return value;
  let container: Json = root;
  for (const key of path.slice(0, -1)) container = (container as JsonObject)[key] as Json;
  // Own-property definition: a field may be called `__proto__`.
  Object.defineProperty(container, path.at(-1) as string | number, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return root;
}

/** Undefined: no expression reaches it. */
function expressionOf({ root, path }: Place): string | undefined {
  if (!root.holdsVariables) return root.expression === undefined ? undefined : pathText(root.expression, path);
  const [name, ...further] = path;
  return name === undefined ? undefined : pathText(`$${name}`, further, root.expression);
}

/** A path as expressions write it, behind what its root is called. @param language of whose expressions `$states` is typical */
export function pathText(root: string, path: Path, language = root): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return `${text}.${key}`;
    return language.startsWith('$states') ? `${text}.\`${key}\`` : `${text}['${key.replace(/'/g, "\\'")}']`;
  }, root);
}
