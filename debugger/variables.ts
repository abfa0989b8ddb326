/**
 * The data of a stopped line as a tree of variables. References live until the run goes on. Data is never
 * changed in place, because states may share it: a change copies it and assigns the copy.
 */
import { visible } from '../core/escape/visible';
import { isJsonObject, type Json, type JsonObject } from '../core/json';

/** What lives on from state to state: the workflow's variables, and the data that one state hands to the next. */
export type DataHome = 'variables' | 'data';

/** A value a person may look at and, where `set` is given, change. */
export interface VariableRoot {
  get(): Json | undefined;
  set?(value: Json): void;
  /** What the root is called in expressions: `$`, `$states.input`, `$$`. */
  readonly expression?: string;
  /** Where what it holds lives on from state to state, so that changes of it can be watched. */
  readonly home?: DataHome;
}

export interface ShownVariable {
  readonly name: string;
  readonly value: string;
  readonly type: string;
  readonly variablesReference: number;
  readonly namedVariables?: number;
  readonly indexedVariables?: number;
  readonly evaluateName?: string;
  readonly readonly: boolean;
}

interface Place {
  readonly root: VariableRoot;
  readonly path: readonly (string | number)[];
}

const SHORT = 120;

export class VariableTree {
  private readonly places = new Map<number, Place>();
  private next = 1;

  clear(): void {
    this.places.clear();
  }

  /** A reference whose children are the members of the root's value. */
  add(root: VariableRoot, path: readonly (string | number)[] = []): number {
    const reference = this.next++;
    this.places.set(reference, { root, path });
    return reference;
  }

  /** Shows one value under a name of its own, for evaluate and the console. */
  show(name: string, value: Json): ShownVariable {
    return this.describe(name, value, { root: { get: () => value }, path: [] });
  }

  children(reference: number, filter?: 'indexed' | 'named', start = 0, count?: number): ShownVariable[] {
    const place = this.places.get(reference);
    const value = place && this.read(place);
    if (!place || value === undefined) return [];
    if (Array.isArray(value)) {
      if (filter === 'named') return [];
      const end = count ? Math.min(start + count, value.length) : value.length;
      const shown: ShownVariable[] = [];
      for (let index = start; index < end; index++) shown.push(this.child(place, index, value[index] ?? null));
      return shown;
    }
    if (filter === 'indexed') return [];
    if (isJsonObject(value)) return Object.entries(value).map(([name, child]) => this.child(place, name, child));
    // A scope whose value is no container: show the value itself.
    return [this.describe('(value)', value, place)];
  }

  /** Where a member lives on, for whoever watches it; undefined: it is gone with this stop. */
  homeOf(
    reference: number,
    name: string,
  ): { readonly home: DataHome; readonly path: readonly (string | number)[] } | undefined {
    const place = this.places.get(reference);
    const container = place && this.read(place);
    if (!place?.root.home || container === undefined) return undefined;
    const isContainer = typeof container === 'object' && container !== null;
    return { home: place.root.home, path: isContainer ? [...place.path, keyShownAs(container, name)] : place.path };
  }

  /** Undefined: there is nothing of that name, or it may not be changed. */
  set(reference: number, name: string, value: Json): ShownVariable | undefined {
    const place = this.places.get(reference);
    const container = place && this.read(place);
    if (!place?.root.set || container === undefined) return undefined;
    const isContainer = typeof container === 'object' && container !== null;
    const path = isContainer ? [...place.path, keyShownAs(container, name)] : place.path;
    const copy = structuredClone(place.root.get() ?? null);
    place.root.set(replaceAt(copy, path, value));
    return this.describe(name, value, { root: place.root, path });
  }

  private child(place: Place, key: string | number, value: Json): ShownVariable {
    return this.describe(String(key), value, { root: place.root, path: [...place.path, key] });
  }

  private describe(name: string, value: Json, place: Place): ShownVariable {
    const size = Array.isArray(value) ? value.length : isJsonObject(value) ? Object.keys(value).length : 0;
    const { expression } = place.root;
    return {
      name,
      value: shortText(value),
      type: typeName(value),
      variablesReference: size > 0 ? this.add(place.root, place.path) : 0,
      ...(Array.isArray(value) ? { indexedVariables: size } : isJsonObject(value) ? { namedVariables: size } : {}),
      ...(expression !== undefined ? { evaluateName: pathText(expression, place.path) } : {}),
      readonly: !place.root.set,
    };
  }

  private read({ root, path }: Place): Json | undefined {
    let value = root.get();
    for (const key of path) {
      if (Array.isArray(value)) value = value[Number(key)];
      else if (isJsonObject(value) && Object.hasOwn(value, key)) value = value[key];
      else return undefined;
    }
    return value;
  }
}

/** The member that an editor was shown under a name. */
function keyShownAs(container: Json, name: string): string | number {
  if (Array.isArray(container)) return Number(name);
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

function shortText(value: Json): string {
  if (Array.isArray(value) && value.length > 100) return `Array(${value.length})`;
  const text = JSON.stringify(value);
  if (typeof value === 'string' || text.length <= SHORT) return text;
  return `${text.slice(0, SHORT)}…`;
}

function typeName(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** A path as expressions write it, behind what its root is called. */
export function pathText(root: string, path: readonly (string | number)[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return `${text}.${key}`;
    return root.startsWith('$states') ? `${text}.\`${key}\`` : `${text}['${key.replace(/'/g, "\\'")}']`;
  }, root);
}
