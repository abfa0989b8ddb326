/** https://docs.aws.amazon.com/appsync/latest/eventapi/direct-lambda-integrations.html, for REQUEST_RESPONSE. */
import { isJsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { anything, leftOut, nullable } from '../shape';
import type { Caller } from '../source';
import { accepted, at, listAt, mistakesIn, refused } from './verdict';

const OUTGOING = { id: '', payload: leftOut(anything({})), error: leftOut('') };

export const appSyncEventsCaller: Caller = {
  answered: (answer, event) => {
    const error = at(answer, 'error');
    const isSubscription = at(event, 'info', 'operation') === 'SUBSCRIBE';
    if (typeof error === 'string') {
      return isSubscription
        ? refused(phrase`The subscription would be refused: ${error}`)
        : refused(phrase`Nothing would be published. The error is logged, and not told to the publisher: ${error}`);
    }
    if (isSubscription) {
      return answer === null
        ? accepted(phrase`The subscription would be made.`)
        : refused(phrase`AppSync cannot use the answer: it must be null, or an object with error.`);
    }
    const mistakes = isJsonObject(answer)
      ? mistakesIn(answer, { events: leftOut(nullable([OUTGOING])), error: leftOut(nullable('')) })
      : [phrase`The answer must be {"events": […]} or {"error": TEXT}.`];
    if (mistakes.length > 0) return refused(phrase`AppSync cannot use the answer.`, mistakes);
    const given = listAt(answer, 'events');
    const failed = given.filter((each) => typeof at(each, 'error') === 'string');
    return accepted(
      phrase`${given.length - failed.length} of ${listAt(event, 'events').length} events would be sent to the subscribers.`,
      failed.map((each) => phrase`${String(at(each, 'id'))}: ${String(at(each, 'error'))}`),
    );
  },
  failed: (_error, event) =>
    at(event, 'info', 'operation') === 'SUBSCRIBE'
      ? refused(phrase`The subscription would be refused.`)
      : refused(phrase`Nothing would be published.`),
};
