/** Past this a panel is no place to read a payload: it is shown cut, and copied whole. */
export const LONGEST_SHOWN = 100_000;

/** JSON text indented by two; text that is no JSON (a truncated payload) as it is. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** What is shown of a payload: all of it, or its beginning and a sentence. */
export function shownJson(text: string): string {
  const pretty = prettyJson(text);
  if (pretty.length <= LONGEST_SHOWN) return pretty;
  const left = pretty.length - LONGEST_SHOWN;
  return `${pretty.slice(0, LONGEST_SHOWN)}\n… ${left} more characters: Copy takes all of them.`;
}
