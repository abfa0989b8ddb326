import type { CustomSMSSenderTriggerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { queuedCaller } from '../callers/ignoring';
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
import { exactly, nullable, says, type Described } from '../shape';
import { eventSource } from '../source';

const CALLED_BY = [
  'CustomSMSSender_SignUp',
  'CustomSMSSender_ResendCode',
  'CustomSMSSender_ForgotPassword',
  'CustomSMSSender_UpdateUserAttribute',
  'CustomSMSSender_VerifyUserAttribute',
  'CustomSMSSender_AdminCreateUser',
  'CustomSMSSender_Authentication',
] as const;

export const cognitoSmsSender = eventSource({
  name: 'cognito-sms-sender',
  title: () => phrase`Cognito: a text message is sent by the function`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sms-sender.html',
  parameters: { ...USER, trigger: choice(CALLED_BY, () => phrase`what calls the trigger`) },
  describe: ({ user, pool, attributes, trigger }, fresh): Described<AnyCaller<CustomSMSSenderTriggerEvent>> => ({
    ...poolEvent({ user, pool }, firstOf(trigger, CALLED_BY), fresh),
    request: {
      type: exactly('customSMSSenderRequestV1'),
      code: says(phrase`Encrypted by KMS with the AWS Encryption SDK, in base64.`, nullable(fresh.base64(96))),
      userAttributes: userAttributes(attributes, fresh),
      clientMetadata: clientMetadata(),
    },
    response: {},
  }),
  filled: USER_FILLED,
  caller: queuedCaller,
});
