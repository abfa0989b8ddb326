/** Callers that do not wait for an answer: Lambda asks again only where the handler fails. */
import { phrase } from '../../core/l10n/phrase';
import type { AnswerCheck } from '../source';

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html */
export const ignored: AnswerCheck = () => ({
  verdict: 'ignored',
  sentence: phrase`The caller does not wait for the answer. An error would be tried again, twice at most.`,
  details: [],
});

/** The caller waits for the function and reads nothing of it. */
export const unread: AnswerCheck = () => ({
  verdict: 'ignored',
  sentence: phrase`The caller does not read the answer. An error would be a failure to it.`,
  details: [],
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html */
export const customResource: AnswerCheck = () => ({
  verdict: 'ignored',
  sentence: phrase`CloudFormation does not read the answer. It waits for the result that is sent to ResponseURL with PUT.`,
  details: [phrase`Without a result the stack waits, for an hour unless ServiceTimeout says less, and fails.`],
});
