import { brotliDecompressSync } from 'node:zlib';
import type { ExecutionResult } from '../core/interpreter/historyEvent';
import type { Host, TaskCall, TaskOutcome } from '../core/interpreter/host';
import { redrivePoint } from '../core/interpreter/resume';
import { runMachine } from '../core/interpreter/run';
import { LOCAL_ACCOUNT, LOCAL_REGION, localStateMachineArn } from '../core/template';
import { machineFault } from '../project';
import type { ProjectMachine } from '../project';
import { createClock } from './clock';
import type { Clock } from './clock';
import { LoadedMachines } from './loadedMachines';
import { Consents } from './consent/consents';
import { createLocalS3 } from './localS3';
import { limitMatchesInTime } from './matchTimeLimit';
import { createMockStore } from './mockStore';
import { DEEPEST_NESTING } from './run';
import type { LaunchRequest, MockQuestion, Run, RunServices, StartRunOptions } from './run';
import { TASK_RUNNERS } from './runners';
import type { ExecutionRecord, LocalExecution } from './stepFunctions/executions';
import { LOCAL_ROLE } from './stepFunctions/machines';
import { StepFunctionsService } from './stepFunctions/service';
import { substituteIn } from './substitutions';

/** What all executions of one run share. */
interface SharedRun {
  readonly clock: Clock;
  readonly unanswered: MockQuestion[];
  readonly stepFunctions: StepFunctionsService;
  /** What goes on beside the launched execution; the run ends when it has. */
  readonly background: Set<Promise<unknown>>;
  /** What each execution was begun with, for its redrive. */
  readonly begun: WeakMap<LocalExecution, Begun>;
  readonly machines: LoadedMachines;
}

/** Without the input, which is the execution's to keep. */
interface Begun {
  readonly record: ExecutionRecord;
  readonly options: Omit<StartRunOptions, 'input'>;
}

/** More calls than these that nothing answers are not listed: the first ended its run. */
const MOST_UNANSWERED = 100;

/** Starts an execution on this machine. */
export function startRun(options: StartRunOptions): Run {
  limitMatchesInTime();
  const own = options.stepFunctions ? undefined : new StepFunctionsService();
  const shared = share(options, options.stepFunctions ?? own!);
  const { record, running } = begin(options, shared);
  const result = running.then(async (ended) => {
    await idle(shared);
    return ended;
  });
  return { executionArn: record.arn, unanswered: shared.unanswered, result: result.finally(() => own?.close()) };
}

/** What an execution needs besides its machine and its input. */
export type HostOptions = Omit<StartRunOptions, 'machine' | 'name' | 'type' | 'input' | 'stepFunctions'>;

/** Lets a handler that runs alone start executions of the project. @returns resolves when they have ended */
export function hostExecutions(options: HostOptions, stepFunctions: StepFunctionsService): { idle(): Promise<void> } {
  const shared = share(options, stepFunctions);
  return { idle: () => idle(shared) };
}

function share(options: HostOptions, stepFunctions: StepFunctionsService): SharedRun {
  const clock = createClock(options.clock, options.seed, options.resume?.lastTime);
  const shared: SharedRun = {
    clock,
    unanswered: [],
    stepFunctions,
    background: new Set(),
    begun: new WeakMap(),
    machines: new LoadedMachines(),
  };
  stepFunctions.host = {
    project: options.project,
    now: () => clock.now(),
    uuid: () => clock.uuid(),
    start: (machine, request) => {
      return launch({ ...options, nesting: -1 }, shared, machine, { ...request, signal: options.signal });
    },
    redrive: (execution) => redrive(execution, shared),
    random: () => clock.random(),
    testState: async (request) => {
      const { testLocalState } = await import('./stateTest/testLocalState');
      const { project, lambda, mocks, ask, waits, seed, signal, consents, proxy } = options;
      const name = request.stateName ?? 'TestState';
      const how = { project, lambda, mocks, ask, waits, seed, signal, consents, proxy, name };
      return (await testLocalState(request, how)).answer;
    },
  };
  return shared;
}

