import { phrase } from '../../l10n/phrase';
import { replacing, replacingExpression } from '../edit';
import type { Explain } from '../explanation';
import { valueAt } from '../values';

/** `$.Payload.id` of an answer that has no Payload around it: the function's ARN is the Resource, or OutputPath took it off. */
export const missingWithoutPayload: Explain = ({ missing, state }) => {
  if (!missing) return undefined;
  const { steps, document, found, written, rewritten } = missing;
  if (steps[found] !== 'Payload') return undefined;
  const without = [...steps.slice(0, found), ...steps.slice(found + 1)];
  if (without.length === found || valueAt(document, without) === undefined) return undefined;
  const right = rewritten(without);
  const edit =
    state?.queryLanguage === 'JSONata' ? replacingExpression(state, written, right) : replacing(state, written, right);
  return {
    sentence: phrase`Only the answer of lambda:invoke itself has a Payload around what the function returned. Here it is ${right}.`,
    ...edit,
  };
};
