import type { ExecutionResult } from '../core/interpreter/historyEvent';
import type { Host, TaskCall, TaskOutcome } from '../core/interpreter/host';
import { runMachine } from '../core/interpreter/run';
import { LOCAL_ACCOUNT, LOCAL_REGION, localStateMachineArn } from '../core/template';
import type { ProjectMachine } from '../project';
import { createClock } from './clock';
import type { Clock } from './clock';
import { loadProjectMachine } from './loadMachine';
import { createLocalS3 } from './localS3';
import { createMockStore } from './mockStore';
import { DEEPEST_NESTING } from './run';
import type { MockQuestion, Run, RunServices, StartRunOptions } from './run';
import { TASK_RUNNERS } from './runners';
import { substituteIn } from './substitutions';

/** Starts an execution on this machine. */
export function startRun(options: StartRunOptions): Run {
  const unanswered: MockQuestion[] = [];
  return { unanswered, result: execute(options, unanswered, createClock(options.clock, options.seed)) };
}

async function execute(options: StartRunOptions, unanswered: MockQuestion[], clock: Clock): Promise<ExecutionResult> {
  const { machine, name, type, project, input, lambda, ask } = options;
  if (options.substitutions) substituteIn(machine.node, { names: options.substitutions });

  const s3 = createLocalS3(project.root);
  const background: Promise<unknown>[] = [];
  const services: RunServices = {
    project,
    // Handlers and persons take real time, and virtual time stands still meanwhile.
    lambda: { invoke: (...call) => clock.whileBusy(lambda.invoke(...call)), dispose: () => lambda.dispose() },
    mocks: createMockStore(project, options.mocks),
    ask: ask && ((...question) => clock.whileBusy(ask(...question))),
    stepsInto: options.stepsInto,
    machineName: name,
    now: () => clock.now(),
    uuid: () => clock.uuid(),
    unanswered: (question) => unanswered.push(question),
    signal: options.signal ?? new AbortController().signal,
    background: (work) => background.push(work),
    runNested,
  };
  const host: Host = {
    now: services.now,
    random: () => clock.random(),
    uuid: services.uuid,
    sleep: (milliseconds, sleepSignal) => clock.sleep(milliseconds, sleepSignal),
    // A long evaluation is work: virtual time must not run on meanwhile.
    giveWay: () => clock.whileBusy(options.giveWay?.() ?? new Promise<void>((resolve) => setImmediate(resolve))),
    emit: (event) => options.emit(event),
    // Virtual time stands still by itself while a handler is looked at.
    untimed: options.pause !== undefined && options.clock === 'real',
    pause: options.pause && ((point) => waiting(options.pause?.(point))),
    runTask: (call, signal) => runTask(call, services, signal),
    readItems: (call) => {
      const mock = services.mocks.find(call, name);
      return mock ? Promise.resolve(asBody(mock)) : clock.whileBusy(s3.readItems(call));
    },
    writeResults: (call) => clock.whileBusy(s3.writeResults(call)),
  };
  const executionName = options.executionName ?? clock.uuid();
  const result = await runMachine(machine, host, {
    input,
    type,
    executionName,
    executionArn: `arn:aws:states:${LOCAL_REGION}:${LOCAL_ACCOUNT}:execution:${name}:${executionName}`,
    stateMachineName: name,
    stateMachineArn: localStateMachineArn(name),
    roleArn: `arn:aws:iam::${LOCAL_ACCOUNT}:role/local`,
    region: LOCAL_REGION,
    accountId: LOCAL_ACCOUNT,
    signal: options.signal,
  });
  await Promise.allSettled(background);
  return result;

  /** A person who looks at a stop holds virtual time. */
  function waiting(pause: Promise<void> | undefined): Promise<void> | undefined {
    return pause && clock.whileBusy(pause);
  }

  async function runNested(
    nested: ProjectMachine,
    nestedInput: string,
    signal: AbortSignal,
    startedBy: TaskCall,
    nestedName?: string,
  ): Promise<ExecutionResult> {
    const nesting = (options.nesting ?? 0) + 1;
    if (nesting > DEEPEST_NESTING) {
      const cause = `Executions that start one another are nested more than ${DEEPEST_NESTING} deep.`;
      return { status: 'FAILED', error: 'States.Runtime', cause };
    }
    const loaded = loadProjectMachine(nested, { project });
    if ('problem' in loaded) return { status: 'FAILED', error: 'States.Runtime', cause: loaded.problem };
    const { machine: nestedMachine, name: machineName } = loaded;
    const observer = options.observeNested?.({ machine: nestedMachine, name: machineName, startedBy });
    const running = execute(
      {
        ...options,
        machine: loaded.machine,
        name: loaded.name,
        type: loaded.type,
        input: nestedInput,
        substitutions: undefined,
        nesting,
        executionName: nestedName,
        signal,
        // A history is of one execution.
        emit: (event) => observer?.emit(event),
        pause: observer?.pause,
        stepsInto: observer?.stepsInto,
        observeNested: observer?.observeNested,
      },
      unanswered,
      clock,
    );
    return running.finally(() => observer?.ended?.());
  }
}

/** Asks the runners in order. A bug in one of them fails the task, not the process. */
async function runTask(call: TaskCall, services: RunServices, signal: AbortSignal): Promise<TaskOutcome> {
  for (const runner of TASK_RUNNERS) {
    try {
      const outcome = runner.run(call, services, signal);
      if (outcome) return await outcome;
    } catch (error) {
      if (signal.aborted) throw error;
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { type: 'failure', error: 'States.Runtime', cause: `Stepwise itself failed (${runner.name}): ${words}` };
    }
  }
  return { type: 'failure', error: 'States.Runtime', cause: `Nothing runs ${call.resource}.` };
}

/** What a mock returns for an ItemReader is the listing, or the object's body: as text, or as the JSON in it. */
function asBody(outcome: TaskOutcome): TaskOutcome {
  if (outcome.type === 'failure' || typeof outcome.output === 'string' || Array.isArray(outcome.output)) return outcome;
  return { type: 'success', output: JSON.stringify(outcome.output) };
}
