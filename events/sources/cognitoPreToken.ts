import type { PreTokenGenerationTriggerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { cognitoCaller } from '../callers/cognito';
import { firstOf, poolEvent, TOKEN_SOURCES, tokenRequest, USER, type AnyCaller, USER_FILLED } from '../parts/cognito';
import { choice } from '../parameters';
import { nullable, type Described } from '../shape';
import { eventSource } from '../source';

export const cognitoPreToken = eventSource({
  name: 'cognito-pre-token',
  title: () => phrase`Cognito: before tokens are made (version 1)`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html',
  parameters: { ...USER, trigger: choice(TOKEN_SOURCES, () => phrase`what calls the trigger`) },
  describe: ({ user, pool, attributes, trigger }, fresh): Described<AnyCaller<PreTokenGenerationTriggerEvent>> => ({
    ...poolEvent({ user, pool }, firstOf(trigger, TOKEN_SOURCES), fresh),
    request: tokenRequest(attributes, fresh),
    response: { claimsOverrideDetails: nullable({}, true) },
  }),
  filled: USER_FILLED,
  caller: cognitoCaller,
});
