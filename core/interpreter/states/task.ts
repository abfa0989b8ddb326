/** Task: hands work to the host and waits for its answer. */
import { isJsonObject, type Json } from '../../json';
import { isNumber } from '../../jsonNumber';
import type { State } from '../../model/machine';
import { jsonText } from '../../jsonText';
import { isPromise, refusedSeconds, unexpectedType, type MaybePromise } from '../../query';
import { dataLimitExceeded } from '../compileStep';
import { compileStateFields, type ScalarField } from '../fields';
import type { TaskOutcome } from '../host';
import { JsonData } from '../jsonData';
import { longOf } from '../longOf';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import { evaluationFailure, runtimeFailure, StateFailure } from '../stateFailure';
import type { Completion, StateCompiler } from '../step';
import { TaskAttempt } from '../taskAttempt';
import { TASK_EVENTS, type FailureStage, type ScheduledTask, type TaskEvents } from '../taskEvents';
import { parseTaskResource, type TaskResource } from '../taskResource';
import { onward } from './onward';

export const compileTask: StateCompiler = (state, _compileScope, part) => {
  const fields = compileStateFields(state, part);
  const goOn = onward(state);
  const { Resource: resourceText } = state.definition;
  const resource = parseTaskResource(typeof resourceText === 'string' ? resourceText : '');
  const events = TASK_EVENTS[resource.kind];
  const timeout = fields.scalar('TimeoutSeconds');
  const heartbeat = fields.scalar('HeartbeatSeconds');
  const credentials = fields.template('Credentials');
  const givesArguments = resource.kind === 'integration' && state.definition[argumentsField(state)] !== undefined;
  const calling = part.at('Resource');
  calling.declare();

  return {
    run: (strand) => {
      // A `.sync` task has a token too (recorded).
      if (resource.pattern !== 'requestResponse') strand.giveTaskToken(taskToken(strand));
      const input = fields.input(strand);
      const call = fields.arguments(strand, input);
      if (!timeout && !heartbeat && !credentials && !isPromise(call)) return attempt(strand, input, call, undefined);
      return andThen(call, (data) =>
        andThen(readSeconds(strand, timeout, input.value), (timeoutSeconds) =>
          andThen(readSeconds(strand, heartbeat, input.value), (heartbeatSeconds) =>
            andThen(credentials?.(strand, input.value), (identity) =>
              attempt(strand, input, data, identity, timeoutSeconds, heartbeatSeconds),
            ),
          ),
        ),
      );
    },
  };

  /** Schedules the work, waits, and records how it ended. */
  function attempt(
    strand: Strand,
    input: JsonData,
    call: JsonData,
    identity: Json | undefined,
    timeoutSeconds?: number,
    heartbeatSeconds?: number,
  ): MaybePromise<Completion> {
    if (strand.isBeyondLimit(call.text)) throw dataLimitExceeded(state.name);
    const returned = strand.execution.resumed?.takeState(strand)?.result;
    if (returned) return andThen(fields.close(strand, input, returned), goOn);
    const waited = calling.reached(strand, call.value, undefined, { rereads: true });
    if (waited) {
      return waited.then(({ input: value }) => {
        const sent = value === call.value ? call : new JsonData(value);
        if (strand.isBeyondLimit(sent.text)) throw dataLimitExceeded(state.name);
        return perform(strand, input, sent, identity, timeoutSeconds, heartbeatSeconds);
      });
    }
    return perform(strand, input, call, identity, timeoutSeconds, heartbeatSeconds);
  }

  function perform(
    strand: Strand,
    input: JsonData,
    call: JsonData,
    identity: Json | undefined,
    timeoutSeconds: number | undefined,
    heartbeatSeconds: number | undefined,
  ): MaybePromise<Completion> {
    refuseMissingActivity(strand, state, resource);
    if (givesArguments) refuseArguments(strand, state, resource, call);
    const task: ScheduledTask = {
      resource,
      region: strand.execution.region,
      input: call.text,
      timeoutSeconds,
      heartbeatSeconds,
      roleArn: isJsonObject(identity) && typeof identity.RoleArn === 'string' ? identity.RoleArn : undefined,
    };
    events.scheduled(strand, task);
    const running = new TaskAttempt(strand, state, task, events, call.value, identity);
    return running.run((outcome) => {
      const closing = fields.close(strand, input, conclude(strand, task, outcome, events, running));
      return isPromise(closing) ? closing.then(goOn) : goOn(closing);
    });
  }
};

