/** What a strand shows of itself where a debugger may stop. */
import type { PausePoint } from './host';
import type { Strand } from './strand';

/** Throws where the strand is in no state: it never pauses outside one. */
export function pausePlace(strand: Strand): Pick<PausePoint, 'state' | 'strand' | 'iterations' | 'attempt' | 'depth'> {
  const { state } = strand;
  if (!state) throw new Error('A strand paused outside any state.');
  return {
    state,
    strand: strand.id,
    iterations: strand.iterations,
    attempt: strand.retryCount,
    depth: strand.depth,
  };
}

export function pauseData(strand: Strand): PausePoint['data'] {
  // A debugger may change variables in place; outer strands must not notice.
  strand.variables = { ...strand.variables };
  return {
    input: strand.data.value,
    variables: strand.variables,
    context: strand.context,
    stages: strand.stages ?? {},
  };
}
