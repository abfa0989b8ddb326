import type { CustomMessageTriggerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { cognitoCaller } from '../callers/cognito';
import {
  clientMetadata,
  firstOf,
  poolEvent,
  USER,
  userAttributes,
  type AnyCaller,
  USER_FILLED,
} from '../parts/cognito';
import { choice } from '../parameters';
import { nullable, optional, says, type Described } from '../shape';
import { eventSource } from '../source';

const CALLED_BY = [
  'CustomMessage_SignUp',
  'CustomMessage_AdminCreateUser',
  'CustomMessage_ResendCode',
  'CustomMessage_ForgotPassword',
  'CustomMessage_UpdateUserAttribute',
  'CustomMessage_VerifyUserAttribute',
  'CustomMessage_Authentication',
] as const;

export const cognitoCustomMessage = eventSource({
  name: 'cognito-custom-message',
  title: () => phrase`Cognito: a message to a user is written`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html',
  parameters: { ...USER, trigger: choice(CALLED_BY, () => phrase`what calls the trigger`) },
  describe: ({ user, pool, attributes, trigger }, fresh): Described<AnyCaller<CustomMessageTriggerEvent>> => ({
    ...poolEvent({ user, pool }, firstOf(trigger, CALLED_BY), fresh),
    request: {
      userAttributes: userAttributes(attributes, fresh),
      codeParameter: says(phrase`The message must contain it, where the code will be.`, '{####}'),
      linkParameter: optional(nullable('{##Click Here##}')),
      usernameParameter: nullable('{username}', trigger !== 'CustomMessage_AdminCreateUser'),
      clientMetadata: clientMetadata(),
    },
    response: { smsMessage: nullable('', true), emailMessage: nullable('', true), emailSubject: nullable('', true) },
  }),
  filled: USER_FILLED,
  caller: cognitoCaller,
});
