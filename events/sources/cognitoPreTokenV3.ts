import type { PreTokenGenerationV3TriggerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { cognitoCaller } from '../callers/cognito';
import { firstOf, poolEvent, TOKEN_SOURCES, tokenRequest, USER, type AnyCaller, USER_FILLED } from '../parts/cognito';
import { choice } from '../parameters';
import { leftOut, nullable, type Described } from '../shape';
import { eventSource } from '../source';

const CALLED_BY = ['TokenGeneration_ClientCredentials', ...TOKEN_SOURCES] as const;

/** The types have machines alone. */
type TokensV3 = Omit<PreTokenGenerationV3TriggerEvent, 'triggerSource'> & { triggerSource: (typeof CALLED_BY)[number] };

export const cognitoPreTokenV3 = eventSource({
  name: 'cognito-pre-token-v3',
  title: () => phrase`Cognito: before tokens are made, for machines too (version 3)`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html',
  parameters: { ...USER, trigger: choice(CALLED_BY, () => phrase`what calls the trigger`) },
  describe: ({ user, pool, attributes, trigger }, fresh): Described<AnyCaller<TokensV3>> => ({
    ...poolEvent({ user, pool, version: '3' }, firstOf(trigger, CALLED_BY), fresh),
    // A machine has none.
    userName: leftOut<string>(user, trigger !== 'TokenGeneration_ClientCredentials'),
    request: tokenRequest(attributes, fresh, ['shop/read']),
    response: { claimsAndScopeOverrideDetails: nullable({}, true) },
  }),
  filled: USER_FILLED,
  caller: cognitoCaller,
});
