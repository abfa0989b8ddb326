// Task runners that answer as a recording does.
/** Answers with the next unused outcome of the same state and equal parameters, else the next of that state. */
export function outcomeRunner(vector, compareVector) {
  const used = new Set();
  const outcomes = vector.outcomes ?? [];
  return (call) => {
    const candidates = outcomes.filter((outcome) => !used.has(outcome) && outcome.state === call.state.name);
    const outcome =
      candidates.find((candidate) => sameParameters(vector, candidate, call, compareVector)) ?? candidates[0];
    if (!outcome) {
      // A Distributed Map's children leave no trace in the recording: their functions are told in words.
      const answer = functionAnswer(vector, call);
      if (answer) return Promise.resolve(answer);
      const what = `no recorded outcome is left for the state ${call.state.name}`;
      return Promise.resolve({ type: 'failure', error: 'Conformance.NoOutcome', cause: what });
    }
    used.add(outcome);
    if (call.kind === 'activity') startActivity(vector, outcome, call);
    if (outcome.submitted !== undefined) call.submitted(outcome.submitted);
    return outcome.end === 'none' ? NEVER : Promise.resolve(answerOf(outcome));
  };
}

/** What never answers. */
export const NEVER = new Promise(() => undefined);

const STAGES = {
  SubmitFailed: 'submit',
  StartFailed: 'start',
  ScheduleFailed: 'schedule',
  TimedOut: 'timeout',
  Failed: 'run',
};

function answerOf(outcome) {
  if (outcome.end === 'Succeeded') return { type: 'success', ...valueAndText(outcome.output) };
  const text = (value) => (value === undefined || typeof value === 'string' ? value : JSON.stringify(value));
  return { type: 'failure', stage: STAGES[outcome.end], error: text(outcome.error), cause: text(outcome.cause) };
}

/** JSON texts that began with `{` were parsed before they were stored; others stayed texts. */
function valueAndText(stored) {
  if (typeof stored !== 'string') return { output: stored ?? null };
  try {
    return { output: JSON.parse(stored), outputText: stored };
  } catch {
    return { output: stored };
  }
}

function sameParameters(vector, outcome, call, compareVector) {
  const probe = {
    kind: 'execution',
    expected: { result: { status: 'SUCCEEDED', output: valueAndText(outcome.parameters).output } },
  };
  const actual = { status: 'SUCCEEDED', output: call.input };
  return compareVector({ ...probe, substitutions: vector.substitutions }, actual, { level: 'output' }).ok;
}

/** The recording tells of an activity's worker only in the event that follows the scheduling. */
function startActivity(vector, outcome, call) {
  const events = vector.expected.events ?? [];
  const started = events.find((event) => event.type === 'ActivityStarted' && event.previousEventId === outcome.eventId);
  if (started) call.started(started.activityStartedEventDetails?.workerName);
}

/** AWS's MockConfigFile.json, through the product's own reader, store and runner. */
export function mockRunner(vector, core) {
  const { config, stateMachine, testCase } = vector.mock;
  const parsed = core.parseMockConfig('MockConfigFile.json', JSON.stringify(config));
  const mockCase = core.chooseMockCase(parsed.config, testCase, [stateMachine]);
  if (mockCase.problem) throw new Error(mockCase.problem);
  const services = { mocks: core.createMockStore({ mockCase, project: { machines: [] } }), machineName: stateMachine };
  const unmocked = { type: 'failure', error: 'Conformance.NoOutcome', cause: 'no mock answers this state' };
  return (call) => core.mockRunner.run(call, services) ?? Promise.resolve(unmocked);
}

/** What one of the vector's functions does, where the recording does not hold its answer. */
export function functionAnswer(vector, call) {
  const invoked = call.service === 'lambda' && call.action === 'invoke';
  const name = invoked ? call.input?.FunctionName : call.resource;
  const known = (vector.functions ?? []).find((candidate) => name === candidate.arn || name === candidate.name);
  if (!known) return undefined;
  const event = invoked ? (call.input.Payload ?? {}) : call.input;
  const { do: what, errorType, errorMessage, value } = known.behaviour;
  if (what === 'raise') {
    const spaced = (text) => (invoked ? text : text.replaceAll('","', '", "').replaceAll('":', '": '));
    const trace = [
      '  File "/var/task/handler.py", line 2, in handler\n    raise Exception("Some exception was raised.")\n',
    ];
    const cause = JSON.stringify({ errorMessage, errorType, requestId: call.line, stackTrace: trace });
    return { type: 'failure', error: errorType, cause: spaced(cause) };
  }
  const texts = {
    'return-event': () => event,
    'wait-then-return-event': () => event,
    'return-raw-text': () => known.behaviour.repeat.repeat(known.behaviour.times),
    'return-value': () => value,
    'return-json-text': () => JSON.parse(known.behaviour.text),
  };
  const python = (list) => `[${list.map((item) => `'${item}'`).join(', ')}]`;
  texts['return-text'] = () => known.behaviour.prefix + (Array.isArray(event) ? python(event) : String(event));
  const payload = texts[what]?.();
  if (payload === undefined) return undefined;
  return {
    type: 'success',
    output: invoked ? { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 } : payload,
  };
}

/** S3 as the calls before the recording filled it. */
export function readItems(vector, call) {
  const puts = (vector.setup ?? []).filter((step) => step.op === 'put_object').map((step) => step.params);
  const { Bucket: bucket, Key: key } = call.input;
  if (call.resource.endsWith(':listObjectsV2')) {
    const objects = puts
      .filter((put) => put.Bucket === bucket)
      .map((put) => ({
        Etag: '"0"',
        Key: put.Key,
        LastModified: 1,
        Size: put.Body.length,
        StorageClass: 'STANDARD',
      }));
    return Promise.resolve({ type: 'success', output: objects });
  }
  const object = puts.find((put) => put.Bucket === bucket && put.Key === key);
  if (object)
    return Promise.resolve({
      type: 'success',
      output: typeof object.Body === 'string' ? object.Body : JSON.stringify(object.Body),
    });
  return Promise.resolve({
    type: 'failure',
    error: 'States.ItemReaderFailed',
    cause: `There is no object ${bucket}/${key}.`,
  });
}
