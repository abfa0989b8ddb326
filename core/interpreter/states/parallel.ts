/** Parallel: its branches side by side, each with a copy of the input. */
import { recordStateAborted, recordTaskAborted } from '../abortedEvents';
import { runChildren, type Child } from '../childLines';
import { compileStateFields } from '../fields';
import { JsonData } from '../jsonData';
import { Line } from '../line';
import { andThen } from '../maybePromise';
import type { Program, StateCompiler } from '../step';
import { onward } from './onward';

export const compileParallel: StateCompiler = (state, compileScope) => {
  const fields = compileStateFields(state);
  const goOn = onward(state);
  const branches = state.scopes.map(compileScope);

  return {
    run: (line) => {
      const input = fields.input(line);
      return andThen(fields.arguments(line, input), (data) => {
        const resumed = line.execution.resumed?.takeState(line);
        const startedId = resumed?.startedId ?? line.advance('ParallelStateStarted');
        const prefix = `${line.id}/${state.path}#${line.retryCount}:`;
        const children: Branch[] = [];
        const finished = runChildren({
          parent: line,
          count: branches.length,
          limit: 0,
          begin(index) {
            const branch = new Branch(line, prefix + index, startedId, data, branches[index] as Program);
            resumed?.resumeChild(branch.line, index);
            children.push(branch);
            return branch;
          },
        });
        return andThen(finished, () => {
          line.aside('ParallelStateSucceeded', line.previous);
          const result = JsonData.array(children.map((branch) => branch.line.data));
          return andThen(fields.close(line, input, result), goOn);
        });
      });
    },
    failed(line, failure) {
      if (!failure.isFaultOf(state)) line.advance('ParallelStateFailed');
    },
  };
};

class Branch implements Child {
  readonly line: Line;

  constructor(
    private readonly parent: Line,
    id: string,
    startedId: number,
    data: JsonData,
    readonly program: Program,
  ) {
    this.line = new Line({
      execution: parent.execution,
      id,
      iterations: parent.iterations,
      depth: parent.depth + 1,
      previous: startedId,
      data,
      variables: parent.variables,
      mapContext: parent.mapContext,
    });
  }

  /** ParallelStateExited points at the last event of whichever branch ended last (recorded). */
  succeeded(): void {
    this.parent.previous = Math.max(this.parent.previous, this.line.previous);
  }

  /** AWS records the stop of a failed branch's own task too (recorded). */
  failed(): void {
    recordTaskAborted(this.line);
  }

  recordAborted(failingEvent: number): void {
    recordStateAborted(this.line, failingEvent);
  }
}
