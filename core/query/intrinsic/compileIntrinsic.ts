import type { Evaluated, QueryProblem, QueryScope } from '../outcome';
import { isQueryProblem, success } from '../outcome';
import type { IntrinsicNode } from './parseIntrinsic';
import { parseIntrinsic } from './parseIntrinsic';

export interface CompiledIntrinsic {
  readonly text: string;
  readonly parsed: IntrinsicNode;
  evaluate(scope: QueryScope): Evaluated;
}

export function compileIntrinsic(text: string): CompiledIntrinsic | QueryProblem {
  const parsed = parseIntrinsic(text);
  if (isQueryProblem(parsed)) return parsed;
  return { text, parsed, evaluate: () => success(null) };
}