/** Resolves when nothing goes on beside the launched execution. */
async function idle({ background }: SharedRun): Promise<void> {
  while (background.size > 0) await Promise.allSettled(background);
}

/** Lets work go on that the run's end waits for. */
function inBackground({ background }: SharedRun, work: Promise<unknown>): void {
  const done = work.finally(() => background.delete(done)).catch(() => undefined);
  background.add(done);
}

/** Registers an execution and lets it run. */
function begin(
  options: StartRunOptions,
  shared: SharedRun,
  {
    synchronous = false,
    parent,
    startedAs,
  }: Pick<LaunchRequest, 'synchronous' | 'startedAs'> & { readonly parent?: LocalExecution } = {},
): { readonly record: ExecutionRecord; readonly running: Promise<ExecutionResult> } {
  const { machine, type, input } = options;
  if (options.substitutions) substituteIn(machine.node, { names: options.substitutions });
  const { clock, stepFunctions } = shared;
  const record = stepFunctions.executions.begin(
    {
      machineName: options.name,
      definition: machine.definition,
      type,
      name: options.executionName ?? clock.uuid(),
      input,
      startDate: options.resume ? Date.parse(options.resume.startTime) : clock.now(),
      id: type === 'EXPRESS' ? clock.uuid() : '',
      parent,
      startedAs,
    },
    options.signal,
  );
  for (const event of options.resume?.events ?? []) record.add(event);
  const { input: _, ...rest } = options;
  shared.begun.set(record, { record, options: rest });
  return { record, running: finished(options, shared, record, synchronous) };
}

/** Runs a failed execution on, from the states that failed. */
function redrive(execution: LocalExecution, shared: SharedRun): { readonly problem: string } | undefined {
  const { record, options } = shared.begun.get(execution)!;
  const { events, type, input } = execution;
  const checkpoint = redrivePoint(options.machine.root, { events, type, now: shared.clock.now() });
  if ('problem' in checkpoint) return checkpoint;
  record.reopen(checkpoint.events);
  inBackground(shared, finished({ ...options, input, resume: checkpoint }, shared, record, false));
  return undefined;
}

/** The execution's end, told to whoever waits for it. */
function finished(
  options: StartRunOptions,
  shared: SharedRun,
  record: ExecutionRecord,
  synchronous: boolean,
): Promise<ExecutionResult> {
  const { clock } = shared;
  return execute(options, shared, record, synchronous).then(
    (result) => {
      record.finish(result, clock.now());
      return result;
    },
    (error: unknown) => {
      // A bug of ours: whoever waits for the execution must not wait for ever.
      record.finish({ status: 'FAILED', error: 'States.Runtime', cause: String(error) }, clock.now());
      throw error;
    },
  );
}

/** Begins an execution of another machine of the project. */
function launch(
  options: HostOptions,
  shared: SharedRun,
  machine: ProjectMachine,
  {
    input,
    name,
    synchronous,
    signal,
    startedBy,
    startedAs,
  }: Omit<LaunchRequest, 'signal'> & { readonly signal?: AbortSignal },
  parent?: LocalExecution,
): LocalExecution | { readonly problem: string } {
  const nesting = (options.nesting ?? 0) + 1;
  if (nesting > DEEPEST_NESTING) {
    return { problem: `Executions that start one another are nested more than ${DEEPEST_NESTING} deep.` };
  }
  const loaded = shared.machines.load(machine, options.project);
  if ('problem' in loaded) return loaded;
  const observer = options.observeNested?.({ machine: loaded.machine, name: loaded.name, startedBy });
  const { record, running } = begin(
    {
      ...options,
      machine: loaded.machine,
      name: loaded.name,
      type: loaded.type,
      input,
      substitutions: undefined,
      mockCase: undefined,
      resume: undefined,
      nesting,
      executionName: name,
      signal,
      // A history is of one execution.
      emit: (event) => observer?.emit(event),
      pause: observer?.pause,
      stepsInto: observer?.stepsInto,
      observeNested: observer?.observeNested,
    },
    shared,
    { synchronous, parent, startedAs },
  );
  inBackground(
    shared,
    running.finally(() => observer?.ended?.()),
  );
  return record;
}

