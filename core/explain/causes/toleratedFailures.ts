import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';

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
  if (!isSet)
    return { sentence: phrase`${what} Without a ToleratedFailureCount or ToleratedFailurePercentage none may.` };
  return {
    sentence: phrase`${what} Tolerated are ${toleratedFailureCount}, or ${toleratedFailurePercentage} percent.`,
  };
};
