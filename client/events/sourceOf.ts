import { jsonValue } from '../../core/jsonText';
import type { Events } from '../../events/load';

/** The name of the source that a text looks like an event of, where it does. */
export function sourceOf(text: string, { recognize, EVENT_SOURCES }: Events): string | undefined {
  try {
    return recognize(jsonValue(text), EVENT_SOURCES)?.name;
  } catch {
    // It is not JSON yet.
    return undefined;
  }
}
