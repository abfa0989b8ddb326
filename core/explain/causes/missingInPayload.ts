import { isJsonObject } from '../../json';
import { phrase } from '../../l10n/phrase';
import { replacing, replacingExpression } from '../edit';
import type { Explain } from '../explanation';
import { valueAt } from '../values';

/** `lambda:invoke` answers with the function's result in Payload, beside the status of the call. */
export const missingInPayload: Explain = ({ missing, state }) => {
  if (!missing) return undefined;
  const { steps, document, found, written, rewritten } = missing;
  // Wherever a ResultPath put the answer.
  for (let at = 0; at <= found; at++) {
    const answer = valueAt(document, steps.slice(0, at));
    if (!isJsonObject(answer) || !Object.hasOwn(answer, 'Payload') || !Object.hasOwn(answer, 'StatusCode')) continue;
    const inside = [...steps.slice(0, at), 'Payload', ...steps.slice(at)];
    if (valueAt(document, inside) === undefined) continue;
    const right = rewritten(inside);
    const edit =
      state?.queryLanguage === 'JSONata'
        ? replacingExpression(state, written, right)
        : replacing(state, written, right);
    return {
      sentence: phrase`lambda:invoke answers with what the function returned in Payload: ${right}.`,
      ...edit,
    };
  }
  return undefined;
};
