import { failureOf } from '../../history/failure';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';
import type { Visit } from '../trail';

/** Characters of a cause that are shown. */
const LONGEST = 160;

/** What went wrong in the first execution that failed. */
function firstOf({ failedChild }: Visit): readonly string[] {
  if (!failedChild) return [];
  const { error = '', message = '' } = failureOf(failedChild);
  const cause = bareCause(message);
  const told = cause.length > LONGEST ? `${cause.slice(0, LONGEST - 1)}…` : cause;
  const first = phrase`The first one failed with ${[error, told].filter((text) => text !== '').join(': ')}`;
  const { why } = failedChild;
  return [/[.!?…]$/.test(first) ? first : `${first}.`, ...(why === undefined ? [] : [why])];
}

/** How many items of a Distributed Map failed, and how many might. */
export const toleratedFailures: Explain = ({ error, visit, state }) => {
  if (error !== 'States.ExceedToleratedFailureThreshold' || !visit?.mapRun || !state) return undefined;
  const { itemCounts, toleratedFailureCount, toleratedFailurePercentage } = visit.mapRun;
  const failed = itemCounts.failed + itemCounts.timedOut;
  if (failed === 0) return undefined;
  const isSet = [
    'ToleratedFailureCount',
    'ToleratedFailureCountPath',
    'ToleratedFailurePercentage',
    'ToleratedFailurePercentagePath',
  ].some((name) => state.definition[name] !== undefined);
  const what = phrase`${failed} of ${itemCounts.total} items failed.`;
  const limit = isSet
    ? phrase`At most ${toleratedFailureCount} may, or ${toleratedFailurePercentage} percent.`
    : phrase`Without a ToleratedFailureCount or ToleratedFailurePercentage none may.`;
  return { sentence: [what, limit, ...firstOf(visit)].join(' ') };
};
