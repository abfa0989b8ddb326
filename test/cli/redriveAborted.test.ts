/** A run that a person stopped, redriven: what it stood in begins again with its input, what was done is not, and the history tells both. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../core/interpreter';
import { check, holding } from './check';

const REST = { Type: 'Wait', Seconds: 86_400, End: true };
const DONE = { Type: 'Pass', Result: 'done' };

/** What it is, the machine, and its output. `Done` has ended when the person stops `Rest`. */
const MACHINES: readonly [where: string, machine: object, output: string][] = [
  ['at the top', { StartAt: 'Done', States: { Done: { ...DONE, Next: 'Rest' }, Rest: REST } }, '"done"\n'],
  [
    'in a branch',
    {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          End: true,
          Branches: [
            { StartAt: 'Done', States: { Done: { ...DONE, End: true } } },
            { StartAt: 'Rest', States: { Rest: REST } },
          ],
        },
      },
    },
    '["done",{}]\n',
  ],
  [
    'in an iteration',
    {
      StartAt: 'Done',
      States: {
        Done: { ...DONE, Result: [1, 2], Next: 'Each' },
        Each: { Type: 'Map', End: true, ItemProcessor: { StartAt: 'Rest', States: { Rest: REST } } },
      },
    },
    '[1,2]\n',
  ],
];

const eventsIn = (folder: string, file: string): HistoryEvent[] =>
  (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { events: HistoryEvent[] }).events;

test.each(MACHINES)('%s', async (_where, machine, output) => {
  const files = { 'm.asl.json': JSON.stringify(machine) };
  const first = await check(
    ['run', 'm.asl.json', '--history', 'h.json'],
    { files, interrupt: true },
    { code: 3, out: '' },
  );
  const before = eventsIn(first.folder, 'h.json');
  expect(before.at(-1)!.type).toBe('ExecutionAborted');
  const saved = { ...files, 'h.json': readFileSync(path.join(first.folder, 'h.json'), 'utf8') };
  const again = ['redrive', 'm.asl.json', 'h.json', '--clock', 'skip', '--history', 'again.json'];
  const { folder } = await check(
    again,
    { files: saved },
    { code: 0, out: output, error: holding(`Redriven after event ${before.length}, in `, '"Rest"', '✓ Rest') },
  );
  const after = eventsIn(folder, 'again.json');
  expect(after.slice(0, before.length)).toEqual(before);
  const [redriven, ...rest] = after.slice(before.length).map(({ type }) => type);
  expect([redriven, rest.at(-1)]).toEqual(['ExecutionRedriven', 'ExecutionSucceeded']);
  const entered = after.filter(({ stateEnteredEventDetails: details }) => details?.name === 'Done');
  expect(entered).toHaveLength(1);
});
