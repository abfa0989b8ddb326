import type { PreSignUpTriggerEvent } from 'aws-lambda';
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
import { leftOut, mapOf, nullable, type Described } from '../shape';
import { eventSource } from '../source';

const CALLED_BY = ['PreSignUp_SignUp', 'PreSignUp_AdminCreateUser', 'PreSignUp_ExternalProvider'] as const;

export const cognitoPreSignUp = eventSource({
  name: 'cognito-pre-sign-up',
  title: () => phrase`Cognito: before a user signs up`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html',
  parameters: { ...USER, trigger: choice(CALLED_BY, () => phrase`what calls the trigger`) },
  describe: ({ user, pool, attributes, trigger }, fresh): Described<AnyCaller<PreSignUpTriggerEvent>> => ({
    ...poolEvent({ user, pool }, firstOf(trigger, CALLED_BY), fresh),
    request: {
      userAttributes: userAttributes(attributes, fresh),
      validationData: leftOut(nullable(mapOf({}, ''), true), true),
      clientMetadata: clientMetadata(),
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  }),
  filled: USER_FILLED,
  caller: cognitoCaller,
});
