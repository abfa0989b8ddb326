import { entriesOf } from './compare';
import { evaluate } from './evaluate';
import type { HclBody } from './tree';
import { isMap, plain, scopeWith, Unknown } from './value';
import type { HclValue, Scope } from './value';

/** What `count` and `for_each` make of a resource or a module. */
export interface Expanded<T> {
  /** `any`: of how many, and by which keys, is not known; one stands for all. */
  readonly kind: 'one' | 'list' | 'map' | 'any';
  readonly items: readonly { readonly key?: string | number; readonly value: T }[];
  /** Of `count = 0`: what it would be. */
  readonly none?: T;
  /** Why it is not known how many there are. */
  readonly unknown?: Unknown;
  /** How many there are in all, where only the first are made. */
  readonly cutFrom?: number;
}

/** More than anybody looks at one by one. */
const MOST = 200;

export function expand<T>(
  body: HclBody,
  scope: Scope,
  make: (scope: Scope, key: string | number | undefined) => T,
): Expanded<T> {
  const written = (name: string): HclValue | undefined => {
    const attribute = body.attributes.find((each) => each.name === name);
    return attribute && plain(evaluate(attribute.value, scope));
  };
  const enabled = enabledOf(body, scope);
  if (enabled === false) return { kind: 'list', items: [], none: make(scope, undefined) };
  const count = written('count');
  if (count !== undefined) {
    const at = (index: number): Scope => scopeWith(scope, new Map([['count', new Map([['index', index]])]]));
    const unknown = count instanceof Unknown ? count : undefined;
    const all = unknown ? 1 : Math.max(0, Math.trunc(Number(count) || 0));
    const length = Math.min(MOST, all);
    const items = Array.from({ length }, (_, index) => ({ key: index, value: make(at(index), index) }));
    const none = length === 0 ? make(at(0), undefined) : undefined;
    return { kind: 'list', items, unknown, none, ...cut(all) };
  }
  const collection = written('for_each');
  if (collection === undefined) return { kind: 'one', items: [{ value: make(scope, undefined) }] };
  const each = (key: HclValue, value: HclValue): Scope =>
    scopeWith(
      scope,
      new Map([
        [
          'each',
          new Map([
            ['key', key],
            ['value', value],
          ]),
        ],
      ]),
    );
  if (collection instanceof Unknown) {
    return { kind: 'any', items: [{ value: make(each(collection, collection), undefined) }], unknown: collection };
  }
  // Of a set the values are the keys.
  const entries = entriesOf(collection) ?? [];
  const items = entries.slice(0, MOST).map(([index, value]) => {
    const key = isMap(collection) ? index : plain(value);
    const name = key instanceof Unknown ? String(index) : String(key);
    return { key: name, value: make(each(key, value), name) };
  });
  const none = items.length === 0 ? make(each('', null), undefined) : undefined;
  return { kind: 'map', items, none, ...cut(entries.length) };
}

function cut(all: number): { readonly cutFrom?: number } {
  return all > MOST ? { cutFrom: all } : {};
}

/** OpenTofu's `lifecycle { enabled = … }`. */
function enabledOf(body: HclBody, scope: Scope): HclValue | undefined {
  const lifecycle = body.blocks.find(({ type }) => type === 'lifecycle');
  const written = lifecycle?.body.attributes.find(({ name }) => name === 'enabled');
  return written && plain(evaluate(written.value, scope));
}
