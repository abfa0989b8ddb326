import type { CreateAuthChallengeTriggerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { cognitoCaller } from '../callers/cognito';
import {
  clientMetadata,
  firstOf,
  poolEvent,
  session,
  USER,
  userAttributes,
  type AnyCaller,
  USER_FILLED,
} from '../parts/cognito';
import { choice } from '../parameters';
import { leftOut, mapOf, nullable, type Described } from '../shape';
import { eventSource } from '../source';

const CALLED_BY = ['CreateAuthChallenge_Authentication'] as const;

export const cognitoCreateChallenge = eventSource({
  name: 'cognito-create-challenge',
  title: () => phrase`Cognito: a challenge is made`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-create-auth-challenge.html',
  parameters: { ...USER, trigger: choice(CALLED_BY, () => phrase`what calls the trigger`) },
  describe: ({ user, pool, attributes, trigger }, fresh): Described<AnyCaller<CreateAuthChallengeTriggerEvent>> => ({
    ...poolEvent({ user, pool }, firstOf(trigger, CALLED_BY), fresh),
    request: {
      userAttributes: userAttributes(attributes, fresh),
      challengeName: 'CUSTOM_CHALLENGE',
      session: session(),
      userNotFound: leftOut(false),
      clientMetadata: clientMetadata(),
    },
    response: {
      publicChallengeParameters: nullable(mapOf({}, ''), true),
      privateChallengeParameters: nullable(mapOf({}, ''), true),
      challengeMetadata: nullable('', true),
    },
  }),
  filled: USER_FILLED,
  caller: cognitoCaller,
});
