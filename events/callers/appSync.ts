import { phrase } from '../../core/l10n/phrase';
import type { Caller } from '../source';
import { accepted, refused } from './verdict';

/** https://docs.aws.amazon.com/appsync/latest/devguide/tutorial-lambda-resolvers-js.html */
export const appSyncBatchCaller: Caller = {
  answered: (answer, event) => {
    const wanted = Array.isArray(event) ? event.length : 0;
    const given = Array.isArray(answer) ? answer.length : undefined;
    if (given === wanted) return accepted(phrase`Each of the ${wanted} fields would have its value.`);
    return refused(phrase`AppSync would fail: the answer must be a list of ${wanted} values, one for each field.`);
  },
  failed: ({ errorMessage }) =>
    refused(phrase`All fields would be null, and the errors of the query would have: ${errorMessage}`),
};

export const appSyncCaller: Caller = {
  answered: () => accepted(phrase`The field would have the answer as its value, unless a response mapping changes it.`),
  failed: ({ errorMessage }) =>
    refused(phrase`The field would be null, and the errors of the query would have: ${errorMessage}`),
};
