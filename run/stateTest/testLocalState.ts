/** TestState on this machine: one state on its own; what it calls, unless mocked, is answered as in a run. */
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import { jsonText, jsonValue } from '../../core/jsonText';
import { testState } from '../../core/interpreter/testState';
import type { TestStateAnswer, TestStateRequest } from '../../core/interpreter/testState';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../../core/template';
import { regionOfStack } from '../../project';
import { createClock } from '../clock';
import { HeldTime } from '../heldTime';
import { responseShape } from '../mocks/responseShape';
import { questionOf } from '../question';
import type { MockQuestion, StartRunOptions } from '../run';
import { startRun } from '../startRun';

export interface TestOptions extends Pick<
  StartRunOptions,
  | 'project'
  | 'stack'
  | 'lambda'
  | 'mocks'
  | 'callMocks'
  | 'ask'
  | 'waits'
  | 'seed'
  | 'signal'
  | 'consents'
  | 'proxy'
  | 'aws'
  | 'stepFunctions'
> {
  /** The machine as mocks name it. */
  readonly name: string;
}

export interface TestedState {
  readonly answer: TestStateAnswer;
  /** Calls to services that nothing answered. */
  readonly unanswered: readonly MockQuestion[];
}

/** Tests a state; a Task's role is this machine's own, where the request names none. */
export async function testLocalState(request: TestStateRequest, options: TestOptions): Promise<TestedState> {
  const unanswered: MockQuestion[] = [];
  const clock = createClock('real', { seed: options.seed, time: new HeldTime() });
  let answering = 0;
  const answer = await testState(
    { roleArn: `arn:aws:iam::${LOCAL_ACCOUNT}:role/local`, ...request },
    {
      region: regionOfStack(options.stack, options.project) ?? LOCAL_REGION,
      accountId: LOCAL_ACCOUNT,
      now: () => clock.now(),
      random: () => clock.random(),
      uuid: () => clock.uuid(),
      responseShape,
      // A handler has the time its state gives it; nobody waits for a Wait.
      sleep: (milliseconds, signal) => (answering > 0 ? clock.sleep(milliseconds, signal) : Promise.resolve()),
      async runTask(call) {
        answering++;
        try {
          return await answerTask(call, call.signal, options, unanswered);
        } finally {
          answering--;
        }
      },
    },
  );
  return { answer, unanswered };
}

/**
 * Calls what the state calls from an execution of that call alone: every kind of task is answered, and what it
 * leaves running awaited, just as in a run.
 */
async function answerTask(
  call: TaskCall,
  signal: AbortSignal,
  options: TestOptions,
  unanswered: MockQuestion[],
): Promise<TaskOutcome> {
  if (call.kind === 'activity' || call.pattern === 'waitForTaskToken') {
    // A test waits for nobody: not for a worker, nor for a token.
    unanswered.push({ ...questionOf(call, options.name), suggestion: '{}' });
    return {
      type: 'failure',
      error: 'States.Runtime',
      cause: 'Nothing answers the task: give it a mock.',
      terminal: true,
    };
  }
  const { name } = call.state;
  const definition = { StartAt: name, States: { [name]: { Type: 'Task', Resource: call.resource, End: true } } };
  const machine = buildMachine(parseDocument('state.asl.json', jsonText(definition), 'json'));
  if (!machine) throw new Error('a definition with one state is a machine');
  const started = startRun({
    ...options,
    machine,
    type: 'STANDARD',
    input: jsonText(call.input),
    clock: 'real',
    signal: options.signal ? AbortSignal.any([options.signal, signal]) : signal,
    emit: () => undefined,
  });
  const { status, output = 'null', error, cause } = await started.result;
  unanswered.push(...started.unanswered);
  if (status === 'SUCCEEDED') return { type: 'success', output: jsonValue(output), outputText: output };
  return { type: 'failure', error, cause, terminal: started.unanswered.length > 0 };
}
