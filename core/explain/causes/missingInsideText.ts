import { isJsonObject } from '../../json';
import { phrase } from '../../l10n/phrase';
import { replacingExpression } from '../edit';
import type { Explain } from '../explanation';
import { parsedAt } from '../missing';
import { jsonInText, valueAt } from '../values';

/** What is wanted stands in a text beside: the `body` of an answer as API Gateway takes it, a message of SQS. */
export const missingInsideText: Explain = ({ missing, state }) => {
  if (!missing || !isJsonObject(missing.holder)) return undefined;
  const { holder, steps, found, rewritten, written } = missing;
  const wanted = steps.slice(found);
  const names = Object.keys(holder).filter((name) => valueAt(jsonInText(holder[name]), wanted) !== undefined);
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) return undefined;
  const text = rewritten([...steps.slice(0, found), name]);
  const what = phrase`There is no ${rewritten(steps)}, but ${text} is a text that holds JSON with it.`;
  if (state?.queryLanguage === 'JSONata') {
    const right = parsedAt(text, wanted, missing);
    return { sentence: phrase`${what} Write ${right}.`, ...replacingExpression(state, written, right) };
  }
  return { sentence: phrase`${what} A Pass state before, with States.StringToJson(${text}), turns it into data.` };
};
