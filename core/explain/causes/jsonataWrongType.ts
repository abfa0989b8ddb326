import { isJsonObject, type Json } from '../../json';
import { isNumber } from '../../jsonNumber';
import { phrase } from '../../l10n/phrase';
import { replacingExpression } from '../edit';
import type { Explain } from '../explanation';
import { isNumericText } from '../jsonataPlaces';
import { wrongTypeIn } from '../jsonataType';
import { jsonInText, shownValue } from '../values';

/** The expression that gives the value in the type that the field takes. */
function converted(expression: string, expected: string, value: Json): string | undefined {
  if (expected === 'number' && isNumericText(value)) return `$number(${expression})`;
  if (expected === 'string' && (isNumber(value) || typeof value === 'boolean')) return `$string(${expression})`;
  if (expected === 'boolean' && (value === 'true' || value === 'false')) return `${expression} = "true"`;
  if (expected === 'array' && Array.isArray(jsonInText(value))) return `$parse(${expression})`;
  if (expected !== 'array' || !isJsonObject(value)) return undefined;
  const arrays = Object.keys(value).filter((name) => Array.isArray(value[name]));
  return isLone(expression) && arrays.length === 1 && /^[A-Za-z_]\w*$/.test(arrays[0]!)
    ? `${expression}.${arrays[0]}`
    : undefined;
}

const isLone = (expression: string): boolean => /^\$[\w.]+$/.test(expression) || /^"[^"]*"$/.test(expression);

/** A path, with conditions in brackets perhaps. */
const isPath = (expression: string): boolean => /^\$\w+(?:\.\w+|\[[^[\]]*\])+$/.test(expression);

/** What a condition in brackets has left, perhaps: of a text or a number nobody asks whether it is there. */
const isFound = (value: Json): boolean => isJsonObject(value) || (Array.isArray(value) && value.length > 0);

/** `"3"` where a number belongs, `"true"` where a Condition does. */
export const jsonataWrongType: Explain = (failure) => {
  const wrong = wrongTypeIn(failure);
  if (!wrong) return undefined;
  const { expression, field, expected, value } = wrong;
  const what = phrase`${field} takes ${expected === 'array' ? phrase`an array` : expected === 'number' ? phrase`a number` : expected === 'boolean' ? phrase`true or false` : expected === 'string' ? phrase`a text` : expected}, and the expression gives ${shownValue(value)}.`;
  // No conversion makes a timestamp of something else.
  const right = isLone(expression) && field !== 'Timestamp' ? converted(expression, expected, value) : undefined;
  if (right === undefined && expected === 'boolean' && isPath(expression) && isFound(value))
    return {
      sentence: phrase`${what} {% $exists(${expression}) %} asks whether there is something.`,
      ...replacingExpression(failure.state, expression, `$exists(${expression})`),
    };
  if (right !== undefined)
    return {
      sentence: phrase`${what} Write {% ${right} %}.`,
      ...replacingExpression(failure.state, expression, right),
    };
  return { sentence: what };
};
