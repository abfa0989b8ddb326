import { phrase } from '../../l10n/phrase';
import { replacingExpression } from '../edit';
import type { Explain } from '../explanation';
import { parsedAt } from '../missing';
import { jsonInText, valueAt } from '../values';

/** A path that goes on into a text: JSON that was written twice over. */
export const missingInJsonText: Explain = ({ missing, state }) => {
  if (!missing) return undefined;
  const { holder, steps, found, rewritten, written } = missing;
  const inside = jsonInText(holder);
  if (inside === undefined || valueAt(inside, steps.slice(found)) === undefined) return undefined;
  const text = rewritten(steps.slice(0, found));
  if (state?.queryLanguage === 'JSONata') {
    const right = parsedAt(text, steps.slice(found), missing);
    return {
      sentence: phrase`${text} is a text that holds JSON, which no path leads into: ${right}.`,
      ...replacingExpression(state, written, right),
    };
  }
  return {
    sentence: phrase`${text} is a text that holds JSON, which no path leads into. Make data of it first, in a Pass state: States.StringToJson(${text}); or let what wrote it return the object itself.`,
  };
};
