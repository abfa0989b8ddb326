import { isJsonObject } from '../../json';
import { parsedJson } from '../../jsonText';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';
import { shownValue } from '../values';

const REFUSED = /^The (?:Parameters|Arguments) '([\s\S]*)' could not be used to start the Task: \[([\s\S]*)\]$/;

/** `lambda:invoke` takes an object or a text: a Map over numbers hands on a number. */
export const payloadNoObject: Explain = ({ cause, state }) => {
  const [, asked, faults] = REFUSED.exec(bareCause(cause)) ?? [];
  if (asked === undefined || !/'Payload' must be a STRING/.test(faults ?? '')) return undefined;
  const given = parsedJson(asked);
  const payload = isJsonObject(given) ? given['Payload'] : undefined;
  if (payload === undefined || payload === null || typeof payload === 'string' || isJsonObject(payload))
    return undefined;
  const around = state?.queryLanguage === 'JSONata' ? '"Payload": {"value": "{% … %}"}' : '"Payload": {"value.$": "$"}';
  return {
    sentence: phrase`Payload is ${shownValue(payload)}, and lambda:invoke takes an object or a text. An object around it will do: ${around}.`,
  };
};
