/** TestState: one state on its own, with mocks in place of what it calls. */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import { buildMachine } from '../../model';
import type { State, StateType } from '../../model/machine';
import { parseDocument } from '../../syntax';
import { compileCatchers, findCatcher } from '../catcher';
import { compileProgram } from '../compileProgram';
import type { Execution } from '../execution';
import { compileStateFields, type Closing } from '../fields';
import { HistoryRecorder } from '../historyRecorder';
import type { Host, TaskOutcome } from '../host';
import { JsonData } from '../jsonData';
import { Strand } from '../strand';
import { MapItems, STATE_DATA } from '../itemReader/mapItems';
import { compileItemBatcher } from '../map/itemBatcher';
import { compileMapFields } from '../map/mapFields';
import { selectItems } from '../map/selectItems';
import { compileToleratedFailures, isExceeded, toleratedThresholdExceeded } from '../map/toleratedFailures';
import { matchesError } from '../errorEquals';
import { compileRetriers, retryDelay } from '../retrier';
import { StateFailure } from '../stateFailure';
import { UNWATCHED } from '../statePart';
import { STATE_COMPILERS } from '../states';
import { onward } from '../states/onward';
import type { Completion } from '../step';
import { TaskBeginnings } from '../taskBeginnings';
import { inspectionData } from './inspection';
import { invalidDefinition, parseJson, refuseContext, refuseResult, refuseState, validation } from './refusals';
import type {
  ErrorInspection,
  TestStateAnswer,
  TestStateHost,
  TestStateRequest,
  TestStateResponse,
} from './testStateCall';
import { partitionOf, statesArn } from '../../partition';

/** What AWS calls the state where a definition holds nothing but one. */
const ONLY_STATE = 'StateName';

interface Mock {
  readonly result?: Json;
  readonly error?: StateFailure;
}

/** Never rejects for a mistake in the request: that is a refusal. */
export async function testState(request: TestStateRequest, host: TestStateHost): Promise<TestStateAnswer> {
  const state = findState(request);
  if (!state) {
    const known = request.stateName === undefined;
    return {
      error: known ? invalidDefinition('The definition holds no state.') : validation('State not found in definition'),
    };
  }
  const refusal = refuseState(state, request);
  if (refusal) return { error: refusal };

  const inputText = request.input ?? '{}';
  const input = parseJson(inputText, 'Input must be valid JSON');
  if ('refusal' in input) return { error: input.refusal };
  const context = request.context === undefined ? undefined : parseJson(request.context, 'Context must be valid JSON');
  if (context && 'refusal' in context) return { error: context.refusal };
  const contextFault = context && refuseContext(context.value, state);
  if (contextFault) return { error: contextFault };
  const variables = parseJson(request.variables ?? '{}', 'Variables must be valid JSON');
  if ('refusal' in variables) return { error: variables.refusal };
  if (!isJsonObject(variables.value)) return { error: validation('Variables must be a JSON object') };
  const mock = readMock(request, state, host);
  if ('refusal' in mock) return { error: mock.refusal };

  const strand = createStrand(request, host, mock, new JsonData(input.value, inputText));
  strand.variables = variables.value;
  strand.takeUp(state, { statePath: state.path, strand: strand.id, iterations: strand.iterations });
  strand.stages = {};
  if (context && isJsonObject(context.value)) strand.useContext(context.value);
  const { errorDetails, ...response } = await runState(state, strand, request, mock);
  if (request.inspectionLevel !== 'DEBUG' && request.inspectionLevel !== 'TRACE') return { response };
  return { response: { ...response, inspectionData: inspectionData(state, strand, inputText, errorDetails) } };
}

