import { isJsonObject } from '../../json';
import { shortResource } from '../../catalog/shortResource';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { refusedField } from '../refusedArguments';
import { shownValue } from '../values';

/** What a service takes as JSON is an object or a text: a Map over numbers hands on a number. */
export const payloadNoObject: Explain = (failure) => {
  const { field, values } = refusedField(failure, /^The value for the field '([^']+)' must be a STRING$/) ?? {};
  const wrong = values?.find((value) => value !== null && typeof value !== 'string' && !isJsonObject(value));
  const { state } = failure;
  if (field === undefined || wrong === undefined || !state) return undefined;
  const around =
    state.queryLanguage === 'JSONata' ? `"${field}": {"value": "{% … %}"}` : `"${field}": {"value.$": "$"}`;
  return {
    sentence: phrase`${field} is ${shownValue(wrong)}, and ${calledBy(state.definition['Resource'])} takes an object or a text. An object around it will do: ${around}.`,
  };
};

function calledBy(resource: unknown): string {
  return typeof resource === 'string' ? shortResource(resource) : '';
}
