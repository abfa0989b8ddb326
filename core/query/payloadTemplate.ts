/** Payload templates of JSONPath states: keys ending in `.$` hold paths or intrinsic calls. */
import type { Json } from '../json';
import type { Evaluated, QueryProblem, QueryScope } from './outcome';
import { success } from './outcome';

export interface CompiledTemplate {
  /** Problems of the expressions inside, each with the keys and indices that lead to it. */
  readonly problems: readonly { readonly path: readonly (string | number)[]; readonly problem: QueryProblem }[];
  /** Nothing in it depends on the scope. */
  readonly constant: boolean;
  evaluate(scope: QueryScope): Evaluated;
}

/** Compiles Parameters, ResultSelector, ItemSelector or Assign. */
export function compileTemplate(value: Json): CompiledTemplate {
  return { problems: [], constant: true, evaluate: () => success(value) };
}
