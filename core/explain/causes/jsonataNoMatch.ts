import { phrase } from '../../l10n/phrase';
import { replacingExpression } from '../edit';
import type { Explain } from '../explanation';
import { selects } from '../jsonataType';
import { bareCause } from '../missing';

/** A filter without a match gives nothing at all, which no field takes. */
export const jsonataNoMatch: Explain = ({ cause, state, missing }) => {
  if (missing) return undefined;
  const expression =
    /^The JSONata expression '([\s\S]+)' specified for the field '[^']*' returned nothing \(undefined\)\.$/.exec(
      bareCause(cause),
    )?.[1];
  // Of one that goes on behind the filter, or has several ways, more than the filter may be at fault.
  if (
    expression === undefined ||
    expression.includes('?') ||
    !/(?:\]|\)|\.\*)$/.test(expression) ||
    !selects(expression)
  ) {
    return undefined;
  }
  const right = `[${expression}]`;
  return {
    sentence: phrase`Nothing matched, and JSONata then gives nothing instead of an empty array. Square brackets around it always make an array: {% ${right} %}.`,
    ...replacingExpression(state, expression, right),
  };
};
