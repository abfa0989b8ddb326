/** One JSONata expression, the text between `{%` and `%}`. */
import type { Json, JsonObject } from '../../json';
import type { Evaluated, MaybePromise, QueryProblem } from '../outcome';
import { success } from '../outcome';

/** What an expression may read. */
export interface JsonataScope {
  /** What `$states` means: `input`, `context`, and where they exist `result` and `errorOutput`. */
  readonly states: JsonObject;
  readonly variables?: JsonObject;
  /** For `$random()` without a seed; in [0, 1). */
  random?(): number;
  uuid?(): string;
  /** Milliseconds since the epoch, for `$now()` and `$millis()`. */
  now?(): number;
}

export interface CompiledJsonata {
  readonly source: string;
  /** Evaluates at once, without a promise. */
  readonly synchronous: boolean;
  /** `field` names the field in the cause of a failure, such as `Output/a/b[0]`. */
  evaluate(scope: JsonataScope, field: string): MaybePromise<Evaluated>;
}

/** Compiles the bare source, without `{%` and `%}`. Never throws. */
export function compileJsonata(source: string): CompiledJsonata | QueryProblem {
  return { source, synchronous: true, evaluate: () => success<Json>(null) };
}
