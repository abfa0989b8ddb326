import { isJsonObject, type Json } from '../../json';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';
import { shownValue, valueAt } from '../values';

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
  if (input === undefined) return undefined;
  if (isJsonObject(input)) return memberInTheWay(resultPath, input);
  return {
    sentence: phrase`ResultPath ${JSON.stringify(resultPath)} adds to the state's input, and that is ${shownValue(input)}: only an object can be added to.`,
  };
};

/** What stands where a member would be added to. */
function memberInTheWay(resultPath: string, input: Json): ReturnType<Explain> {
  const names = /^\$((?:\.[A-Za-z_]\w*)+)$/.exec(resultPath)?.[1]?.slice(1).split('.') ?? [];
  for (let depth = 1; depth < names.length; depth++) {
    const value = valueAt(input, names.slice(0, depth));
    if (value === undefined) return undefined;
    if (isJsonObject(value)) continue;
    const place = `$.${names.slice(0, depth).join('.')}`;
    return {
      sentence: phrase`ResultPath ${JSON.stringify(resultPath)} adds to ${place}, and that is ${shownValue(value)}: only an object can be added to.`,
    };
  }
  return undefined;
}
