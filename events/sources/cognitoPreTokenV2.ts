import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { cognitoCaller } from '../callers/cognito';
import { firstOf, poolEvent, TOKEN_SOURCES, tokenRequest, USER, type AnyCaller, USER_FILLED } from '../parts/cognito';
import { choice } from '../parameters';
import { nullable, type Described } from '../shape';
import { eventSource } from '../source';

export const cognitoPreTokenV2 = eventSource({
  name: 'cognito-pre-token-v2',
  title: () => phrase`Cognito: before tokens are made (version 2)`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html',
  parameters: { ...USER, trigger: choice(TOKEN_SOURCES, () => phrase`what calls the trigger`) },
  describe: ({ user, pool, attributes, trigger }, fresh): Described<AnyCaller<PreTokenGenerationV2TriggerEvent>> => ({
    ...poolEvent({ user, pool, version: '2' }, firstOf(trigger, TOKEN_SOURCES), fresh),
    request: tokenRequest(attributes, fresh, ['openid', 'email']),
    response: { claimsAndScopeOverrideDetails: nullable({}, true) },
  }),
  filled: USER_FILLED,
  caller: cognitoCaller,
});
