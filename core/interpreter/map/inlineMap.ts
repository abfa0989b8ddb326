/** An inline Map: iterations are lines of the same execution. */
import type { Json } from '../../json';
import type { State } from '../../model/machine';
import type { MaybePromise } from '../../query';
import { recordStateAborted } from '../abortedEvents';
import { runChildren, type Child } from '../childLines';
import { JsonData } from '../jsonData';
import { Line } from '../line';
import { andThen } from '../maybePromise';
import { runtimeFailure } from '../stateFailure';
import type { LinePoint } from '../resume/linePoint';
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
            line.aside('MapStateSucceeded', line.previous);
            return andThen(fields.close(line, input, outputs), goOn);
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
): MaybePromise<JsonData> {
  const startedId = resumed?.startedId ?? line.previous;
  const map: RunningMap = {
    line,
    input,
    name: state.name,
    program,
    itemSelector: fields.itemSelector,
    prefix: `${line.id}/${state.path}#${line.retryCount}:`,
    outputs: new Array<JsonData>(items.length),
    lastStateEvent: startedId,
    lastSucceeded: startedId,
    resumed,
  };
  const finished = runChildren({
    parent: line,
    count: items.length,
    limit: maxConcurrency === 0 ? MAXIMUM_CONCURRENCY : Math.min(maxConcurrency, MAXIMUM_CONCURRENCY),
    begin: (index) =>
      new Iteration(map, index, items[index] ?? null, maxConcurrency === 1 ? map.lastStateEvent : startedId),
  });
  return andThen(finished, () => {
    line.previous = map.lastSucceeded;
    return JsonData.array(map.outputs);
  });
}

/** What the iterations of one attempt share. */
interface RunningMap {
  readonly line: Line;
  readonly input: JsonData;
  readonly name: string;
  readonly program: Program;
  readonly itemSelector: MapFields['itemSelector'];
  /** Of the ids of the iterations' lines. */
  readonly prefix: string;
  readonly outputs: JsonData[];
  /** The last state event of the iteration before: the next follows it where they run one by one (recorded). */
  lastStateEvent: number;
  lastSucceeded: number;
  readonly resumed: ResumedState | undefined;
}

class Iteration implements Child {
  readonly line: Line;
  readonly program: Program;
  private readonly place: { readonly name: string; readonly index: number };
  /** Where an earlier run left it. */
  private readonly before: LinePoint | undefined;

  constructor(
    private readonly map: RunningMap,
    index: number,
    item: Json,
    previous: number,
  ) {
    const { line, name } = map;
    this.program = map.program;
    this.line = new Line({
      execution: line.execution,
      id: map.prefix + index,
      iterations: line.iterations.length === 0 ? [index] : [...line.iterations, index],
      depth: line.depth + 1,
      previous,
      data: new JsonData(item),
      variables: line.variables,
      mapContext: { Item: { Index: index, Value: item } },
    });
    this.place = { name, index };
    this.line.standIn(line);
    this.before = map.resumed?.resumeChild(this.line, index);
    if (!this.before) this.line.advance('MapIterationStarted', { mapIterationStartedEventDetails: this.place });
  }

  /** The item as ItemSelector shapes it: evaluated in the Map's own scope, with the item in the context object. */
  prepare(): MaybePromise<void> {
    const { itemSelector, input } = this.map;
    if (!itemSelector || this.before?.state) return undefined;
    return andThen(itemSelector(this.line, input.value), (value) => void (this.line.data = new JsonData(value)));
  }

  succeeded(): void {
    const { line, map, place } = this;
    map.lastStateEvent = line.previous;
    map.outputs[place.index] = line.data;
    // Of the iterations that an earlier run ended the last one counts, in whatever order they come here.
    map.lastSucceeded =
      this.before?.succeededId === undefined
        ? line.aside('MapIterationSucceeded', line.previous, { mapIterationSucceededEventDetails: place })
        : Math.max(map.lastSucceeded, this.before.succeededId);
  }

  failed(): void {
    this.line.aside('MapIterationFailed', this.line.previous, { mapIterationFailedEventDetails: this.place });
  }

  recordAborted(failingEvent: number): void {
    // Until its first state is entered it stands in for the Map's own, for the sake of ItemSelector.
    if (this.line.state !== this.map.line.state) recordStateAborted(this.line, failingEvent);
    this.line.aside('MapIterationAborted', failingEvent, { mapIterationAbortedEventDetails: this.place });
  }
}
