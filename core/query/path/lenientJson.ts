/** JSON inside a filter, where json-smart also takes single quotes: `['x', 'y']`. */
import type { Json } from '../../json';
import { jsonValue } from '../../jsonText';

/** The value; undefined where the text is no JSON even so. */
export function readLenientJson(text: string): Json | undefined {
  const strict = text.replace(/'((?:[^'\\]|\\[^])*)'|"(?:[^"\\]|\\[^])*"/g, (whole, single?: string) =>
    single === undefined ? whole : JSON.stringify(single.replace(/\\(['\\])/g, '$1')),
  );
  try {
    return jsonValue(strict);
  } catch {
    return undefined;
  }
}
