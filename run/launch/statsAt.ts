/** What lies at a path that a person has named. */
import { statSync, type Stats } from 'node:fs';

/** Undefined: nothing that can be reached. */
export function statsAt(place: string): Stats | undefined {
  try {
    return statSync(place);
  } catch {
    // A file stands where a folder should, a name is too long, or there is simply nothing.
    return undefined;
  }
}
