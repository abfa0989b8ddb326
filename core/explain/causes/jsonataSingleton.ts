import { phrase } from '../../l10n/phrase';
import { replacingExpression } from '../edit';
import type { Explain } from '../explanation';
import { selects, wrongTypeIn } from '../jsonataType';
import { shownValue } from '../values';

/** A filter with one match gives the match itself, and no array of one. */
export const jsonataSingleton: Explain = (failure) => {
  const wrong = wrongTypeIn(failure);
  if (!wrong || wrong.expected !== 'array' || Array.isArray(wrong.value) || !selects(wrong.expression))
    return undefined;
  const right = `[${wrong.expression}]`;
  return {
    sentence: phrase`JSONata gives a single match as it is, here ${shownValue(wrong.value)}, and not an array of one. Square brackets around it always make an array: {% ${right} %}.`,
    ...replacingExpression(failure.state, wrong.expression, right),
  };
};
