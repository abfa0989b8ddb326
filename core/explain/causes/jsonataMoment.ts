import { doubleOf, isNumber } from '../../jsonNumber';
import { phrase } from '../../l10n/phrase';
import { replacingExpression } from '../edit';
import type { Explain } from '../explanation';
import { wrongTypeIn } from '../jsonataType';
import { shownValue } from '../values';

/** Below, a moment is more likely told in seconds: in milliseconds it would be before 1973. */
const MILLISECONDS_FROM = 1e11;

/** A Timestamp that counts from 1970. */
export const jsonataMoment: Explain = (failure) => {
  const wrong = wrongTypeIn(failure);
  if (wrong?.field !== 'Timestamp' || !isNumber(wrong.value)) return undefined;
  const { expression, value } = wrong;
  const milliseconds = doubleOf(value) < MILLISECONDS_FROM ? `(${expression})*1000` : expression;
  const right = `$fromMillis(${milliseconds.replace(/^\((\$[\w.]+)\)/, '$1')})`;
  return {
    sentence: phrase`Timestamp takes a text such as "2030-01-31T08:00:00Z", and the expression gives ${shownValue(value)}, which counts from 1970. Write {% ${right} %}.`,
    ...replacingExpression(failure.state, expression, right),
  };
};
