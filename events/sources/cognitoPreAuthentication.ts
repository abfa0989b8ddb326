import type { PreAuthenticationTriggerEvent } from 'aws-lambda';
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

const CALLED_BY = ['PreAuthentication_Authentication'] as const;

export const cognitoPreAuthentication = eventSource({
  name: 'cognito-pre-authentication',
  title: () => phrase`Cognito: before a user signs in`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html',
  parameters: { ...USER, trigger: choice(CALLED_BY, () => phrase`what calls the trigger`) },
  describe: ({ user, pool, attributes, trigger }, fresh): Described<AnyCaller<PreAuthenticationTriggerEvent>> => ({
    ...poolEvent({ user, pool }, firstOf(trigger, CALLED_BY), fresh),
    request: {
      userAttributes: userAttributes(attributes, fresh),
      userNotFound: leftOut(false),
      validationData: leftOut(nullable(mapOf({}, ''), true), true),
      clientMetadata: clientMetadata(),
    },
    response: {},
  }),
  filled: USER_FILLED,
  caller: cognitoCaller,
});
