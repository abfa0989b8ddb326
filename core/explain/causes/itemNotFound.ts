import { isJsonObject } from '../../json';
import { parsedJson } from '../../jsonText';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { lastCall, resourceOf } from '../lastCall';

/** DynamoDB's getItem of a key that the table has not: an answer without Item, and no error. */
export const itemNotFound: Explain = (failure) => {
  const { missing, state } = failure;
  if (missing?.steps[missing.found] !== 'Item') return undefined;
  const visit = lastCall(failure);
  // What a ResultSelector looks at is the answer of its own state, which is not the last one before it.
  if (state?.queryLanguage === 'JSONPath' && failure.visit?.result !== undefined) return undefined;
  const isGetItem = visit && /:dynamodb:getItem$/.test(resourceOf(visit.state) ?? '');
  const answer = parsedJson(visit?.result);
  if (!isGetItem || !isJsonObject(answer) || Object.hasOwn(answer, 'Item')) return undefined;
  const what = phrase`"${visit.state.name}" found no item with that key: getItem then answers without Item, and does not fail.`;
  const path = missing.rewritten(missing.steps.slice(0, missing.found + 1));
  return {
    sentence:
      state?.queryLanguage === 'JSONata'
        ? phrase`${what} $exists(${path}) asks whether there is one.`
        : phrase`${what} A Choice before, of "Variable": ${JSON.stringify(path)} with "IsPresent", asks whether there is one.`,
  };
};
