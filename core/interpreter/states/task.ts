/** Task: hands work to the host and waits for its answer. */
import { isJsonObject, type Json } from '../../json';
import { jsonText, type MaybePromise } from '../../query';
import { dataLimitExceeded } from '../compileStep';
import { compileStateFields, type ScalarField } from '../fields';
import type { TaskOutcome } from '../host';
import { exceedsDataLimit, JsonData } from '../jsonData';
import type { Line } from '../line';
import { andThen } from '../maybePromise';
import { evaluationFailure, runtimeFailure, StateFailure } from '../stateFailure';
import type { StateCompiler } from '../step';
import { recordSubmitted, TASK_EVENTS, type FailureStage, type ScheduledTask, type TaskEvents } from '../taskEvents';
import { parseTaskResource } from '../taskResource';
import { TaskTimers } from '../taskTimers';
import { unexpectedType } from '../unexpectedType';
import { onward } from './onward';

export const compileTask: StateCompiler = (state) => {
  const fields = compileStateFields(state);
  const goOn = onward(state);
  const { Resource: resourceText } = state.definition;
  const resource = parseTaskResource(typeof resourceText === 'string' ? resourceText : '');
  const events = TASK_EVENTS[resource.kind];
  const timeout = fields.scalar('TimeoutSeconds');
  const heartbeat = fields.scalar('HeartbeatSeconds');
  const credentials = fields.template('Credentials');

  return {
    run: (line) => {
      // A `.sync` task has a token too (recorded).
      if (resource.pattern !== 'requestResponse') line.giveTaskToken(taskToken(line));
      const input = fields.input(line);
      return andThen(fields.arguments(line, input), (call) =>
        andThen(readSeconds(line, timeout, input.value), (timeoutSeconds) =>
          andThen(readSeconds(line, heartbeat, input.value), (heartbeatSeconds) =>
            andThen(credentials?.(line, input.value), async (identity) => {
              const roleArn =
                isJsonObject(identity) && typeof identity.RoleArn === 'string' ? identity.RoleArn : undefined;
              const scheduled: ScheduledTask = {
                resource,
                region: line.execution.region,
                input: call.text,
                ...(timeoutSeconds !== undefined && { timeoutSeconds }),
                ...(heartbeatSeconds !== undefined && { heartbeatSeconds }),
                ...(roleArn !== undefined && { roleArn }),
              };
              const result = await attempt(line, scheduled, call.value, identity);
              return goOn(await fields.close(line, input, result));
            }),
          ),
        ),
      );
    },
  };

  /** Schedules the work, waits, and records how it ended. */
  async function attempt(
    line: Line,
    task: ScheduledTask,
    input: Json,
    credentials: Json | undefined,
  ): Promise<JsonData> {
    if (exceedsDataLimit(task.input)) throw dataLimitExceeded(state.name);
    const returned = line.execution.resumed?.takeState(line)?.result;
    if (returned) return returned;
    events.scheduled(line, task);
    let started = false;
    const start = (workerName?: string): void => {
      if (started || line.stopped) return;
      started = true;
      events.started(line, task, workerName);
    };
    const timers = new TaskTimers(line, task);
    let outcome: TaskOutcome;
    try {
      const answer = line.execution.host.runTask(
        {
          state,
          resource: resource.text,
          kind: resource.kind,
          input,
          attempt: line.retryCount,
          line: line.id,
          iterations: line.iterations,
          log: (stream, text) => {
            if (!line.stopped && !line.execution.end) line.note({ type: 'TaskLog', stream, text });
          },
          started: start,
          submitted: (output) => {
            if (line.stopped || line.execution.end) return;
            start();
            recordSubmitted(line, task, jsonText(output));
          },
          heartbeat: () => timers.heartbeat(),
          ...(resource.kind === 'integration' && {
            service: resource.resourceType,
            action: resource.action,
            pattern: resource.pattern,
          }),
          ...(line.taskToken !== undefined && { taskToken: line.taskToken }),
          ...(task.timeoutSeconds !== undefined && { timeoutSeconds: task.timeoutSeconds }),
          ...(task.heartbeatSeconds !== undefined && { heartbeatSeconds: task.heartbeatSeconds }),
          ...(credentials !== undefined && { credentials }),
        },
        timers.signal,
      );
      const raced = timers.race(answer);
      // A runner that refuses at once may have refused to schedule or to start; later it has begun.
      const early = await settledSoon(raced);
      if (!early && resource.kind !== 'activity') start();
      outcome = early ?? (await raced);
    } catch (thrown) {
      line.mustRun();
      // A runner must not reject; where one does, that too is an outcome and no end of the interpreter.
      outcome = {
        type: 'failure',
        error: 'States.TaskFailed',
        cause: thrown instanceof Error ? thrown.message : String(thrown),
      };
    } finally {
      timers.clear();
    }
    line.mustRun();
    return conclude(line, task, outcome, events, start);
  }
};

/** The outcome where it comes within a few turns of the microtask queue, before anything else can run. */
async function settledSoon(outcome: Promise<TaskOutcome>): Promise<TaskOutcome | undefined> {
  let settled: TaskOutcome | undefined;
  outcome.then(
    (value) => (settled = value),
    () => undefined,
  );
  for (let turn = 0; turn < TURNS && !settled; turn++) await undefined;
  return settled;
}

/** As many as an answer that is ready takes through a few layers of promises. */
const TURNS = 12;

function conclude(
  line: Line,
  task: ScheduledTask,
  outcome: TaskOutcome,
  events: TaskEvents,
  start: () => void,
): JsonData {
  if (outcome.type === 'success') {
    start();
    const result = new JsonData(outcome.output, outcome.outputText);
    if (!exceedsDataLimit(result.text)) {
      events.succeeded(line, task, result.text);
      return result;
    }
    const { kind, text, resourceType } = task.resource;
    const failure = dataLimitExceeded(kind === 'integration' ? resourceType : text, false);
    events.failed(line, task, 'run', failure.details);
    throw failure;
  }
  const stage: FailureStage = outcome.stage ?? 'run';
  // An activity that no worker took up has never started.
  const begun = task.resource.kind !== 'activity' || stage !== 'timeout';
  if (begun && stage !== 'schedule' && stage !== 'start') start();
  const failure = new StateFailure({
    ...(outcome.error !== undefined && { error: outcome.error }),
    ...(outcome.cause !== undefined && { cause: outcome.cause }),
    ...(outcome.terminal && { terminal: true }),
    ...(stage === 'timeout' && { timeout: outcome.heartbeat ? 'heartbeat' : 'task' }),
  });
  events.failed(line, task, stage, failure.details);
  throw failure;
}

/** An opaque text as long as AWS's never need be: nobody may look inside. */
function taskToken(line: Line): string {
  const { host } = line.execution;
  return `${host.uuid()}${host.uuid()}`.replaceAll('-', '');
}

function readSeconds(line: Line, field: ScalarField | undefined, input: Json): MaybePromise<number | undefined> {
  if (!field) return undefined;
  return andThen(field.read(line, input), (value) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
    if (field.template !== undefined && typeof value !== 'number') {
      throw evaluationFailure(unexpectedType(field.template, field.name, 'number', value), field.name);
    }
    const text = typeof value === 'string' ? value : jsonText(value);
    if (field.path === undefined) {
      throw evaluationFailure(`The ${field.name} field cannot be parsed as a long value: ${text}`, field.name);
    }
    throw runtimeFailure(`The ${field.name} parameter cannot be parsed as a long value: ${field.path} == ${text}`);
  });
}
