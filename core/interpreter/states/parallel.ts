/** Parallel: its branches side by side, each with a copy of the input. */
import { recordStateAborted, recordTaskAborted } from '../abortedEvents';
import { runChildren, type Child } from '../childStrands';
import { compileStateFields } from '../fields';
import { JsonData } from '../jsonData';
import { Strand } from '../strand';
import { andThen } from '../maybePromise';
import type { Program, StateCompiler } from '../step';
import { onward } from './onward';

export const compileParallel: StateCompiler = (state, compileScope, part) => {
  const fields = compileStateFields(state, part);
  const goOn = onward(state);
  const branches = state.scopes.map(compileScope);

  return {
    run: (strand) => {
      const input = fields.input(strand);
      return andThen(fields.arguments(strand, input), (data) => {
        const resumed = strand.execution.resumed?.takeState(strand);
        const startedId = resumed?.startedId ?? strand.advance('ParallelStateStarted');
        const prefix = `${strand.id}/${state.path}#${strand.retryCount}:`;
        const children: Branch[] = [];
        const finished = runChildren({
          parent: strand,
          count: branches.length,
          limit: 0,
          begin(index) {
            const branch = new Branch(strand, prefix + index, startedId, data, branches[index] as Program);
            resumed?.resumeChild(branch.strand, index);
            children.push(branch);
            return branch;
          },
        });
        return andThen(finished, () => {
          strand.aside('ParallelStateSucceeded', strand.previous);
          const result = JsonData.array(children.map((branch) => branch.strand.data));
          return andThen(fields.close(strand, input, result), goOn);
        });
      });
    },
    failed(strand, failure) {
      if (!failure.isFaultOf(state)) strand.advance('ParallelStateFailed');
    },
  };
};

class Branch implements Child {
  readonly strand: Strand;

  constructor(
    private readonly parent: Strand,
    id: string,
    startedId: number,
    data: JsonData,
    readonly program: Program,
  ) {
    this.strand = new Strand({
      execution: parent.execution,
      id,
      iterations: parent.iterations,
      depth: parent.depth + 1,
      previous: startedId,
      data,
      variables: parent.variables,
      mapContext: parent.mapContext,
      around: parent,
    });
  }

  /** ParallelStateExited points at the last event of whichever branch ended last (recorded). */
  succeeded(): void {
    this.parent.previous = Math.max(this.parent.previous, this.strand.previous);
  }

  /** AWS records the stop of a failed branch's own task too (recorded). */
  failed(): void {
    recordTaskAborted(this.strand);
  }

  recordAborted(failingEvent: number): void {
    recordStateAborted(this.strand, failingEvent);
  }
}
