import type { VerifyAuthChallengeResponseTriggerEvent } from 'aws-lambda';
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

const CALLED_BY = ['VerifyAuthChallengeResponse_Authentication'] as const;

export const cognitoVerifyChallenge = eventSource({
  name: 'cognito-verify-challenge',
  title: () => phrase`Cognito: an answer to a challenge is checked`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-verify-auth-challenge-response.html',
  parameters: { ...USER, trigger: choice(CALLED_BY, () => phrase`what calls the trigger`) },
  describe: (
    { user, pool, attributes, trigger },
    fresh,
  ): Described<AnyCaller<VerifyAuthChallengeResponseTriggerEvent>> => ({
    ...poolEvent({ user, pool }, firstOf(trigger, CALLED_BY), fresh),
    request: {
      userAttributes: userAttributes(attributes, fresh),
      privateChallengeParameters: mapOf({ answer: '451723' }, ''),
      challengeAnswer: '451723',
      userNotFound: leftOut(false),
      clientMetadata: clientMetadata(),
    },
    response: { answerCorrect: nullable(false, true) },
  }),
  filled: USER_FILLED,
  caller: cognitoCaller,
});
