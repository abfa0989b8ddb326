/** An answer that is known already costs no promise, and makes the same history as one that comes later. */
import { expect, test } from 'vitest';
import { runMachine, VirtualClock, type Host, type TaskCall, type TaskOutcome } from '../../core/interpreter';
import type { RunEvent } from '../../core/interpreter';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';

const task = (more: object): object => ({ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', ...more });

const LINE = {
  StartAt: 'Ask',
  States: {
    Ask: task({ ResultPath: '$.asked', TimeoutSeconds: 5, Next: 'Fails' }),
    Fails: task({
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['Lost'], ResultPath: '$.lost', Next: 'Throws' }],
      End: true,
    }),
    Throws: task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Both' }], End: true }),
    Both: {
      Type: 'Parallel',
      Branches: ['A', 'B'].map((name) => ({ StartAt: name, States: { [name]: task({ End: true }) } })),
      End: true,
    },
  },
};

type Answers = (call: TaskCall) => TaskOutcome;

const answers: Answers = ({ state, attempt }) => {
  if (state.name === 'Throws') throw new Error('out of order');
  if (state.name !== 'Fails') return { type: 'success', output: { of: state.name } };
  return { type: 'failure', error: attempt === 0 ? 'Busy' : 'Lost', cause: 'no reason' };
};

async function eventsOf(runTask: Host['runTask'], signal?: AbortSignal): Promise<RunEvent[]> {
  const machine = buildMachine(parseDocument('file:///m.asl.json', JSON.stringify(LINE), 'json'))!;
  const clock = new VirtualClock({ start: 0, whenIdle: setImmediate });
  const events: RunEvent[] = [];
  const host: Host = {
    now: () => clock.now(),
    random: () => 0,
    uuid: () => 'u',
    sleep: (milliseconds, aborted) => clock.sleep(milliseconds, aborted),
    emit: (event) => events.push(event),
    runTask,
  };
  await runMachine(machine, host, { input: '{}', ...(signal && { signal }) });
  return events;
}

const later =
  (answer: Answers): Host['runTask'] =>
  async (call) =>
    answer(call);

test('the same history', async () => {
  const expected = await eventsOf(later(answers));
  expect(await eventsOf((call) => (call.isAlone ? answers(call) : later(answers)(call)))).toEqual(expected);
});

test('a call in a branch or an iteration is not alone', async () => {
  const alone: { [state: string]: boolean } = {};
  await eventsOf((call) => {
    alone[call.state.name] = call.isAlone;
    return answers(call);
  });
  expect(alone).toEqual({ Ask: true, Fails: true, Throws: true, A: false, B: false });
});

test('nothing is made of an answer to a strand that was stopped meanwhile', async () => {
  const abort = new AbortController();
  const events = await eventsOf((call) => {
    abort.abort(new Error('enough'));
    return answers(call);
  }, abort.signal);
  const types = events.flatMap((event) => (event.kind === 'history' ? [event.event.type] : []));
  expect(types).toEqual(['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'ExecutionAborted']);
});