function findState({ definition, stateName }: TestStateRequest): State | undefined {
  const document = parseDocument('definition.asl.json', definition, 'json');
  const whole = buildMachine(document);
  if (whole && whole.states.length > 0) {
    const named = stateName ?? whole.root.startAt?.value;
    return whole.states.find((state) => state.name === named);
  }
  if (stateName !== undefined && stateName !== ONLY_STATE) return undefined;
  const wrapped = `{"StartAt":"${ONLY_STATE}","States":{"${ONLY_STATE}":${definition}}}`;
  return buildMachine(parseDocument('definition.asl.json', wrapped, 'json'))?.root.byName.get(ONLY_STATE);
}

function readMock(
  request: TestStateRequest,
  state: State,
  host: TestStateHost,
): Mock | { refusal: ReturnType<typeof validation> } {
  const { mock } = request;
  if (mock?.errorOutput) return { error: new StateFailure(mock.errorOutput) };
  if (mock?.result === undefined) return {};
  const parsed = parseJson(mock.result, 'Mocked result must be valid JSON');
  if ('refusal' in parsed) return parsed;
  const refusal = refuseResult(state, parsed.value, request, host);
  return refusal ? { refusal } : { result: parsed.value };
}

/** A strand of an execution that nobody records. */
function createStrand(request: TestStateRequest, given: TestStateHost, mock: Mock, data: JsonData): Strand {
  const name = given.uuid();
  const machine = given.uuid();
  const host: Host = {
    now: () => given.now(),
    random: () => given.random(),
    uuid: () => given.uuid(),
    sleep: (milliseconds, signal) => given.sleep?.(milliseconds, signal) ?? Promise.resolve(),
    emit: () => undefined,
    async runTask(call): Promise<TaskOutcome> {
      if (mock.result !== undefined) return { type: 'success', output: mock.result };
      if (mock.error) return { type: 'failure', ...mock.error.details };
      if (given.runTask) return given.runTask(call);
      return {
        type: 'failure',
        error: 'States.TaskFailed',
        cause: `Nothing on this machine answers ${call.resource}.`,
      };
    },
  };
  const history = new HistoryRecorder(host, Number.POSITIVE_INFINITY);
  const { region = 'us-east-1' } = given;
  const accountId = request.roleArn?.split(':')[4] ?? given.accountId ?? '123456789012';
  const { partition } = partitionOf(region);
  const arn = (kind: string, rest: string): string => statesArn(region, accountId, kind, rest);
  const execution: Execution = {
    host,
    history,
    random: () => given.random(),
    uuid: () => given.uuid(),
    region,
    accountId,
    executionName: name,
    stateMachineName: machine,
    executionContext: {
      Id: arn('express', `${machine}:${name}`),
      Input: data.value,
      Name: name,
      RoleArn: request.roleArn ?? `arn:${partition}:iam::${accountId}:role/StepFunctionsRole`,
      StartTime: history.timestamp(),
    },
    machineContext: { Id: arn('stateMachine', machine), Name: machine },
    end: undefined,
    root: undefined,
    sleep: (ms, signal) => host.sleep(ms, signal),
    workSincePause: 0,
    beginnings: new TaskBeginnings(),
  };
  return new Strand({ execution, id: '', iterations: [], depth: 0, previous: 0, data, variables: {} });
}

type Response = TestStateResponse & { readonly errorDetails?: ErrorInspection };

async function runState(state: State, strand: Strand, request: TestStateRequest, mock: Mock): Promise<Response> {
  try {
    const run = MOCKED[state.type as StateType] ?? runUnmocked;
    const completion = await run(state, strand, request, mock);
    assign(strand, completion);
    return {
      status: 'SUCCEEDED',
      output: completion.output.text,
      ...(completion.next !== undefined && { nextState: completion.next }),
    };
  } catch (thrown) {
    if (!(thrown instanceof StateFailure)) throw thrown;
    thrown.prefix(state, strand.enteredId);
    return handleFailure(state, strand, request, thrown);
  }
}

type StateRun = (state: State, strand: Strand, request: TestStateRequest, mock: Mock) => Promise<Completion>;

