/** JSON values with `{% … %}` strings anywhere inside: Arguments, Output, Assign, Condition and so on. */
import type { Json } from '../../json';
import type { Evaluated, MaybePromise, QueryProblem } from '../outcome';
import { success } from '../outcome';
import type { JsonataScope } from './compileJsonata';

/** The source inside `{% … %}` and where it starts in the string; undefined for any other string. */
export function jsonataSource(text: string): { readonly source: string; readonly offset: number } | undefined {
  if (!text.startsWith('{%') || !text.endsWith('%}') || text.length < 4) return undefined;
  return { source: text.slice(2, -2), offset: 2 };
}

export interface CompiledJsonataTemplate {
  /** Offsets count in the whole string, `{%` included. */
  readonly problems: readonly { readonly path: readonly (string | number)[]; readonly problem: QueryProblem }[];
  readonly constant: boolean;
  readonly synchronous: boolean;
  /** `field` is the field the template stands in, such as `Output` or `Choices[1]/Condition`. */
  evaluate(scope: JsonataScope, field: string): MaybePromise<Evaluated>;
}

export function compileJsonataTemplate(value: Json): CompiledJsonataTemplate {
  return { problems: [], constant: true, synchronous: true, evaluate: () => success(value) };
}
