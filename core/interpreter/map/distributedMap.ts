/** A Distributed Map: every item, or batch of items, is a child execution with a history of its own. */
import { isJsonObject, type Json } from '../../json';
import type { State } from '../../model/machine';
import { isPromise, jsonText } from '../../query';
import type { Execution } from '../execution';
import { compileStateFields } from '../fields';
import { compileJsonataFields } from '../fields/jsonataFields';
import { compileJsonPathFields } from '../fields/jsonPathFields';
import type { ExecutionResult } from '../historyEvent';
import { HistoryRecorder, MAXIMUM_EVENTS } from '../historyRecorder';
import { itemSource, readItems, type ItemsRequest } from '../itemReader/readItems';
import { JsonData } from '../jsonData';
import type { Line } from '../line';
import { runExecution } from '../runExecution';
import { evaluationFailure, LineStopped, runtimeFailure, StateFailure } from '../stateFailure';
import { onward } from '../states/onward';
import type { Program, StateBody, StateCompiler } from '../step';
import { compileItemBatcher } from './itemBatcher';
import { compileMapFields, readCount, without } from './mapFields';
import { compileResultWriter, type ChildExecution } from './resultWriter';
import { selectItems } from './selectItems';
import { compileToleratedFailures, toleratedThresholdExceeded, type Exceeds } from './toleratedFailures';

/** AWS runs at most this many child executions of a Map at once. */
const MAXIMUM_CONCURRENCY = 10_000;

interface MapRun {
  readonly arn: string;
  readonly label: string;
  readonly id: string;
}

export const compileDistributedMap: StateCompiler = (state, compileScope): StateBody => {
  const fields = compileMapFields(state);
  const goOn = onward(state);
  const program = state.scopes[0] && compileScope(state.scopes[0]);
  const toleratedFailures = compileToleratedFailures(compileStateFields(state));
  const itemReader = compileItemReader(state);
  const batcher = compileItemBatcher(state);
  const writeResults = compileResultWriter(state);

  return {
    async run(line) {
      const input = fields.input(line);
      const maxConcurrency = await fields.maxConcurrency(line, input.value);
      const given = itemReader ? undefined : await fields.items(line, input.value);
      line.mustRun();
      line.advance('MapStateStarted', { mapStateStartedEventDetails: { length: given?.length ?? 0 } });
      if (!program) throw runtimeFailure('The Map state has no ItemProcessor.');
      const request = await itemReader?.(line, input.value);
      const exceeds = await toleratedFailures(line, input.value);
      line.mustRun();

      const run = startMapRun(line, state);
      const startedId = line.advance('MapRunStarted', { mapRunStartedEventDetails: { mapRunArn: run.arn } });
      let output: JsonData;
      try {
        const items = given ?? (request ? await readItems(line, request) : []);
        const inputs = await childInputs(
          line,
          input.value,
          items,
          request ? itemSource(request.arguments) : 'STATE_DATA',
        );
        const children = await runChildExecutions(line, state, program, run, inputs, maxConcurrency, exceeds);
        output = await writeResults(line, input.value, { arn: run.arn, id: run.id, children });
      } catch (thrown) {
        if (!(thrown instanceof StateFailure) || thrown.terminal) throw thrown;
        line.mustRun();
        line.advance('MapRunFailed', { mapRunFailedEventDetails: thrown.details });
        throw thrown;
      }
      line.mustRun();
      line.advance('MapRunSucceeded');
      line.aside('MapStateSucceeded', line.previous);
      // Recorded since November 2024; until August 2024 MapStateExited followed MapRunSucceeded.
      line.previous = startedId;
      return goOn(await fields.close(line, input, output));
    },
    failed(line, failure) {
      if (!failure.isFaultOf(state)) line.advance('MapStateFailed');
    },
  };

  /** ItemSelector per item, then batches. */
  async function childInputs(line: Line, input: Json, items: readonly Json[], source: string): Promise<Json[]> {
    const inputs = await selectItems(fields, line, input, items, source);
    return batcher ? batcher(line, input, inputs) : [...inputs];
  }
};

