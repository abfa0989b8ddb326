/** Under a debugger an attempt takes as long as a person looks at it. */
import { expect, test } from 'vitest';
import { runMachine, VirtualClock } from '../../core/interpreter';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';

const MACHINE = {
  StartAt: 'Slow',
  States: { Slow: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', TimeoutSeconds: 1, End: true } },
};

test.each([
  { untimed: false, status: 'FAILED' },
  { untimed: true, status: 'SUCCEEDED' },
])('a task of a minute that may take a second ends $status where untimed is $untimed', async ({ untimed, status }) => {
  const clock = new VirtualClock({ start: 0, whenIdle: setImmediate });
  const host = {
    untimed,
    now: () => clock.now(),
    random: () => 0.5,
    uuid: () => 'uuid',
    sleep: (milliseconds: number, signal: AbortSignal) => clock.sleep(milliseconds, signal),
    runTask: async ({ signal }: { signal: AbortSignal }) => {
      await clock.sleep(60_000, signal);
      return { type: 'success' as const, output: null };
    },
    emit: () => undefined,
  };
  const machine = buildMachine(parseDocument('test.asl.json', JSON.stringify(MACHINE), 'json'));
  if (!machine) throw new Error('The machine has states.');
  expect((await runMachine(machine, host, { input: '{}', type: 'STANDARD' })).status).toBe(status);
});
