import type { PostConfirmationTriggerEvent } from 'aws-lambda';
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
import type { Described } from '../shape';
import { eventSource } from '../source';

const CALLED_BY = ['PostConfirmation_ConfirmSignUp', 'PostConfirmation_ConfirmForgotPassword'] as const;

export const cognitoPostConfirmation = eventSource({
  name: 'cognito-post-confirmation',
  title: () => phrase`Cognito: after a user is confirmed`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html',
  parameters: { ...USER, trigger: choice(CALLED_BY, () => phrase`what calls the trigger`) },
  describe: ({ user, pool, attributes, trigger }, fresh): Described<AnyCaller<PostConfirmationTriggerEvent>> => ({
    ...poolEvent({ user, pool }, firstOf(trigger, CALLED_BY), fresh),
    request: { userAttributes: userAttributes(attributes, fresh), clientMetadata: clientMetadata() },
    response: {},
  }),
  filled: USER_FILLED,
  caller: cognitoCaller,
});
