import type { PostAuthenticationTriggerEvent } from 'aws-lambda';
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
import { optional, type Described } from '../shape';
import { eventSource } from '../source';

const CALLED_BY = ['PostAuthentication_Authentication'] as const;

export const cognitoPostAuthentication = eventSource({
  name: 'cognito-post-authentication',
  title: () => phrase`Cognito: after a user has signed in`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html',
  parameters: { ...USER, trigger: choice(CALLED_BY, () => phrase`what calls the trigger`) },
  describe: ({ user, pool, attributes, trigger }, fresh): Described<AnyCaller<PostAuthenticationTriggerEvent>> => ({
    ...poolEvent({ user, pool }, firstOf(trigger, CALLED_BY), fresh),
    request: {
      userAttributes: userAttributes(attributes, fresh),
      newDeviceUsed: optional(false),
      clientMetadata: clientMetadata(),
    },
    response: {},
  }),
  filled: USER_FILLED,
  caller: cognitoCaller,
});
