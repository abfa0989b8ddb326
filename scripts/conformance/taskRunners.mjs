// Task runners that answer as a recording does.
import { functionAnswer } from './functionAnswer.mjs';

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
  const project = { machines: [] };
  const services = { mocks: core.createMockStore({ mockCase, project }), machineName: stateMachine, project };
  const unmocked = { type: 'failure', error: 'Conformance.NoOutcome', cause: 'no mock answers this state' };
  return (call) => core.mockRunner.run(call, services) ?? Promise.resolve(unmocked);
}
