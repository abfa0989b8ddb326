import { isNumber } from '../../jsonNumber';
import { phrase } from '../../l10n/phrase';
import { isJsonObject, type Json } from '../../json';
import type { Explain } from '../explanation';
import { refusedField } from '../refusedArguments';
import { shownValue } from '../values';

const INVALID_FORMAT = /^The value of the field '([^']+)' has an invalid format$/;
/** Fields of an API's call that have, by name, a list of texts each. */
const OF_LISTS: ReadonlySet<string> = new Set(['Headers', 'QueryParameters']);

/** A value of another type than the call takes. */
export const refusedFormat: Explain = (failure) => {
  const { field, values = [] } = refusedField(failure, INVALID_FORMAT) ?? {};
  const { state } = failure;
  if (field === undefined || !state) return undefined;
  const resource = state.definition['Resource'];
  if (typeof resource === 'string' && /:(?:apigateway|eks):/.test(resource) && OF_LISTS.has(field)) {
    return listsWanted(field, values);
  }
  const [wrong, ...more] = values.filter((value) => isNumber(value) || typeof value === 'boolean');
  if (wrong === undefined || more.length > 0 || values.length > 1) return undefined;
  const right = state.queryLanguage === 'JSONata' ? '{% $string(…) %}' : `"${field}.$": "States.Format('{}', …)"`;
  return {
    sentence: phrase`${field} is ${shownValue(wrong)}, which is not taken there. ${right} makes a text of it.`,
  };
};

function listsWanted(field: string, [given, ...more]: readonly Json[]): ReturnType<Explain> {
  if (given === undefined || more.length > 0) return undefined;
  if (!isJsonObject(given)) {
    return {
      sentence: phrase`${field} is ${shownValue(given)}. It takes an object with a list of texts for each name: {"page": ["1"]}.`,
    };
  }
  const wrong = Object.entries(given).find(
    ([, value]) => !Array.isArray(value) || value.some((item) => typeof item !== 'string'),
  );
  if (!wrong) return undefined;
  const [name, value] = wrong;
  return {
    sentence: phrase`${name} in ${field} is ${shownValue(value)}. Each name has a list of texts: {${JSON.stringify(name)}: ["…"]}.`,
  };
}
