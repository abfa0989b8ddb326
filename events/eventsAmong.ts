/** Which of some files are events, where only their content tells. */
import { isContainer, isJsonObject } from '../core/json';
import { parsedJson } from '../core/jsonText';
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
    const text = read(file);
    const event = text === undefined || text.length > LONGEST ? undefined : parsedJson(text);
    // A schema has the members of what it is of.
    if (event === undefined || !isContainer(event) || '$schema' in event) return false;
    return (NAMED.test(file) && isJsonObject(event)) || recognize(event, EVENT_SOURCES) !== undefined;
  });
}
