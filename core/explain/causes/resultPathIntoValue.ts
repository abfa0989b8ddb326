import { isJsonObject } from '../../json';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';
import { shownValue } from '../values';

/** A ResultPath adds a member to the input, which has to be an object. */
export const resultPathIntoValue: Explain = (failure) => {
  const { error, cause, state } = failure;
  const resultPath = state?.definition['ResultPath'];
  if (
    typeof resultPath !== 'string' ||
    !(error === 'States.ResultPathMatchFailure' || /^Unable to apply (?:step|ReferencePath) /.test(bareCause(cause)))
  ) {
    return undefined;
  }
  const input = failure.input();
  if (input === undefined || isJsonObject(input)) return undefined;
  return {
    sentence: phrase`ResultPath ${JSON.stringify(resultPath)} adds to the state's input, and that is ${shownValue(input)}: only an object can be added to.`,
  };
};