async function execute(
  options: StartRunOptions,
  shared: SharedRun,
  record: ExecutionRecord,
  synchronous: boolean,
): Promise<ExecutionResult> {
  const { machine, name, type, project, input, lambda, ask, waits } = options;
  const { clock, stepFunctions, unanswered } = shared;
  const s3 = createLocalS3(project.root);
  const services: RunServices = {
    project,
    // Handlers and persons take real time, and virtual time stands still meanwhile.
    lambda: { invoke: (...call) => clock.whileBusy(lambda.invoke(...call)), dispose: () => lambda.dispose() },
    mocks: createMockStore(options),
    aws: options.aws,
    consents: options.consents ?? new Consents({ folder: project.root }),
    proxy: options.proxy,
    ask: ask && ((...question) => clock.whileBusy(ask(...question))),
    waits,
    whileBusy: (work) => clock.whileBusy(work),
    execution: record,
    stepFunctions,
    stepsInto: options.stepsInto,
    machineName: name,
    now: () => clock.now(),
    uuid: () => clock.uuid(),
    unanswered: (question) => {
      if (unanswered.length < MOST_UNANSWERED) unanswered.push(question);
    },
    signal: record.signal,
    background: (work) => inBackground(shared, work),
    launch: (nested, request) => launch(options, shared, nested, request, record),
  };
  const host: Host = {
    now: services.now,
    random: () => clock.random(),
    uuid: services.uuid,
    sleep: (milliseconds, sleepSignal) => clock.sleep(milliseconds, sleepSignal),
    // A long evaluation is work: virtual time must not run on meanwhile.
    giveWay: () => clock.whileBusy(options.giveWay?.() ?? new Promise<void>((resolve) => setImmediate(resolve))),
    emit: (event) => {
      if (event.kind === 'history') record.add(event.event);
      options.emit(event);
    },
    // Virtual time stands still by itself while a handler is looked at.
    untimed: options.pause !== undefined && options.clock === 'real',
    pause: options.pause && ((point) => waiting(options.pause?.(point))),
    runTask: (call) => runTask(call, services),
    readItems: (call) => {
      const mock = services.mocks.find(call, name);
      return mock ? Promise.resolve(asBody(mock)) : clock.whileBusy(s3.readItems(call));
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
    stateMachineArn: localStateMachineArn(name),
    roleArn: record.startedAs?.revision.roleArn ?? LOCAL_ROLE,
    region: LOCAL_REGION,
    accountId: LOCAL_ACCOUNT,
    signal: record.signal,
    synchronous,
    resume: options.resume,
  });

  /** A person who looks at a stop holds virtual time. */
  function waiting(pause: Promise<void> | undefined): Promise<void> | undefined {
    return pause && clock.whileBusy(pause);
  }
}

/** Asks the runners in order. A bug in one of them fails the task, not the process. */
async function runTask(call: TaskCall, services: RunServices): Promise<TaskOutcome> {
  for (const runner of TASK_RUNNERS) {
    try {
      const outcome = runner.run(call, services);
      if (outcome) return await outcome;
    } catch (error) {
      if (call.signal.aborted) throw error;
      const fault = machineFault(error);
      if (fault !== undefined) return { type: 'failure', error: 'States.Runtime', cause: fault };
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { type: 'failure', error: 'States.Runtime', cause: `Stepwise itself failed (${runner.name}): ${words}` };
    }
  }
  return { type: 'failure', error: 'States.Runtime', cause: `Nothing runs ${call.resource}.` };
}

/** A page of a Parquet file, whose header says its length. */
function brotli(bytes: Uint8Array, length: number): Uint8Array {
  return brotliDecompressSync(bytes, { maxOutputLength: Math.max(length, 1) });
}

/** What a mock returns for an ItemReader is the listing, or the object's body: as text, or as the JSON in it. */
function asBody(outcome: TaskOutcome): TaskOutcome {
  if (outcome.type === 'failure' || typeof outcome.output === 'string' || Array.isArray(outcome.output)) return outcome;
  return { type: 'success', output: JSON.stringify(outcome.output) };
}
