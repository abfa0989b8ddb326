/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html */
import { isJsonObject, objectOf, type Json } from '../../core/json';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { anyObject } from '../shape';
import type { Caller } from '../source';
import { responseOf } from './cognitoResponses';
import { accepted, at, mistakesIn, refused } from './verdict';

const EVENT = { request: anyObject({}), response: anyObject({}), version: '', triggerSource: '' };

/** A trigger gets the event and gives it back, with its decision in the response. */
export const cognitoCaller: Caller = {
  answered: (answer, event) => {
    const mistakes = isJsonObject(answer)
      ? mistakesIn(answer, EVENT)
      : [phrase`The handler must return the event that it was given, with its response filled in.`];
    if (mistakes.length > 0 || !isJsonObject(answer))
      return refused(
        phrase`Cognito would fail with InvalidLambdaResponseException: Unrecognizable lambda output.`,
        mistakes,
      );
    const wrong = mistakesIn(at(answer, 'response') ?? {}, responseOf(callerOf(event)));
    if (wrong.length > 0)
      return refused(
        phrase`Cognito would fail with InvalidLambdaResponseException: it cannot use the response.`,
        wrong.map((each) => phrase`response: ${each}`),
      );
    const unsent = unsentOf(answer, event) ?? unverifiedOf(answer, event) ?? nobodyIn(answer, event);
    if (unsent !== undefined) return refused(unsent);
    const details = [...changedMembers(answer, event), ...withoutEffect(answer, event)];
    return accepted(phrase`Cognito would go on with the response: ${JSON.stringify(at(answer, 'response'))}`, details);
  },
  failed: ({ errorType, errorMessage }, event) => {
    if (errorType === 'Sandbox.Timedout')
      return refused(phrase`Cognito waits for 5 seconds, asks three times in all, and then fails.`);
    const [trigger = ''] = String(at(event, 'triggerSource') ?? '').split('_');
    return refused(
      phrase`Cognito would fail with UserLambdaValidationException: ${trigger} failed with error ${errorMessage}.`,
    );
  },
};

/** @param event that the trigger was called with: its answer may say something else, and Cognito does not read that */
const callerOf = (event: Json): string => String(at(event, 'triggerSource') ?? '');

/** What cannot be verified since it is not there. Source: "Pre sign-up Lambda trigger", autoVerifyEmail and autoVerifyPhone. */
function unverifiedOf(answer: Json, event: Json): Phrase | undefined {
  if (callerOf(event) === 'PreSignUp_AdminCreateUser') return undefined;
  const missing = Object.entries({ autoVerifyEmail: 'email', autoVerifyPhone: 'phone_number' }).find(
    ([flag, name]) => at(answer, 'response', flag) === true && !at(event, 'request', 'userAttributes', name),
  );
  return missing && phrase`The user could not sign up: ${missing[0]} is true, and the user has no ${missing[1]}.`;
}

/** Source: "Migrate user Lambda trigger", userAttributes. */
function nobodyIn(answer: Json, event: Json): Phrase | undefined {
  const attributes = at(answer, 'response', 'userAttributes');
  return callerOf(event).startsWith('UserMigration') && Object.keys(objectOf(attributes)).length === 0
    ? phrase`Cognito could not make the user: userAttributes must have at least one.`
    : undefined;
}

/** In characters: "Custom message Lambda trigger" (Custom message for sign up example). */
const LONGEST = { smsMessage: 140, emailMessage: 20_000 };

/** What Cognito takes, and what then comes otherwise than meant. */
function withoutEffect(answer: Json, event: Json): Phrase[] {
  const caller = callerOf(event);
  const said = (name: string): Json | undefined => at(answer, 'response', name);
  if (caller === 'PreSignUp_AdminCreateUser')
    return ['autoConfirmUser', 'autoVerifyEmail', 'autoVerifyPhone']
      .filter((name) => said(name) === true)
      .map((name) => phrase`${name} is not read when an administrator creates the user.`);
  // Source: "Migrate user Lambda trigger", userAttributes.
  const isVerified = ['email_verified', 'phone_number_verified'].some(
    (name) => at(said('userAttributes'), name) === 'true',
  );
  if (caller === 'UserMigration_ForgotPassword' && !isVerified)
    return [phrase`The user could not be sent a code: neither email_verified nor phone_number_verified is "true".`];
  if (!caller.startsWith('CustomMessage')) return [];
  return Object.entries(LONGEST).flatMap(([name, most]) => {
    const message = said(name);
    return typeof message === 'string' && message.length > most
      ? [phrase`${name} has ${message.length} characters, and ${most} are allowed.`]
      : [];
  });
}

/** Why a message would not be sent: it must have the places that Cognito fills in. Source: "Custom message Lambda trigger". */
function unsentOf(answer: Json, event: Json): Phrase | undefined {
  const isInvitation = callerOf(event) === 'CustomMessage_AdminCreateUser';
  const places = [
    at(event, 'request', 'codeParameter'),
    isInvitation ? at(event, 'request', 'usernameParameter') : null,
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
