// Runs a vector: an execution, a mocked execution, a TestState call, a validation, a conversation of API calls, a capture.
import { answerRunner, capturedItems } from './captures.mjs';
import { converse, refusal } from './conversation.mjs';
import { functionAnswer } from './functionAnswer.mjs';
import { readItems } from './recordedS3.mjs';
import { mockRunner, NEVER, outcomeRunner } from './taskRunners.mjs';

/** `core` is the bundled interpreter. Gives what compareVector takes as the actual side. */
export function runVector(vector, core, compareVector) {
  const run = Object.hasOwn(RUNNERS, vector.kind) ? RUNNERS[vector.kind] : undefined;
  if (!run) throw new Error(`nothing here runs a vector of kind ${vector.kind}`);
  return run(vector, core, compareVector);
}

const RUNNERS = {
  execution: replay,
  mock: replay,
  test_state: testState,
  validation: validate,
  other: converse,
  capture: checkAndRun,
};

async function checkAndRun(vector, core) {
  const { errors } = await validate(vector, core);
  if (vector.checkOnly || vector.expect.refused || errors.length > 0) return { errors };
  return { errors, ...(await replay(vector, core)) };
}

/** What answers tasks and ItemReaders, by the kind of vector. */
const ANSWERS = {
  execution: { tasks: outcomeRunner, items: readItems },
  mock: { tasks: (vector, _compareVector, core) => mockRunner(vector, core), items: readItems },
  capture: { tasks: answerRunner, items: capturedItems },
};

async function replay(vector, core, compareVector) {
  const text = vector.definitionText ?? JSON.stringify(vector.definition);
  const document = core.parseDocument('definition.asl.json', text, 'json');
  const machine = core.buildMachine(document);
  if (!machine) throw new Error('the definition holds no machine');
  const clock = new core.VirtualClock({
    start: Date.parse(vector.clock?.now ?? '2026-01-01T00:00:00Z'),
    whenIdle: setImmediate,
  });
  const chance = core.seededRandom(1);
  const events = [];
  const controller = new AbortController();
  const { tasks, items } = ANSWERS[vector.kind];
  const runTask = tasks(vector, compareVector, core);
  const host = {
    now: () => clock.now(),
    random: chance.random,
    uuid: chance.uuid,
    sleep: (ms, signal) => clock.sleep(ms, signal),
    // What never answers does not hold the clock: its timeout must come.
    runTask: (call) => {
      const answer = runTask(call);
      return answer === NEVER ? NEVER : clock.busyWhile(answer);
    },
    argumentFaults: (call) => core.argumentFaults(call.resource, call.input),
    readItems: (call) => items(vector, call),
    emit: (event) => {
      if (event.kind === 'history') events.push(event.event);
    },
  };
  // A person's StopExecution comes while the machine waits: before any time has passed.
  const stop = (vector.actions ?? []).find((action) => action.op === 'stop_execution');
  if (stop) setImmediate(() => controller.abort({ error: stop.params?.error, cause: stop.params?.cause }));
  const executionArn = vector.execution?.arn;
  await core.runMachine(machine, host, {
    input: vector.inputText ?? JSON.stringify(vector.input ?? {}),
    type: vector.stateMachine?.type ?? 'STANDARD',
    ...(vector.stateMachine && {
      stateMachineName: vector.stateMachine.name,
      stateMachineArn: vector.stateMachine.arn,
    }),
    ...(executionArn && { executionArn, executionName: executionArn.split(':')[7] }),
    ...placeOf(vector),
    roleArn: roleArnOf(vector),
    // A recording of StartSyncExecution keeps that call's answer.
    synchronous: vector.expected?.sync !== undefined,
    signal: controller.signal,
  });
  return { events };
}

/** A call of the TestState API. */
async function testState(vector, core) {
  const chance = core.seededRandom(1);
  const request = {
    definition: vector.definitionText ?? JSON.stringify(vector.definition),
    ...(vector.inputText !== undefined && { input: vector.inputText }),
    ...vector.testState,
  };
  const answer = await core.testState(request, {
    now: () => Date.parse(vector.clock?.now ?? '2026-01-01T00:00:00Z'),
    ...chance,
    ...placeOf(vector),
    responseShape: core.responseShape,
    runTask: async (call) =>
      functionAnswer(vector, call) ?? {
        type: 'failure',
        error: 'Conformance.NoOutcome',
        cause: 'no function is told of',
      },
  });
  return answer;
}

/** The checker's verdict on a definition: only whether it is accepted or refused is compared. */
async function validate(vector, core) {
  // What is wrong with the rest of a request the service says.
  if (vector.about === 'request') return { errors: await refusal(vector, core) };
  const text = vector.definitionText ?? JSON.stringify(vector.definition ?? {});
  const document = core.parseDocument('definition.asl.json', text, 'json');
  const type = vector.request?.type;
  const errors = core.validateDocument(document, type ? { type } : {}).filter((found) => found.severity === 'error');
  return { errors };
}

/** Region and account, as the machine's ARN has them. */
function placeOf({ stateMachine }) {
  const [, , , region = 'us-east-1', accountId = '111111111111'] = stateMachine?.arn?.split(':') ?? [];
  return { region, accountId };
}

function roleArnOf(vector) {
  const role = vector.substitutions?.snf_role_arn;
  return typeof role === 'string' ? role : (role?.generated?.[0] ?? 'arn:aws:iam::111111111111:role/role');
}
