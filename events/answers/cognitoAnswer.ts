/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html */
import { isJsonObject, type Json } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { anyObject } from '../shape';
import type { AnswerCheck } from '../source';
import { accepted, at, mistakesIn, refused } from './verdict';

const EVENT = { request: anyObject({}), response: anyObject({}), version: '', triggerSource: '' };

/** A trigger gets the event and gives it back, with its decision in the response. */
export const cognitoAnswer: AnswerCheck = (answer, event) => {
  const mistakes = isJsonObject(answer)
    ? mistakesIn(answer, EVENT)
    : [phrase`The handler must return the event that it was given, with its response filled in.`];
  if (mistakes.length > 0 || !isJsonObject(answer))
    return refused(
      phrase`Cognito would fail with InvalidLambdaResponseException: Unrecognizable lambda output.`,
      mistakes,
    );
  const details = changedMembers(answer, event);
  const email = at(answer, 'response', 'emailMessage');
  const code = at(answer, 'request', 'codeParameter');
  if (typeof email === 'string' && typeof code === 'string' && !email.includes(code) && !email.includes('{##')) {
    return refused(phrase`Cognito would not send the message: emailMessage must contain ${code}.`);
  }
  return accepted(phrase`Cognito would go on with the response: ${JSON.stringify(at(answer, 'response'))}`, details);
};

/** Only the response is read. */
function changedMembers(answer: { readonly [name: string]: Json }, event: Json) {
  const given = isJsonObject(event) ? event : {};
  return Object.keys(given)
    .filter((name) => name !== 'response' && JSON.stringify(given[name]) !== JSON.stringify(answer[name]))
    .map((name) => phrase`${name} was changed. Cognito reads the response alone.`);
}
