/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html */
import { isJsonObject, type Json } from '../../core/json';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { anyObject } from '../shape';
import type { AnswerCheck } from '../source';
import { responseOf } from './cognitoResponses';
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
  const wrong = mistakesIn(at(answer, 'response') ?? {}, responseOf(String(at(event, 'triggerSource') ?? '')));
  if (wrong.length > 0)
    return refused(
      phrase`Cognito would fail with InvalidLambdaResponseException: it cannot use the response.`,
      wrong.map((each) => phrase`response: ${each}`),
    );
  const details = changedMembers(answer, event);
  const unsent = unsentOf(answer);
  if (unsent !== undefined) return refused(unsent);
  return accepted(phrase`Cognito would go on with the response: ${JSON.stringify(at(answer, 'response'))}`, details);
};

/** Why a message would not be sent: it must have the places that Cognito fills in. Source: "Custom message Lambda trigger". */
function unsentOf(answer: Json): Phrase | undefined {
  const isInvitation = at(answer, 'triggerSource') === 'CustomMessage_AdminCreateUser';
  const places = [
    at(answer, 'request', 'codeParameter'),
    isInvitation ? at(answer, 'request', 'usernameParameter') : null,
  ];
  for (const name of ['emailMessage', 'smsMessage']) {
    const message = at(answer, 'response', name);
    if (typeof message !== 'string' || message === '') continue;
    const missing = places.find(
      (place) => typeof place === 'string' && !message.includes(place) && !message.includes('{##'),
    );
    if (typeof missing === 'string')
      return phrase`Cognito would not send the message: ${name} must contain ${missing}.`;
  }
  return undefined;
}

/** Only the response is read. */
function changedMembers(answer: { readonly [name: string]: Json }, event: Json) {
  const given = isJsonObject(event) ? event : {};
  return Object.keys(given)
    .filter((name) => name !== 'response' && JSON.stringify(given[name]) !== JSON.stringify(answer[name]))
    .map((name) => phrase`${name} was changed. Cognito reads the response alone.`);
}
