/** One evaluation's own things, which the library's functions find in its environment. */
import type jsonata from 'jsonata';
import type { JsonataScope } from './compileJsonata';
import { EvaluationFault } from './evaluationFault';
import type { RunawayGuard } from './runawayGuard';

export interface JsonataRun {
  readonly scope: JsonataScope;
  readonly guard: RunawayGuard;
  /** Its moment is fixed. */
  hasBegun: boolean;
}

/** A name that nobody can write. */
export const RUN = ' run';

export function runOf(environment: jsonata.Environment): JsonataRun {
  return environment.lookup(RUN) as JsonataRun;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the library's own type of a function
export type Implementation = readonly [(this: any, ...args: any[]) => unknown, signature: string];

/** Time and chance come from outside, or not at all: this room has neither. */
export function fromHost<K extends 'random' | 'uuid' | 'now'>(
  focus: jsonata.Focus,
  name: K,
): NonNullable<JsonataScope[K]> {
  const { scope } = runOf(focus.environment);
  const give = scope[name];
  if (!give) throw new EvaluationFault('Time and random values are not available here');
  return give.bind(scope) as NonNullable<JsonataScope[K]>;
}
