import { phrase } from '../../core/l10n/phrase';
import type { AnswerCheck } from '../source';
import { accepted, refused } from './verdict';

/** https://docs.aws.amazon.com/appsync/latest/devguide/tutorial-lambda-resolvers-js.html */
export const appSyncBatchAnswer: AnswerCheck = (answer, event) => {
  const wanted = Array.isArray(event) ? event.length : 0;
  const given = Array.isArray(answer) ? answer.length : undefined;
  if (given === wanted) return accepted(phrase`Each of the ${wanted} fields would have its value.`);
  return refused(phrase`AppSync would fail: the answer must be a list of ${wanted} values, one for each field.`);
};

export const appSyncValue: AnswerCheck = () =>
  accepted(phrase`The field would have the answer as its value, unless a response mapping changes it.`);