function startMapRun(line: Line, state: State): MapRun {
  const { host, region, accountId, stateMachineName } = line.execution;
  const label = typeof state.definition.Label === 'string' ? state.definition.Label : host.uuid();
  const id = host.uuid();
  return { arn: `arn:aws:states:${region}:${accountId}:mapRun:${stateMachineName}/${label}:${id}`, label, id };
}

async function runChildExecutions(
  line: Line,
  state: State,
  program: Program,
  run: MapRun,
  inputs: readonly Json[],
  maxConcurrency: number,
  exceeds: Exceeds,
): Promise<ChildExecution[]> {
  const limit = Math.min(maxConcurrency === 0 ? MAXIMUM_CONCURRENCY : maxConcurrency, MAXIMUM_CONCURRENCY);
  const children: ChildExecution[] = [];
  let next = 0;
  let failures = 0;
  let failure: StateFailure | undefined;

  const worker = async (): Promise<void> => {
    while (next < inputs.length && !failure) {
      const index = next++;
      const input = inputs[index] ?? null;
      const child = startChild(line, state, program, run, index, input);
      const result = isPromise(child.result) ? await child.result : child.result;
      line.mustRun();
      children[index] = { index, input, result, executionArn: child.arn };
      if (result.status === 'SUCCEEDED') continue;
      failures++;
      if (exceeds(failures, inputs.length)) {
        failure ??= toleratedThresholdExceeded();
        stopSubordinates(line);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, inputs.length) }, worker));
  if (failure) throw failure;
  return children;
}

/** Too many have failed: those still running end here. */
function stopSubordinates(line: Line): void {
  for (const child of [...line.subordinates]) {
    child.stop();
    child.cancel(new LineStopped());
  }
}

function startChild(line: Line, state: State, program: Program, run: MapRun, index: number, input: Json) {
  const parent = line.execution;
  const { host, region, accountId } = parent;
  const machineName = `${parent.stateMachineName}/${run.label}`;
  const name = host.uuid();
  const arn = `arn:aws:states:${region}:${accountId}:execution:${machineName}:${name}`;
  const history = new HistoryRecorder(
    {
      emit: (event) =>
        host.emit(event.kind === 'history' ? { ...event, kind: 'childHistory', executionArn: arn } : event),
      now: () => host.now(),
    },
    MAXIMUM_EVENTS,
  );
  const data = new JsonData(input);
  const execution: Execution = {
    host,
    history,
    random: () => host.random(),
    uuid: () => host.uuid(),
    region,
    accountId,
    executionName: name,
    stateMachineName: machineName,
    executionContext: {
      Id: arn,
      Input: input,
      StartTime: history.timestamp(),
      Name: name,
      RoleArn: parent.executionContext.RoleArn ?? '',
      RedriveCount: 0,
    },
    machineContext: parent.machineContext,
    root: undefined,
    workSincePause: 0,
    // A child ends with its parent.
    get end() {
      return parent.end;
    },
    set end(value) {
      parent.end = value;
    },
  };
  const result = runExecution({
    execution,
    program,
    input: data,
    roleArn: String(parent.executionContext.RoleArn ?? ''),
    parent: line,
    line: {
      id: `${line.id}/${state.path}#${line.retryCount}:${index}`,
      iterations: [...line.iterations, index],
      depth: line.depth + 1,
    },
  });
  return { arn, result: result as ExecutionResult | Promise<ExecutionResult> };
}

/** ItemReader's own fields; undefined where the state has none. */
function compileItemReader(state: State): ((line: Line, input: Json) => Promise<ItemsRequest>) | undefined {
  const { ItemReader: definition } = state.definition;
  if (!isJsonObject(definition)) return undefined;
  const jsonata = state.queryLanguage === 'JSONata';
  const config = isJsonObject(definition.ReaderConfig) ? definition.ReaderConfig : {};
  const fields = jsonata ? compileJsonataFields(definition, 'ItemReader/') : compileJsonPathFields(definition);
  const reader = jsonata ? compileJsonataFields(config, 'ItemReader/ReaderConfig/') : compileJsonPathFields(config);
  const maxItems = reader.scalar('MaxItems');
  return async (line, input) => {
    const limit = await readCount(line, maxItems, input, 0);
    const arguments_ = await fields.arguments(line, new JsonData(input));
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
