import type { DefineAuthChallengeTriggerEvent } from 'aws-lambda';
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
import { leftOut, nullable, type Described } from '../shape';
import { eventSource } from '../source';

const CALLED_BY = ['DefineAuthChallenge_Authentication'] as const;

export const cognitoDefineChallenge = eventSource({
  name: 'cognito-define-challenge',
  title: () => phrase`Cognito: which challenge comes next`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-define-auth-challenge.html',
  parameters: { ...USER, trigger: choice(CALLED_BY, () => phrase`what calls the trigger`) },
  describe: ({ user, pool, attributes, trigger }, fresh): Described<AnyCaller<DefineAuthChallengeTriggerEvent>> => ({
    ...poolEvent({ user, pool }, firstOf(trigger, CALLED_BY), fresh),
    request: {
      userAttributes: userAttributes(attributes, fresh),
      session: session(),
      userNotFound: leftOut(false),
      clientMetadata: clientMetadata(),
    },
    response: {
      challengeName: leftOut(nullable('', true), true),
      issueTokens: nullable(false, true),
      failAuthentication: nullable(false, true),
    },
  }),
  filled: USER_FILLED,
  caller: cognitoCaller,
});
