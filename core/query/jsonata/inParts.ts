/** Long work in parts of some milliseconds: others get their turn between. */
import type jsonata from 'jsonata';
import type { MaybePromise } from '../outcome';
import { runOf } from './jsonataRun';

/** So many items are looked at in some milliseconds. */
const AT_ONCE = 20_000;

/** Does `work` for all from 0 to `length`, a part at a time, and gives its result; at once where there is only one part. */
export function inParts<T>(
  focus: jsonata.Focus,
  length: number,
  work: (from: number, to: number) => void,
  result: () => T,
): MaybePromise<T> {
  if (length <= AT_ONCE) {
    work(0, length);
    return result();
  }
  return goOn(focus, length, work).then(result);
}

async function goOn(focus: jsonata.Focus, length: number, work: (from: number, to: number) => void): Promise<void> {
  const { guard } = runOf(focus.environment);
  for (let from = 0; from < length; from += AT_ONCE) {
    work(from, Math.min(length, from + AT_ONCE));
    await guard.workOnItems(ITEMS_OF_A_PART);
  }
}

/** Most work costs more than a look. */
const ITEMS_OF_A_PART = AT_ONCE * 8;
