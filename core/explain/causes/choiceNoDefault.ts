import { phrase } from '../../l10n/phrase';
import { comparisonsOf, foundNoRule } from '../choiceRules';
import type { Explain } from '../explanation';
import { shownValue } from '../values';

/** Variables that are named. */
const MOST = 3;

/** No rule holds, and nothing says where to go then. */
export const choiceNoDefault: Explain = (failure) => {
  if (!foundNoRule(failure)) return undefined;
  const values = new Map(
    comparisonsOf(failure).flatMap(({ variable, value }) => (value === undefined ? [] : [[variable, value] as const])),
  );
  const shown = [...values].slice(0, MOST).map(([variable, value]) => phrase`${variable} is ${shownValue(value)}`);
  return {
    sentence:
      shown.length === 0
        ? phrase`No rule holds, and the state has no Default to go to.`
        : phrase`No rule holds (${shown.join('; ')}), and the state has no Default to go to.`,
  };
};