async function runUnmocked(state: State, strand: Strand): Promise<Completion> {
  return STATE_COMPILERS[state.type as StateType](state, compileProgram, UNWATCHED).run(strand);
}

/** Types that need a mock: everything around the branches or iterations is evaluated, they themselves are not. */
const MOCKED: Partial<Record<StateType, StateRun>> = {
  async Parallel(state, strand, _request, mock) {
    const fields = compileStateFields(state, UNWATCHED);
    const input = fields.input(strand);
    await fields.arguments(strand, input);
    if (mock.error) throw mock.error;
    return onward(state)(await fields.close(strand, input, new JsonData(mock.result ?? null)));
  },
  async Map(state, strand, request, mock) {
    const fields = compileMapFields(state, UNWATCHED);
    const input = fields.input(strand);
    const configuration = request.stateConfiguration ?? {};
    strand.stage('maxConcurrency', await fields.maxConcurrency(strand, input.value));
    const hasReader = state.definition.ItemReader !== undefined;
    const items = hasReader ? readItemData(configuration) : await fields.items(strand, input.value);
    if (!hasReader) strand.stage('afterItemsPath', items);
    const selected = await selectItems(fields, strand, input.value, MapItems.of(items, hasReader ? 'S3' : STATE_DATA));
    if (fields.itemSelector) strand.stage('afterItemSelector', [...selected]);
    const batches = await compileItemBatcher(state, UNWATCHED)?.(strand, input.value);
    if (batches) strand.stage('afterItemBatcher', batches(selected).inputs);
    const tolerance = await compileToleratedFailures(fields)(strand, input.value);
    if (mock.error) throw mock.error;
    const total = Array.isArray(mock.result) ? mock.result.length : 0;
    // Without a tolerance of its own a tested Map fails by none (recorded), though a real one does.
    const tolerates = tolerance.count !== undefined || tolerance.percentage !== undefined;
    const failed = configuration.mapIterationFailureCount ?? 0;
    if (tolerates && isExceeded(tolerance, failed, total)) throw toleratedThresholdExceeded();
    return onward(state)(await fields.close(strand, input, new JsonData(mock.result ?? null)));
  },
};

/** The items that an ItemReader would give. */
function readItemData({ mapItemReaderData: text = '[]' }: NonNullable<TestStateRequest['stateConfiguration']>): Json[] {
  const parsed = parseJson(text, '');
  return 'value' in parsed && Array.isArray(parsed.value) ? parsed.value : [];
}

function assign(strand: Strand, { assigned }: Closing): void {
  if (assigned) strand.variables = { ...strand.variables, ...assigned };
}

/** What Retry and Catch would do next. */
async function handleFailure(
  state: State,
  strand: Strand,
  request: TestStateRequest,
  failure: StateFailure,
): Promise<Response> {
  const { details } = failure;
  const retriers = compileRetriers(state.definition.Retry, UNWATCHED);
  const retryIndex = retriers.findIndex((retrier) => matchesError(retrier.errorEquals, failure));
  const retrier = retriers[retryIndex];
  const used = request.stateConfiguration?.retrierRetryCount ?? 0;
  if (retrier && used < retrier.maxAttempts) {
    const retryBackoffIntervalSeconds = retryDelay({ ...retrier, jitter: false }, used + 1, () => 0);
    return { status: 'RETRIABLE', ...details, errorDetails: { retryIndex, retryBackoffIntervalSeconds } };
  }
  const exhausted: ErrorInspection = retrier ? { retryIndex } : {};
  const catcher = findCatcher(compileCatchers(state, UNWATCHED), failure);
  if (!catcher) return { status: 'FAILED', ...details, errorDetails: exhausted };
  const closing = await catcher.complete(strand, failure.errorOutput as JsonObject);
  assign(strand, closing);
  return {
    status: 'CAUGHT_ERROR',
    ...details,
    output: closing.output.text,
    nextState: catcher.next,
    errorDetails: { ...exhausted, catchIndex: catcher.index },
  };
}
