/** The clocks of an activity: HeartbeatSeconds counts from when a worker has the task, and virtual time waits for it as long. */
import { afterEach, beforeEach, test, vi } from 'vitest';
import { StepFunctionsService } from '../../run';
import { checkOnly } from './check';

const ACTIVITY = 'arn:aws:states:us-east-1:123456789012:activity:work';
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:worker';
const template = `Resources:
  Worker: { Type: AWS::Serverless::Function, Properties: { FunctionName: worker, Handler: app.handler } }
  Machine: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: machine.asl.json } }
`;

/** Only what measures a worker's real time; the run's own turns stay real. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** What a worker does; `turns`: leaves the run the time to go on as far as it can. */
type Act = 'take' | 'beat' | 'answer' | 'turns' | { readonly realSeconds: number };

/** Seconds of virtual time that a branch beside the activity waits; or what the worker does then, while the branch goes on. */
type Step = number | readonly Act[];

/** The states of the branch: a Wait for each number, a call of the worker for each list. */
function branch(steps: readonly Step[]): object {
  const states = steps.map((step, index): [string, object] => [
    `B${index}`,
    {
      ...(typeof step === 'number'
        ? { Type: 'Wait', Seconds: step }
        : { Type: 'Task', Resource: FUNCTION, Parameters: { index } }),
      ...(index + 1 === steps.length ? { End: true } : { Next: `B${index + 1}` }),
    },
  ]);
  return { StartAt: 'B0', States: Object.fromEntries(states) };
}

const done = { status: 'SUCCEEDED', output: ['done', null] };
const missed = { status: 'FAILED', error: 'States.Timeout' };

test.each<[string, object, readonly Step[], object]>([
  [
    'the time before a worker has the task does not count',
    { HeartbeatSeconds: 30 },
    [20, ['take', { realSeconds: 30 }], 20, ['answer']],
    done,
  ],
  ['the time since then does', { HeartbeatSeconds: 30 }, [20, ['take', { realSeconds: 30 }], 40, ['answer']], missed],
  [
    'virtual time stands still while a worker has the task',
    { HeartbeatSeconds: 30 },
    [['take', { realSeconds: 29 }, 'turns', 'answer'], 1],
    done,
  ],
  [
    'for as long as TimeoutSeconds where there is no heartbeat',
    { TimeoutSeconds: 30 },
    [['take', { realSeconds: 29 }, 'turns', 'answer'], 1],
    done,
  ],
  ['and no longer', { TimeoutSeconds: 30 }, [['take', { realSeconds: 30 }, 'turns', 'answer'], 40], missed],
  [
    'a sign of life is believed for as long again',
    { HeartbeatSeconds: 30 },
    [['take', { realSeconds: 20 }, 'beat', { realSeconds: 20 }, 'turns', 'answer'], 1],
    done,
  ],
  [
    'so is one that comes late',
    { HeartbeatSeconds: 30 },
    [['take', { realSeconds: 30 }], 20, ['beat', 'turns', 'answer'], 1],
    done,
  ],
])('%s', async (_what, limits, steps, expected) => {
  const stepFunctions = new StepFunctionsService();
  const { activities, tasks } = stepFunctions;
  let token = '';
  async function act(acts: readonly Act[]): Promise<void> {
    token ||= tasks.list()[0]?.token ?? '';
    for (const each of acts) {
      if (each === 'take') void activities.take(ACTIVITY, 'me', new AbortController().signal);
      else if (each === 'beat') tasks.heartbeat(token);
      else if (each === 'answer') tasks.succeed(token, '"done"');
      else if (each === 'turns') for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
      else vi.advanceTimersByTime(each.realSeconds * 1000);
    }
  }
  await checkOnly(
    {
      template,
      files: { 'app.js': 'exports.handler = 1;' },
      states: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Work', States: { Work: { Type: 'Task', Resource: ACTIVITY, ...limits, End: true } } },
            branch(steps),
          ],
          End: true,
        },
      },
      handlers: {
        worker(event) {
          void act(steps[(event as { index: number }).index] as Exclude<Step, number>);
          return { returns: null };
        },
      },
      options: { stepFunctions },
    },
    expected,
  );
});
