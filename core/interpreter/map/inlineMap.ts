/** An inline Map: iterations are lines of the same execution. */
import type { Json } from '../../json';
import type { State } from '../../model/machine';
import { recordStateAborted } from '../abortedEvents';
import { runChildren, type Child } from '../childLines';
import { JsonData } from '../jsonData';
import { Line } from '../line';
import { andThen } from '../maybePromise';
import { runtimeFailure } from '../stateFailure';
import type { ResumedState } from '../resume/resumption';
import { onward } from '../states/onward';
import type { Program, StateBody, StateCompiler } from '../step';
import { compileMapFields, type MapFields } from './mapFields';

/** AWS runs at most this many iterations of an inline Map at once, whatever MaxConcurrency says. */
const MAXIMUM_CONCURRENCY = 40;

export const compileInlineMap: StateCompiler = (state, compileScope) => {
  const fields = compileMapFields(state);
  const goOn = onward(state);
  const program = state.scopes[0] && compileScope(state.scopes[0]);

  const body: StateBody = {
    run: (line) => {
      const input = fields.input(line);
      return andThen(fields.maxConcurrency(line, input.value), (maxConcurrency) =>
        andThen(fields.items(line, input.value), (items) => {
          const resumed = line.execution.resumed?.takeState(line);
          if (resumed?.startedId === undefined) {
            line.advance('MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
          }
          if (!program) throw runtimeFailure('The Map state has no ItemProcessor.');
          return andThen(iterate(state, fields, program, line, input, items, maxConcurrency, resumed), (outputs) => {
            line.mustRun();
            line.aside('MapStateSucceeded', line.previous);
            return andThen(fields.close(line, input, new JsonData(outputs)), goOn);
          });
        }),
      );
    },
    failed(line, failure) {
      if (!failure.isFaultOf(state)) line.advance('MapStateFailed');
    },
  };
  return body;
};

function iterate(
  state: State,
  fields: MapFields,
  program: Program,
  line: Line,
  input: JsonData,
  items: readonly Json[],
  maxConcurrency: number,
  resumed: ResumedState | undefined,
) {
  const startedId = resumed?.startedId ?? line.previous;
  const outputs: Json[] = new Array<Json>(items.length).fill(null);
  const sequential = maxConcurrency === 1;
  /** The last state event of the iteration before: the next follows it where they run one by one (recorded). */
  let lastStateEvent = startedId;
  let lastSucceeded = startedId;

  const finished = runChildren({
    parent: line,
    count: items.length,
    limit: maxConcurrency === 0 ? MAXIMUM_CONCURRENCY : Math.min(maxConcurrency, MAXIMUM_CONCURRENCY),
    begin(index): Child {
      const item = items[index] ?? null;
      const iteration = new Line({
        execution: line.execution,
        id: `${line.id}/${state.path}#${line.retryCount}:${index}`,
        iterations: [...line.iterations, index],
        depth: line.depth + 1,
        previous: sequential ? lastStateEvent : startedId,
        data: new JsonData(item),
        variables: line.variables,
        mapContext: { Item: { Index: index, Value: item } },
      });
      const place = { name: state.name, index };
      iteration.standIn(line);
      const before = resumed?.resumeChild(iteration, index);
      if (!before) iteration.advance('MapIterationStarted', { mapIterationStartedEventDetails: place });
      return {
        line: iteration,
        program,
        prepare: before?.state ? undefined : selectItem(fields, iteration, input),
        succeeded() {
          lastStateEvent = iteration.previous;
          outputs[index] = iteration.data.value;
          // Of the iterations that an earlier run ended the last one counts, in whatever order they come here.
          lastSucceeded =
            before?.succeededId === undefined
              ? iteration.aside('MapIterationSucceeded', iteration.previous, {
                  mapIterationSucceededEventDetails: place,
                })
              : Math.max(lastSucceeded, before.succeededId);
        },
        failed() {
          iteration.aside('MapIterationFailed', iteration.previous, { mapIterationFailedEventDetails: place });
        },
        recordAborted(failingEvent) {
          recordStateAborted(iteration, failingEvent);
          iteration.aside('MapIterationAborted', failingEvent, { mapIterationAbortedEventDetails: place });
        },
      };
    },
  });
  return andThen(finished, () => {
    line.previous = lastSucceeded;
    return outputs;
  });
}

/** The item as ItemSelector shapes it: evaluated in the Map's own scope, with the item in the context object. */
function selectItem(fields: MapFields, iteration: Line, input: JsonData): Child['prepare'] {
  const { itemSelector } = fields;
  if (!itemSelector) return undefined;
  return () => andThen(itemSelector(iteration, input.value), (value) => void (iteration.data = new JsonData(value)));
}
