/** A run: its executions from their beginning to their end, those that others of them start, and their redrives. */
import type { ExecutionResult } from '../core/interpreter/historyEvent';
import { redrivePoint } from '../core/interpreter/resume';
import type { ProjectMachine } from '../project';
import { Triggers } from './calls/triggers';
import { StandIns } from './calls/standIns';
import { goesOut, willAnswer } from './calls/whoAnswers';
import { createClock } from './clock';
import type { Clock } from './clock';
import { execute } from './executeMachine';
import type { Surroundings } from './executeMachine';
import { HeldTime } from './heldTime';
import { LoadedMachines } from './loadedMachines';
import { createCallMocks } from './mocks/callMocks';
import type { CallMocks } from './mocks/callMocks';
import { limitMatchesInTime } from './matchTimeLimit';
import { DEEPEST_NESTING } from './run';
import type { AnswersCalls, LaunchRequest, MockQuestion, Run, StartRunOptions } from './run';
import type { ExecutionRecord, LocalExecution } from './stepFunctions/executions';
import { StepFunctionsService } from './stepFunctions/service';

/** What all executions of one run share. */
interface SharedRun {
  readonly clock: Clock;
  readonly unanswered: MockQuestion[];
  readonly told: Set<string>;
  readonly stepFunctions: StepFunctionsService;
  readonly callMocks: CallMocks;
  readonly standIns: StandIns;
  readonly triggers: Triggers;
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

/** Starts an execution on this machine. */
export function startRun(options: StartRunOptions): Run {
  const own = options.stepFunctions ? undefined : new StepFunctionsService();
  const shared = share(options, options.stepFunctions ?? own!);
  const { record, running } = begin(options, shared);
  const result = running.then(async (ended) => {
    await idle(shared);
    return ended;
  });
  const { unanswered } = shared;
  return {
    executionArn: record.arn,
    unanswered,
    result: result.finally(() => own?.close()),
    ...answering(options, shared),
  };
}

/** What an execution needs besides its machine and its input. */
export type HostOptions = Omit<StartRunOptions, 'machine' | 'name' | 'type' | 'input' | 'stepFunctions'>;

/** What a handler that runs alone has around it. */
export interface Hosted extends AnswersCalls {
  /** Resolves when the executions that it has started have ended. */
  idle(): Promise<void>;
  /** Its calls, and theirs, that nothing answered. */
  readonly unanswered: readonly MockQuestion[];
}

/** Lets a handler that runs alone start executions of the project. */
export function hostExecutions(options: HostOptions, stepFunctions: StepFunctionsService): Hosted {
  const shared = share(options, stepFunctions);
  return { idle: () => idle(shared), unanswered: shared.unanswered, ...answering(options, shared) };
}

function answering({ aws }: Pick<StartRunOptions, 'aws'>, { callMocks, standIns }: SharedRun): AnswersCalls {
  const around = { callMocks, standIns, aws };
  return { isAnswered: (call) => willAnswer(call, around), goesOut: (service) => goesOut(service, around) };
}

function share(options: HostOptions, stepFunctions: StepFunctionsService): SharedRun {
  const { seed, resume, time = new HeldTime(), project, calls } = options;
  const { callMocks = createCallMocks(project, calls) } = options;
  const clock = createClock(options.clock, { seed, since: resume?.lastTime, time });
  const background = new Set<Promise<unknown>>();
  const triggers = new Triggers({
    project,
    tell: (sentence) => options.tell?.(sentence),
    background: (work) => inBackground({ background }, work),
  });
  const standIns = new StandIns({
    project,
    emit: (occurrence) => triggers.happened(occurrence),
    functions: {
      stack: options.stack,
      lambda: { invoke: (...call) => clock.whileBusy(options.lambda.invoke(...call)) },
      stepFunctions,
      tell: (sentence) => options.tell?.(sentence),
      signal: options.signal,
      background: (work) => inBackground({ background }, work),
    },
    now: () => clock.now(),
    uuid: () => clock.uuid(),
    infers: () => options.infers?.() === true,
    tell: (sentence) => options.tell?.(sentence),
    goesOut: (service) => goesOut(service, options),
  });
  const shared: SharedRun = {
    clock,
    unanswered: [],
    told: new Set(),
    stepFunctions,
    callMocks,
    standIns,
    triggers,
    background,
    begun: new WeakMap(),
    machines: new LoadedMachines(),
  };
  options.serveHandlers?.({
    callMocks,
    standIns,
    triggers,
    aws: options.aws,
    ask: options.ask,
    uuid: () => clock.uuid(),
    unanswered: (question) => note(question, shared.unanswered),
  });
  stepFunctions.host = {
    project: options.project,
    stack: options.stack,
    now: () => clock.now(),
    uuid: () => clock.uuid(),
    start: (machine, { from, ...request }) => {
      const { signal, observeNested } = options;
      const around = { ...options, nesting: -1, observeNested: from?.observeNested ?? observeNested };
      return launch(around, shared, machine, { ...request, signal, startedBy: from?.call, isDetached: true });
    },
    redrive: (execution) => redrive(execution, shared),
    random: () => clock.random(),
    testState: async (request) => {
      const { testLocalState } = await import('./stateTest/testLocalState');
      const { project, stack, lambda, mocks, ask, waits, seed, signal, consents, proxy } = options;
      const name = request.stateName ?? 'TestState';
      const how = { project, stack, lambda, mocks, callMocks, ask, waits, seed, signal, consents, proxy, name };
      return (await testLocalState(request, how)).answer;
    },
  };
  return shared;
}

/** More calls than these that nothing answers are not listed: the first ended its run. */
const MOST_UNANSWERED = 100;

/** Of a handler's calls of one action the first is enough, unless its mock is for its own input. */
function note(question: MockQuestion, unanswered: MockQuestion[]): void {
  const { action, resource, snippet } = question;
  const isSame = (each: MockQuestion): boolean =>
    each.action === action && (resource !== action || each.snippet === snippet);
  const isKnown = action !== undefined && unanswered.some(isSame);
  if (!isKnown && unanswered.length < MOST_UNANSWERED) unanswered.push(question);
}

/** Resolves when nothing goes on beside the launched execution. */
async function idle({ background }: SharedRun): Promise<void> {
  while (background.size > 0) await Promise.allSettled(background);
}

/** Lets work go on that the run's end waits for. */
function inBackground({ background }: Pick<SharedRun, 'background'>, work: Promise<unknown>): void {
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
  limitMatchesInTime();
  const { machine, type, input } = options;
  const { clock, stepFunctions } = shared;
  const record = stepFunctions.executions.begin(
    {
      machineName: options.name,
      region: options.region,
      definition: machine.definition,
      type,
      name: options.executionName ?? clock.name(),
      input,
      startDate: options.resume ? Date.parse(options.resume.startTime) : clock.now(),
      id: type === 'EXPRESS' ? clock.name() : '',
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
  const children = shared.stepFunctions.mapRuns.histories(execution);
  const checkpoint = redrivePoint(options.machine.root, { events, children, type, now: shared.clock.now() });
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
  const surroundings: Surroundings = {
    ...shared,
    unanswered: (question) => note(question, shared.unanswered),
    record,
    synchronous,
    background: (work) => inBackground(shared, work),
    launch: (machine, request) => launch(options, shared, machine, request, record),
  };
  return execute(options, surroundings).then(
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
    isDetached,
    startedAs,
  }: Omit<LaunchRequest, 'signal'> & { readonly signal?: AbortSignal },
  parent?: LocalExecution,
): LocalExecution | { readonly problem: string } {
  const nesting = (options.nesting ?? 0) + 1;
  if (nesting > DEEPEST_NESTING) {
    return { problem: `Executions that start each other are nested more than ${DEEPEST_NESTING} levels deep.` };
  }
  const loaded = shared.machines.load(machine, options.project);
  if ('problem' in loaded) return loaded;
  const observer = options.observeNested?.({ machine: loaded.machine, name: loaded.name, startedBy, isDetached });
  const { record, running } = begin(
    {
      ...options,
      machine: loaded.machine,
      name: loaded.name,
      stack: loaded.stack,
      region: loaded.region,
      type: loaded.type,
      input,
      mockCase: undefined,
      resume: undefined,
      nesting,
      executionName: name,
      signal,
      // A history is of one execution.
      emit: (event) => observer?.emit(event),
      pause: observer?.pause,
      watches: observer?.watches,
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
