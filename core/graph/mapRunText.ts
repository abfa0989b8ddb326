/** The figures of a Map Run in one line, for console, terminal and graph. */
import type { MapRunCounts, MapRunDescription } from '../interpreter/historyEvent';
import { phrase, type Phrase } from '../l10n/phrase';

const SHOWN: readonly (readonly [keyof MapRunCounts, (count: number) => Phrase])[] = [
  ['succeeded', (count) => phrase`${count} succeeded`],
  ['failed', (count) => phrase`${count} failed`],
  ['timedOut', (count) => phrase`${count} timed out`],
  ['aborted', (count) => phrase`${count} aborted`],
  ['running', (count) => phrase`${count} running`],
  ['pending', (count) => phrase`${count} not started`],
];

/** `100 items in 10 executions: 9 succeeded, 1 failed`: of executions, where several items share one. */
export function mapRunText({ itemCounts, executionCounts }: MapRunDescription): string {
  const batched = itemCounts.total !== executionCounts.total;
  const ends = SHOWN.filter(([name]) => executionCounts[name] > 0).map(([name, words]) => words(executionCounts[name]));
  const items = itemCounts.total === 1 ? phrase`1 item` : phrase`${itemCounts.total} items`;
  const total = batched ? phrase`${items} in ${executionsText(executionCounts.total)}` : items;
  return ends.length === 0 ? total : `${total}: ${ends.join(', ')}`;
}

function executionsText(count: number): Phrase {
  return count === 1 ? phrase`1 execution` : phrase`${count} executions`;
}
