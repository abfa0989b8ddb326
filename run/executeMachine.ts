/** One execution on this machine: what the interpreter asks its host for, and who answers the calls of its tasks. */
import { jsonText } from '../core/jsonText';
import { brotliDecompressSync } from 'node:zlib';
import type { ExecutionResult, RunEvent } from '../core/interpreter/historyEvent';
import type { Host, TaskCall, TaskOutcome } from '../core/interpreter/host';
import { explaining } from '../core/explain';
import { earlierEvents } from '../core/interpreter/resume';
import { runMachine } from '../core/interpreter/run';
import type { MaybePromise } from '../core/query';
import { parseTaskResource } from '../core/interpreter/taskResource';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../core/template';
import { machineFault } from '../project';
import { argumentFaults } from './argumentFaults';
import { goesOut } from './calls/whoAnswers';
import type { Clock } from './clock';
import { Consents } from './consent/consents';
import { createLocalS3 } from './localS3';
import { createMockStore, mockOf } from './mockStore';
import { questionOfItems } from './question';
import type { RunServices, StartRunOptions } from './run';
import { TASK_RUNNERS } from './runners';
import { mockRunner } from './runners/mock';
import type { ExecutionRecord } from './stepFunctions/executions';
import { LOCAL_ROLE } from './stepFunctions/machines';
import type { StepFunctionsService } from './stepFunctions/service';

/** The run that an execution is part of. */
export interface Surroundings extends Pick<
  RunServices,
  'background' | 'launch' | 'callMocks' | 'standIns' | 'triggers' | 'unanswered'
> {
  readonly clock: Clock;
  readonly stepFunctions: StepFunctionsService;
  /** Sentences that a person has heard. */
  readonly told: Set<string>;
  readonly record: ExecutionRecord;
  /** Its caller waits for it (`StartSyncExecution`). */
  readonly synchronous: boolean;
}

/** Lets the interpreter run one execution with what this machine has for it: clock, services, mocks, runners of tasks. */
export async function execute(options: StartRunOptions, surroundings: Surroundings): Promise<ExecutionResult> {
  const { machine, name, type, project, input, lambda, ask, waits } = options;
  const {
    clock,
    stepFunctions,
    callMocks,
    standIns,
    triggers,
    unanswered,
    told,
    record,
    synchronous,
    background,
    launch,
  } = surroundings;
  const { mapRuns } = stepFunctions;
  const s3 = createLocalS3(project.root);
  const services: RunServices = {
    project,
    stack: options.stack,
    // Handlers and persons take real time, and virtual time stands still meanwhile.
    lambda: { invoke: (...call) => clock.whileBusy(lambda.invoke(...call)), dispose: (stop) => lambda.dispose(stop) },
    mocks: createMockStore(options),
    callMocks,
    standIns,
    triggers,
    aws: options.aws,
    consents: options.consents ?? new Consents({ folder: project.root }),
    proxy: options.proxy,
    ask: ask && ((...question) => clock.whileBusy(ask(...question))),
    waits,
    whileBusy: (work) => clock.whileBusy(work),
    execution: record,
    stepFunctions,
    stepsInto: options.stepsInto,
    observeNested: options.observeNested,
    machineName: name,
    now: () => clock.now(),
    uuid: () => clock.uuid(),
    recorder: options.recorder,
    unanswered,
    inferAnswer: options.inferAnswer,
    tell: (sentence) => {
      if (!told.has(sentence)) options.tell?.(sentence);
      told.add(sentence);
    },
    signal: record.signal,
    background,
    launch,
  };
  const emit = explaining(machine, options.emit, options.resume ? earlierEvents(machine, options.resume) : []);
  let beforeResumed = timeBeforeResumed(options, clock);
  const host: Host = {
    now: services.now,
    random: () => clock.random(),
    uuid: services.uuid,
    sleep: (milliseconds, sleepSignal) => clock.sleep(milliseconds, sleepSignal),
    // A long evaluation is work: virtual time must not run on meanwhile.
    giveWay: () => clock.whileBusy(options.giveWay?.() ?? new Promise<void>((resolve) => setImmediate(resolve))),
    emit: (event) => {
      if (event.kind === 'history') record.add(event.event);
      else if (event.kind === 'childHistory') mapRuns.record(event.executionArn, event.event);
      if (beforeResumed) emit(beforeResumed);
      beforeResumed = undefined;
      emit(event);
    },
    pause: options.pause,
    watches: options.watches,
    argumentFaults: (call) => (isAnsweredElsewhere(call, options) ? [] : argumentFaults(call.resource, call.input)),
    mapRunBegan: (run) => mapRuns.begin(run, { root: record, now: services.now, keepsHistories: stepFunctions.isOpen }),
    hasActivity: ({ state, resource }) =>
      // A machine that a call has created is as on AWS; those of the project and their workers need not create any.
      stepFunctions.activities.exists(resource, record.startedAs?.revision.definition === undefined) ||
      mockOf(state, name, options) !== undefined ||
      options.mockCase?.testCase.states.some((mocked) => mocked.name === state.name) === true,
    runTask: (call) => runTask(call, services),
    readItems: (call) => {
      const mock = services.mocks.find(call, name);
      if (mock) return Promise.resolve(asBody(mock));
      return clock.whileBusy(
        s3.readItems(call).then(async (read) => {
          const inferred = read.isMissing && (await options.inferItems?.(call, name));
          if (inferred) return { type: 'success', output: inferred };
          if (read.isMissing) unanswered(questionOfItems(call, name));
          return read;
        }),
      );
    },
    brotli,
    writeResults: (call) => clock.whileBusy(s3.writeResults(call)),
  };
  return runMachine(machine, host, {
    input,
    type,
    executionName: record.name,
    executionArn: record.arn,
    stateMachineName: name,
    stateMachineArn: record.machineArn,
    roleArn: record.startedAs?.revision.roleArn ?? LOCAL_ROLE,
    region: record.region ?? LOCAL_REGION,
    accountId: LOCAL_ACCOUNT,
    signal: record.signal,
    synchronous,
    resume: options.resume,
  });
}

