import type { PreTokenGenerationV3TriggerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { cognitoAnswer } from '../answers/cognitoAnswer';
import {
  clientMetadata,
  firstOf,
  poolEvent,
  tokenGroups,
  USER,
  userAttributes,
  type AnyCaller,
} from '../parts/cognito';
import { choice } from '../parameters';
import { leftOut, nullable, type Described } from '../shape';
import { eventSource } from '../source';

const CALLED_BY = ['TokenGeneration_ClientCredentials'] as const;

export const cognitoPreTokenV3 = eventSource({
  name: 'cognito-pre-token-v3',
  title: () => phrase`Cognito: before tokens are made for a machine (version 3)`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html',
  parameters: { ...USER, trigger: choice(CALLED_BY, () => phrase`what calls the trigger`) },
  describe: ({ user, pool, attributes, trigger }, fresh): Described<AnyCaller<PreTokenGenerationV3TriggerEvent>> => ({
    ...poolEvent({ user, pool, version: '3' }, firstOf(trigger, CALLED_BY), fresh),
    request: {
      userAttributes: userAttributes(attributes, fresh),
      scopes: leftOut(['shop/read'], true),
      groupConfiguration: tokenGroups(),
      clientMetadata: clientMetadata(),
    },
    response: { claimsAndScopeOverrideDetails: nullable({}, true) },
  }),
  answer: cognitoAnswer,
});
