/** The figures of a Map Run in one line, for console, terminal and graph. */
import type { MapRunCounts, MapRunDescription } from '../interpreter/historyEvent';

const SHOWN: readonly (readonly [keyof MapRunCounts, string])[] = [
  ['succeeded', 'succeeded'],
  ['failed', 'failed'],
  ['timedOut', 'timed out'],
  ['aborted', 'aborted'],
  ['running', 'running'],
  ['pending', 'not started'],
];

/** `100 items in 10 executions: 9 succeeded, 1 failed`: of executions, where several items share one. */
export function mapRunText({ itemCounts, executionCounts }: MapRunDescription): string {
  const batched = itemCounts.total !== executionCounts.total;
  const ends = SHOWN.filter(([name]) => executionCounts[name] > 0).map(
    ([name, words]) => `${executionCounts[name]} ${words}`,
  );
  const total =
    counted(itemCounts.total, 'item') + (batched ? ` in ${counted(executionCounts.total, 'execution')}` : '');
  return ends.length === 0 ? total : `${total}: ${ends.join(', ')}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
