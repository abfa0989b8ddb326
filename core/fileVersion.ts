/** The versions of the files that Stepwise writes and reads again, perhaps years later and in another release. */
import { phrase } from './l10n/phrase';

/** Of `.vscode/stepwise.json`. A file that names none is of the first. */
export const SETTINGS_VERSION = 1;

/** Of a saved history. A file that names none is of the first, or AWS's own. */
export const HISTORY_VERSION = 1;

/**
 * Why a file is not read, as the end of a sentence; undefined where it is of a version that is known.
 *
 * @param written what the file says of its version, if anything
 * @param known the newest version that this Stepwise reads
 */
export function newerVersion(written: unknown, known: number): string | undefined {
  if (typeof written !== 'number' || written <= known) return undefined;
  return phrase`it has version ${written}, and this Stepwise reads version ${known}${known > 1 ? phrase` and older` : ''}. Update Stepwise to read it.`;
}
