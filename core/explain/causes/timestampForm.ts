import { phrase, type Phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';
import { quoted } from '../values';

const FORM =
  /^The Timestamp (?:parameter does not reference a valid|field cannot be parsed as an) ISO-8601 extended offset date-time format string: (?:\$\S* == )?([\s\S]*)$/;
const PARAMETER =
  /^The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: (?:\$\S* == )([\s\S]*)$/;

function faultOf(text: string): Phrase | undefined {
  if (text === '') return phrase`It is an empty text.`;
  if (/^\d{10}$|^\d{13}$/.test(text))
    return phrase`It counts from 1970: JSONata's $fromMillis makes a timestamp of milliseconds.`;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return phrase`It has no time: ${quoted(`${text}T00:00:00Z`)} has one.`;
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d/.test(text))
    return phrase`Between date and time stands a T, and at the end Z or an offset: ${quoted(withZone(text.replace(' ', 'T')))}.`;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?$/.test(text))
    return phrase`At its end stands no Z and no offset: ${quoted(`${text}Z`)} is in UTC.`;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d{4}$/.test(text))
    return phrase`The offset has a colon: ${quoted(withColon(text))}.`;
  return undefined;
}

const withColon = (text: string): string => text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
const withZone = (text: string): string => (/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? withColon(text) : `${text}Z`);

/** What a timestamp lacks. */
export const timestampForm: Explain = ({ cause }) => {
  const text = (FORM.exec(bareCause(cause)) ?? PARAMETER.exec(bareCause(cause)))?.[1];
  const sentence = text === undefined ? undefined : faultOf(text);
  return sentence === undefined ? undefined : { sentence };
};