/**
 * Nobody shall take the time before a run was resumed for time that it took: a note of it is due before the first event. A
 * redrive has an event of its own, from which its time counts, and a virtual clock has not moved meanwhile.
 */
function timeBeforeResumed({ resume, clock: kind }: StartRunOptions, clock: Clock): RunEvent | undefined {
  if (kind !== 'real' || !resume || resume.redrive) return undefined;
  const milliseconds = clock.now() - Date.parse(resume.lastTime);
  if (milliseconds <= 0) return undefined;
  return { kind: 'note', note: { type: 'StoodStill', milliseconds }, envelope: { strand: '', iterations: [] } };
}

/** By a service behind an endpoint, or AWS: it looks at its arguments itself. */
function isAnsweredElsewhere(
  { state, resource }: Pick<TaskCall, 'state' | 'resource'>,
  options: StartRunOptions,
): boolean {
  const service = parseTaskResource(resource).resourceType.replace(/^aws-sdk:/, '');
  return goesOut(service, options) && mockOf(state, options.name, options) === undefined;
}

function runTask(call: TaskCall, services: RunServices): MaybePromise<TaskOutcome> {
  const { recorder, machineName, execution } = services;
  if (!recorder) {
    // An execution that another waits for has its turns with what runs beside that.
    if (!call.isAlone || execution.parent !== undefined) return answerOf(call, services);
    return mockedAtOnce(call, services) ?? answerOf(call, services, UNMOCKED);
  }
  recorder.taskBegins(call, machineName, execution);
  const answering = answerOf(call, services);
  void answering.then(
    (outcome) => recorder.taskEnds(call, outcome),
    () => recorder.taskEnds(call, undefined),
  );
  return answering;
}

/** What a mock says is known already: no promise is made for it. */
function mockedAtOnce(call: TaskCall, services: RunServices): TaskOutcome | undefined {
  try {
    return mockRunner.run(call, services);
  } catch (error) {
    return failureOf(error, mockRunner.name);
  }
}

/** Those that are left to ask where no mock answers. */
const UNMOCKED = TASK_RUNNERS.filter((runner) => runner !== mockRunner);

/** Asks the runners in order. A bug in one of them fails the task, not the process. */
async function answerOf(call: TaskCall, services: RunServices, runners = TASK_RUNNERS): Promise<TaskOutcome> {
  for (const runner of runners) {
    try {
      const running = runner.run(call, services);
      const outcome = running && (await running);
      if (outcome) return outcome;
    } catch (error) {
      if (call.signal.aborted) throw error;
      return failureOf(error, runner.name);
    }
  }
  return { type: 'failure', error: 'States.Runtime', cause: `Nothing on this machine runs ${call.resource}.` };
}

function failureOf(error: unknown, runner: string): TaskOutcome {
  const fault = machineFault(error);
  if (fault !== undefined) return { type: 'failure', error: 'States.Runtime', cause: fault };
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { type: 'failure', error: 'States.Runtime', cause: `Stepwise itself failed (${runner}): ${words}` };
}

/** A page of a Parquet file, whose header says its length. */
function brotli(bytes: Uint8Array, length: number): Uint8Array {
  return brotliDecompressSync(bytes, { maxOutputLength: Math.max(length, 1) });
}

/** What a mock returns for an ItemReader is the listing, or the object's body: as text, or as the JSON in it. */
function asBody(outcome: TaskOutcome): TaskOutcome {
  if (outcome.type === 'failure' || typeof outcome.output === 'string' || Array.isArray(outcome.output)) return outcome;
  return { type: 'success', output: jsonText(outcome.output) };
}
