/** Which of some files are events, where only their content tells. */
import { isContainer, isJsonObject, type Json, type JsonObject } from '../core/json';
import { jsonValue } from '../core/jsonText';
import { recognize } from './recognize';
import { EVENT_SOURCES } from './sources';

/** Such a file is called an event by whoever wrote it: `event.json`, `refund.event.json`. */
const NAMED = /(?:^|[\\/.])event\.json$/i;

/** Characters. What holds more is data of another kind. */
const LONGEST = 256 * 1024;

/**
 * @param read the text of a file; undefined: it has none
 * @returns those that look like an event of a source, and those that are called one and hold an object
 */
export function eventsAmong<Of extends { readonly file: string }>(
  files: readonly Of[],
  read: (file: string) => string | undefined,
): Of[] {
  return files.filter(({ file }) => {
    const event = valueOf(read(file));
    // A schema has the members of what it is of.
    if (event === undefined || '$schema' in event) return false;
    return (NAMED.test(file) && isJsonObject(event)) || recognize(event, EVENT_SOURCES) !== undefined;
  });
}

function valueOf(text: string | undefined): JsonObject | Json[] | undefined {
  if (text === undefined || text.length > LONGEST) return undefined;
  try {
    const value = jsonValue(text);
    return isContainer(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
