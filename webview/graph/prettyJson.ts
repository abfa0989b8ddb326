import { jsonValue, prettyJsonText } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';

/** Past this a panel is no place to read a payload: it is shown cut, and copied whole. */
export const LONGEST_SHOWN = 100_000;

/** JSON text indented by two; text that is no JSON (a truncated payload) as it is. */
export function prettyJson(json: string): string {
  try {
    return prettyJsonText(jsonValue(json));
  } catch {
    return json;
  }
}

/** What is shown of a payload: all of it, or its beginning and a sentence. */
export function shownJson(json: string): string {
  const pretty = prettyJson(json);
  if (pretty.length <= LONGEST_SHOWN) return pretty;
  const left = pretty.length - LONGEST_SHOWN;
  return `${pretty.slice(0, LONGEST_SHOWN)}\n… ${phrase`${left} more characters: Copy takes all of them.`}`;
}
