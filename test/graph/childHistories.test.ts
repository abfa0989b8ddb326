/** A saved history with the child executions of a Distributed Map shows what the run itself showed. */
import { expect, it } from 'vitest';
import { foldRun } from '../../core/graph/foldRun';
import type { RunEvent, SavedChild } from '../../core/interpreter';
import { placedHistory, withChildren } from '../../core/interpreter/resume';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { run } from '../interpreter/check';

const MACHINE = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ToleratedFailurePercentage: 100,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Pack',
        States: {
          Pack: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Next: 'Label' },
          Label: { Type: 'Pass', End: true },
        },
      },
      Next: 'Done',
    },
    Done: { Type: 'Pass', End: true },
  },
};

const marksOf = (events: readonly RunEvent[]): string[] =>
  [...foldRun(events).states].flatMap(([path, places]) =>
    [...places].map(([within, { status, items }]) => `${path} [${within}] ${status} ${items?.join() ?? ''}`).sort(),
  );

it('each iteration with its states', async () => {
  const replies = { Pack: [{ output: 1 }, { error: 'Broken', cause: 'glass' }, { output: 3 }] };
  const { all } = await run({ machine: MACHINE, input: ['a', 'b', 'c'], replies } as never);
  const machine = buildMachine(parseDocument('m.asl.json', JSON.stringify(MACHINE), 'json'))!;
  const events = all.flatMap((each) => (each.kind === 'history' ? [each.event] : []));
  const { mapRunArn } = events.find(({ type }) => type === 'MapRunStarted')!.mapRunStartedEventDetails!;
  const children = new Map<string, SavedChild>();
  for (const each of all) {
    if (each.kind !== 'childHistory') continue;
    const { executionArn, envelope, event } = each;
    const known = children.get(executionArn)?.events ?? [];
    const index = envelope.iterations.at(-1)!;
    children.set(executionArn, { executionArn, mapRunArn, index, events: [...known, event] });
  }
  const saved = [...children.values()];
  expect(saved).toHaveLength(3);
  const placed = withChildren(machine, placedHistory(machine, events, saved), saved);
  expect(marksOf(placed)).toEqual(marksOf(all));
  expect(marksOf(placed)).toContain('Each/Pack [1] failed ');
  expect(marksOf(withChildren(machine, placedHistory(machine, events), []))).not.toContain('Each/Pack [1] failed ');
});
