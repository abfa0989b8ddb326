/** Variables as events tell of them, and how much they may hold. */
import type { JsonObject } from '../json';
import { jsonText } from '../jsonText';
import { exceedsDataLimit } from './jsonData';
import { StateFailure } from './stateFailure';

/**
 * Every value as JSON text, as `assignedVariables` of a StateExited event holds them (recorded). Throws where one
 * Assign holds more than 256 KiB (quotas page, "Quotas related to state machine executions").
 */
export function assignedTexts(assigned: JsonObject): { [name: string]: string } {
  const texts = Object.fromEntries(Object.entries(assigned).map(([name, value]) => [name, jsonText(value)]));
  if (exceedsDataLimit(Object.values(texts).join(''))) {
    throw new StateFailure({
      error: 'States.DataLimitExceeded',
      cause: 'The variables that Assign makes exceed the maximum of 262,144 bytes.',
      terminal: true,
      prefixed: true,
    });
  }
  return texts;
}
