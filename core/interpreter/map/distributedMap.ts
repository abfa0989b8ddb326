/**
 * A Distributed Map: every item, or batch of items, is a child execution with a history of its own. Sources: "Using
 * Map state in Distributed mode", and recordings.
 */
import { isJsonObject, type Json } from '../../json';
import type { State } from '../../model/machine';
import { jsonText } from '../../jsonText';
import { compileJsonataFields } from '../fields/jsonataFields';
import { compileJsonPathFields } from '../fields/jsonPathFields';
import { MapItems } from '../itemReader/mapItems';
import { readItems, type ItemsRequest } from '../itemReader/readItems';
import { JsonData } from '../jsonData';
import type { Strand } from '../strand';
import { earlierChild, goOnWith } from '../resume/resumedMapRun';
import { evaluationFailure, runtimeFailure, StateFailure } from '../stateFailure';
import { onward } from '../states/onward';
import type { StatePart } from '../statePart';
import type { StateBody, StateCompiler } from '../step';
import type { ExecutionType } from './childExecution';
import { runChildExecutions } from './childExecutions';
import { compileItemBatcher, type ChildInputs, type MakeBatches } from './itemBatcher';
import { compileItems, compileMapFields, processorConfig, readCount, without } from './mapFields';
import { MapRun } from './mapRun';
import { compileResultWriter } from './resultWriter';
import { selectItems } from './selectItems';
import { compileToleratedFailures, toleratedThresholdExceeded } from './toleratedFailures';

export const compileDistributedMap: StateCompiler = (state, compileScope, part): StateBody => {
  const fields = compileMapFields(state, part);
  const goOn = onward(state);
  const program = state.scopes[0] && compileScope(state.scopes[0]);
  const itemsOfInput = compileItems(state, part, true);
  const itemReader = compileItemReader(state, part.at('ItemReader'));
  const toleratedFailures = compileToleratedFailures(fields);
  const batcher = compileItemBatcher(state, part.at('ItemBatcher'));
  const resultWriter = compileResultWriter(state, part.at('ResultWriter'));
  const type: ExecutionType = processorConfig(state.definition).ExecutionType === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';

  return {
    async run(strand) {
      const input = fields.input(strand);
      const maxConcurrency = await fields.maxConcurrency(strand, input.value);
      const given = itemReader ? undefined : MapItems.of(await itemsOfInput(strand, input.value));
      strand.mustRun();
      const resumed = strand.execution.resumed?.takeState(strand);
      if (resumed?.startedId === undefined) {
        strand.advance('MapStateStarted', { mapStateStartedEventDetails: { length: given?.length ?? 0 } });
      }
      if (!program) throw runtimeFailure('The Map state has no ItemProcessor.');
      const request = await itemReader?.(strand, input.value);
      const tolerance = await toleratedFailures(strand, input.value);
      const batches = await batcher?.(strand, input.value);
      const results = await resultWriter(strand, input.value);
      strand.mustRun();

      const run = new MapRun(strand, state, maxConcurrency, tolerance, resumed?.mapRun);
      const gathered = results(run);
      const startedId = resumed?.mapRun
        ? goOnWith(strand, resumed.mapRun, resumed)
        : strand.advance('MapRunStarted', { mapRunStartedEventDetails: { mapRunArn: run.arn } });
      let output: JsonData;
      try {
        const children = await childInputs(strand, input.value, given ?? request, batches, run);
        const sizeOf = (index: number): number => children.sizes?.[index] ?? 1;
        const isTolerated = await runChildExecutions({
          strand,
          state,
          program,
          run,
          type,
          children,
          ...(resumed?.mapRun && { earlier: (index) => earlierChild(program.scope, resumed, type, index) }),
          ended: (index, child) => gathered.ended(index, child, sizeOf(index)),
          pending: (index, childInput) => gathered.pending(index, childInput, sizeOf(index)),
        });
        output = isTolerated ? await gathered.close() : await failAfter(gathered.close());
        strand.mustRun();
      } catch (thrown) {
        if (!(thrown instanceof StateFailure) || strand.stopped || strand.execution.end) {
          run.abandon();
          strand.mustRun();
          throw thrown;
        }
        run.end('FAILED');
        if (!thrown.terminal) strand.advance('MapRunFailed', { mapRunFailedEventDetails: thrown.details });
        throw thrown;
      }
      run.end('SUCCEEDED');
      strand.advance('MapRunSucceeded');
      strand.aside('MapStateSucceeded', strand.previous);
      // Recorded since November 2024; until August 2024 MapStateExited followed MapRunSucceeded.
      strand.previous = startedId;
      return goOn(await fields.close(strand, input, output));
    },
    failed(strand, failure) {
      if (!failure.isFaultOf(state)) strand.advance('MapStateFailed');
    },
  };

  /** Apart from the rest, so that items are not kept beside the inputs that are made of them. */
  async function childInputs(
    strand: Strand,
    input: Json,
    source: MapItems | ItemsRequest | undefined,
    batches: MakeBatches | undefined,
    run: MapRun,
  ): Promise<ChildInputs> {
    const items = source instanceof MapItems ? source : source ? await readItems(strand, source) : new MapItems();
    const selected = await selectItems(fields, strand, input, items);
    const children = batches?.(selected) ?? { inputs: selected };
    run.begin(children.inputs.length, selected.length);
    return children;
  }
};

/** A run that has failed writes what there is; that it failed matters more than whether that could be written. */
async function failAfter(written: unknown): Promise<never> {
  try {
    await written;
  } catch (thrown) {
    if (!(thrown instanceof StateFailure)) throw thrown;
  }
  throw toleratedThresholdExceeded();
}

/** ItemReader's own fields; undefined where the state has none. */
function compileItemReader(
  state: State,
  part: StatePart,
): ((strand: Strand, input: Json) => Promise<ItemsRequest>) | undefined {
  const { ItemReader: definition } = state.definition;
  if (!isJsonObject(definition)) return undefined;
  const jsonata = state.queryLanguage === 'JSONata';
  const config = isJsonObject(definition.ReaderConfig) ? definition.ReaderConfig : {};
  const fields = jsonata ? compileJsonataFields(definition, part) : compileJsonPathFields(definition, part);
  const configPart = part.at('ReaderConfig');
  const reader = jsonata ? compileJsonataFields(config, configPart) : compileJsonPathFields(config, configPart);
  const maxItems = reader.scalar('MaxItems');
  return async (strand, input) => {
    const limit = await readCount(strand, maxItems, input, 0);
    const arguments_ = await fields.arguments(strand, new JsonData(input));
    if (!isJsonObject(arguments_.value)) {
      throw evaluationFailure(`The ItemReader's arguments must be an object but were: ${jsonText(arguments_.value)}`);
    }
    return {
      state,
      resource: typeof definition.Resource === 'string' ? definition.Resource : '',
      arguments: arguments_.value,
      config: without(without(config, 'MaxItems'), 'MaxItemsPath'),
      maxItems: limit,
    };
  };
}
