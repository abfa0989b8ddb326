/** What stands in a program's text, as far as it can be read without running it: one shape for all languages. */

import { isJsonObject, type Json } from '../../core/json';
import { isExactNumber } from '../../core/jsonNumber';
import type { Scope } from './code';

/** Offsets are UTF-16, of the file. */
interface Place {
  readonly start: number;
  readonly end: number;
}

export type Expression = Place &
  (
    | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
    /** Texts in a row: a template, an f-string, neighbours in Python. */
    | { readonly kind: 'text'; readonly parts: readonly Expression[] }
    /** `isGiven`: what a call gave a parameter, whatever the function makes of it. */
    | { readonly kind: 'name'; readonly name: string; readonly isGiven?: boolean }
    | { readonly kind: 'member'; readonly object: Expression; readonly name: string }
    | { readonly kind: 'item'; readonly object: Expression; readonly index: Expression }
    | CallShape
    | { readonly kind: 'list'; readonly items: readonly Expression[] }
    /** An entry without a key of either kind is spread into the object. */
    | { readonly kind: 'object'; readonly entries: readonly ObjectEntry[] }
    /** A list or an object, and what is put into it later. */
    | { readonly kind: 'filled'; readonly of: Expression; readonly additions: readonly Addition[] }
    | { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly Expression[] }
    /** A function that is written where it is used. */
    | { readonly kind: 'function' }
    /** What is not understood. */
    | { readonly kind: 'other' }
  );

interface CallShape {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly items: readonly Expression[];
  /** Python's `name=value`. An entry without a key: `**more`. */
  readonly named: readonly ObjectEntry[];
}

export type CallExpression = Place & CallShape;

export interface ObjectEntry {
  readonly key?: string;
  /** A key that is an expression: `{ [NAME]: … }`, in Python `{NAME: …}`. */
  readonly computed?: Expression;
  readonly value: Expression;
}

/** `list.push(value)`, `object[key] = value` */
export interface Addition {
  /** Absent: it is put behind the others. */
  readonly key?: () => Expression;
  readonly value: () => Expression;
  readonly scope: Scope;
  readonly isConditional: boolean;
}

/** `lambda.Function` as `['lambda', 'Function']`; undefined for what is no chain of names. */
export function chainOf(expression: Expression): readonly string[] | undefined {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'member') return undefined;
  const before = chainOf(expression.object);
  return before && [...before, expression.name];
}

/** The last name of a chain, such as `Function`; empty where there is none. */
export function lastName(expression: Expression): string {
  if (expression.kind === 'name') return expression.name;
  return expression.kind === 'member' ? expression.name : '';
}

/** A value as if it were written out at a place. */
export function written(value: Json, { start, end }: Place): Expression {
  const inner = (each: Json): Expression => written(each, { start, end });
  if (Array.isArray(value)) return { kind: 'list', items: value.map(inner), start, end };
  if (isExactNumber(value)) return { kind: 'literal', value: value.toString(), start, end };
  if (!isJsonObject(value)) return { kind: 'literal', value, start, end };
  const entries = Object.entries(value).map(([key, each]) => ({ key, value: inner(each) }));
  return { kind: 'object', entries, start, end };
}

/** The same expression in which one name has another. */
export function renamed(expression: Expression, from: string, to: string): Expression {
  const inner = (each: Expression): Expression => renamed(each, from, to);
  const entry = (each: ObjectEntry): ObjectEntry => ({
    ...each,
    value: inner(each.value),
    ...(each.computed && { computed: inner(each.computed) }),
  });
  switch (expression.kind) {
    case 'name':
      return expression.name === from ? { ...expression, name: to } : expression;
    case 'text':
      return { ...expression, parts: expression.parts.map(inner) };
    case 'member':
      return { ...expression, object: inner(expression.object) };
    case 'item':
      return { ...expression, object: inner(expression.object), index: inner(expression.index) };
    case 'call': {
      const { callee, items, named } = expression;
      return { ...expression, callee: inner(callee), items: items.map(inner), named: named.map(entry) };
    }
    case 'list':
      return { ...expression, items: expression.items.map(inner) };
    case 'object':
      return { ...expression, entries: expression.entries.map(entry) };
    case 'operation':
      return { ...expression, operands: expression.operands.map(inner) };
    default:
      return expression;
  }
}

/** The call in a chain whose name ends at an offset. */
export function callIn(whole: Expression, nameEnd: number): CallExpression | undefined {
  for (let inner: Expression | undefined = whole; inner;) {
    if (inner.kind === 'call' && inner.callee.end === nameEnd) return inner;
    if (inner.kind === 'call') inner = inner.callee;
    else if (inner.kind === 'member' || inner.kind === 'item') inner = inner.object;
    else if (inner.kind === 'operation') inner = inner.operands[0];
    else inner = undefined;
  }
  return undefined;
}
