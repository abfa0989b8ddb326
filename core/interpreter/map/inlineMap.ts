/** An inline Map: iterations are strands of the same execution. */
import type { Json } from '../../json';
import type { State } from '../../model/machine';
import type { MaybePromise } from '../../query';
import { recordStateAborted } from '../abortedEvents';
import { runChildren, type Child } from '../childStrands';
import { JsonData } from '../jsonData';
import { Strand } from '../strand';
import { andThen } from '../maybePromise';
import { runtimeFailure } from '../stateFailure';
import type { StrandPoint } from '../resume/strandPoint';
import type { ResumedState } from '../resume/resumption';
import { onward } from '../states/onward';
import type { Program, StateBody, StateCompiler } from '../step';
import { compileMapFields, type MapFields } from './mapFields';

/** AWS runs at most this many iterations of an inline Map at once, whatever MaxConcurrency says. */
const MAXIMUM_CONCURRENCY = 40;

export const compileInlineMap: StateCompiler = (state, compileScope, part) => {
  const fields = compileMapFields(state, part);
  const goOn = onward(state);
  const program = state.scopes[0] && compileScope(state.scopes[0]);

  const body: StateBody = {
    run: (strand) => {
      const input = fields.input(strand);
      return andThen(fields.maxConcurrency(strand, input.value), (maxConcurrency) =>
        andThen(fields.items(strand, input.value), (items) => {
          const resumed = strand.execution.resumed?.takeState(strand);
          if (resumed?.startedId === undefined) {
            strand.advance('MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
          }
          if (!program) throw runtimeFailure('The Map state has no ItemProcessor.');
          return andThen(iterate(state, fields, program, strand, input, items, maxConcurrency, resumed), (outputs) => {
            strand.aside('MapStateSucceeded', strand.previous);
            return andThen(fields.close(strand, input, outputs), goOn);
          });
        }),
      );
    },
    failed(strand, failure) {
      if (!failure.isFaultOf(state)) strand.advance('MapStateFailed');
    },
  };
  return body;
};

function iterate(
  state: State,
  fields: MapFields,
  program: Program,
  strand: Strand,
  input: JsonData,
  items: readonly Json[],
  maxConcurrency: number,
  resumed: ResumedState | undefined,
): MaybePromise<JsonData> {
  const startedId = resumed?.startedId ?? strand.previous;
  const map: RunningMap = {
    strand,
    input,
    name: state.name,
    program,
    itemSelector: fields.itemSelector,
    prefix: `${strand.id}/${state.path}#${strand.retryCount}:`,
    outputs: new Array<JsonData>(items.length),
    lastStateEvent: startedId,
    lastSucceeded: startedId,
    resumed,
  };
  const finished = runChildren({
    parent: strand,
    count: items.length,
    limit: maxConcurrency === 0 ? MAXIMUM_CONCURRENCY : Math.min(maxConcurrency, MAXIMUM_CONCURRENCY),
    begin: (index) =>
      new Iteration(map, index, items[index] ?? null, maxConcurrency === 1 ? map.lastStateEvent : startedId),
  });
  return andThen(finished, () => {
    strand.previous = map.lastSucceeded;
    return JsonData.array(map.outputs);
  });
}

/** What the iterations of one attempt share. */
interface RunningMap {
  readonly strand: Strand;
  readonly input: JsonData;
  readonly name: string;
  readonly program: Program;
  readonly itemSelector: MapFields['itemSelector'];
  /** Of the ids of the iterations' strands. */
  readonly prefix: string;
  readonly outputs: JsonData[];
  /** The last state event of the iteration before: the next follows it where they run one by one (recorded). */
  lastStateEvent: number;
  lastSucceeded: number;
  readonly resumed: ResumedState | undefined;
}

class Iteration implements Child {
  readonly strand: Strand;
  readonly program: Program;
  private readonly place: { readonly name: string; readonly index: number };
  /** Where an earlier run left it. */
  private readonly before: StrandPoint | undefined;

  constructor(
    private readonly map: RunningMap,
    index: number,
    item: Json,
    previous: number,
  ) {
    const { strand, name } = map;
    this.program = map.program;
    this.strand = new Strand({
      execution: strand.execution,
      id: map.prefix + index,
      iterations: strand.iterations.length === 0 ? [index] : [...strand.iterations, index],
      depth: strand.depth + 1,
      previous,
      data: new JsonData(item),
      variables: strand.variables,
      mapContext: { Item: { Index: index, Value: item } },
      around: strand,
    });
    this.place = { name, index };
    this.strand.standIn(strand);
    this.before = map.resumed?.resumeChild(this.strand, index);
    if (!this.before) this.strand.advance('MapIterationStarted', { mapIterationStartedEventDetails: this.place });
  }

  /** The item as ItemSelector shapes it: evaluated in the Map's own scope, with the item in the context object. */
  prepare(): MaybePromise<void> {
    const { itemSelector, input } = this.map;
    if (!itemSelector || this.before?.state) return undefined;
    return andThen(itemSelector(this.strand, input.value), (value) => void (this.strand.data = new JsonData(value)));
  }

  succeeded(): void {
    const { strand, map, place } = this;
    map.lastStateEvent = strand.previous;
    map.outputs[place.index] = strand.data;
    // Of the iterations that an earlier run ended the last one counts, in whatever order they come here.
    map.lastSucceeded =
      this.before?.succeededId === undefined
        ? strand.aside('MapIterationSucceeded', strand.previous, { mapIterationSucceededEventDetails: place })
        : Math.max(map.lastSucceeded, this.before.succeededId);
  }

  failed(): void {
    this.strand.aside('MapIterationFailed', this.strand.previous, { mapIterationFailedEventDetails: this.place });
  }

  recordAborted(failingEvent: number): void {
    // Until its first state is entered it stands in for the Map's own, for the sake of ItemSelector.
    if (this.strand.state !== this.map.strand.state) recordStateAborted(this.strand, failingEvent);
    this.strand.aside('MapIterationAborted', failingEvent, { mapIterationAbortedEventDetails: this.place });
  }
}