function argumentsField({ queryLanguage }: State): 'Arguments' | 'Parameters' {
  return queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
}

/** Nothing is scheduled then (recorded). */
function refuseMissingActivity(strand: Strand, state: State, { kind, text }: TaskResource): void {
  if (kind !== 'activity' || strand.execution.host.hasActivity?.({ state, resource: text }) !== false) return;
  throw runtimeFailure('The activity ARN does not exist.');
}

/** AWS looks at what a service is sent before it schedules the call. Source: recorded of API Gateway; read of others. */
function refuseArguments(strand: Strand, state: State, { text }: TaskResource, call: JsonData): void {
  const faults = strand.execution.host.argumentFaults?.({ state, resource: text, input: call.value });
  if (!faults || faults.length === 0) return;
  const field = argumentsField(state);
  throw runtimeFailure(`The ${field} '${call.text}' could not be used to start the Task: [${faults.join(', ')}]`);
}

function conclude(
  strand: Strand,
  task: ScheduledTask,
  outcome: TaskOutcome,
  events: TaskEvents,
  running: TaskAttempt,
): JsonData {
  if (outcome.type === 'success') {
    running.begun();
    const result = new JsonData(outcome.output, outcome.outputText);
    if (!strand.isBeyondLimit(result.text)) {
      events.succeeded(strand, task, result.text);
      return result;
    }
    const { kind, text, resourceType } = task.resource;
    const failure = dataLimitExceeded(kind === 'integration' ? resourceType : text, false);
    events.failed(strand, task, 'run', failure.details);
    throw failure;
  }
  const stage: FailureStage = outcome.stage ?? 'run';
  // An activity that no worker took up has never started.
  const begun = task.resource.kind !== 'activity' || stage !== 'timeout';
  if (begun && stage !== 'schedule' && stage !== 'start') running.begun();
  const failure = new StateFailure({
    ...(outcome.error !== undefined && { error: outcome.error }),
    ...(outcome.cause !== undefined && { cause: outcome.cause }),
    ...(outcome.terminal && { terminal: true }),
    ...(stage === 'timeout' && { timeout: outcome.heartbeat ? 'heartbeat' : 'task' }),
  });
  events.failed(strand, task, stage, failure.details);
  throw failure;
}

/** An opaque text as long as AWS's never need be: nobody may look inside. */
function taskToken(strand: Strand): string {
  const { host } = strand.execution;
  return `${host.uuid()}${host.uuid()}`.replaceAll('-', '');
}

function readSeconds(strand: Strand, field: ScalarField | undefined, input: Json): MaybePromise<number | undefined> {
  if (!field) return undefined;
  return andThen(field.read(strand, input), (value) => {
    const seconds = longOf(field, value);
    if (seconds !== undefined) {
      const refusal = refusedSeconds(field.name.replace(/Path$/, ''), seconds);
      if (refusal === undefined) return seconds;
      throw secondsFault(field, refusal);
    }
    if (field.template !== undefined && !isNumber(value)) {
      throw evaluationFailure(unexpectedType(field.template, field.name, 'number', value), field.name);
    }
    const text = typeof value === 'string' ? value : jsonText(value);
    if (field.path === undefined) {
      throw secondsFault(field, `The ${field.name} field cannot be parsed as an integer: ${text}`);
    }
    throw secondsFault(field, `The ${field.name} parameter cannot be parsed as a long value: ${field.path} == ${text}`);
  });
}

function secondsFault({ name, path }: ScalarField, cause: string): StateFailure {
  return path === undefined ? evaluationFailure(cause, name) : runtimeFailure(cause);
}
