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
        const lines: Line[] = [];
        const finished = runChildren({
          parent: line,
          count: branches.length,
          limit: 0,
          begin(index) {
            const branch = new Line({
              execution: line.execution,
              id: `${line.id}/${state.path}#${line.retryCount}:${index}`,
              iterations: line.iterations,
              depth: line.depth + 1,
              previous: startedId,
              data,
              variables: line.variables,
              ...(line.mapContext && { mapContext: line.mapContext }),
            });
            resumed?.resumeChild(branch, index);
            lines.push(branch);
            return branchChild(line, branch, branches[index] as Program);
          },
        });
        return andThen(finished, () => {
          line.mustRun();
          line.aside('ParallelStateSucceeded', line.previous);
          const result = new JsonData(lines.map((branch) => branch.data.value));
          return andThen(fields.close(line, input, result), goOn);
        });
      });
    },
    failed(line, failure) {
      if (!failure.isFaultOf(state)) line.advance('ParallelStateFailed');
    },
  };
};

function branchChild(parent: Line, line: Line, program: Program): Child {
  return {
    line,
    program,
    // ParallelStateExited points at the last event of whichever branch ended last (recorded).
    succeeded: () => void (parent.previous = Math.max(parent.previous, line.previous)),
    // AWS records the stop of a failed branch's own task too (recorded).
    failed: () => recordTaskAborted(line),
    recordAborted: (failingEvent) => recordStateAborted(line, failingEvent),
  };
}
