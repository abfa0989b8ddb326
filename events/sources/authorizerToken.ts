import type { APIGatewayTokenAuthorizerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { authorizerCaller } from '../callers/authorizer';
import { METHODS } from '../parts/http';
import { choice, text } from '../parameters';
import { exactly, matching, says, type Described } from '../shape';
import { eventSource } from '../source';

export const authorizerToken = eventSource({
  name: 'api-gateway-authorizer-token',
  title: () => phrase`API Gateway, REST API: a TOKEN authorizer`,
  service: 'API Gateway',
  page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html',
  parameters: {
    token: text('Bearer allow-me', () => phrase`the token, as the header has it`),
    method: choice(METHODS, () => phrase`the HTTP method`),
    path: text('/orders', () => phrase`the path of the request`),
    stage: text('prod', () => phrase`the stage`),
  },
  describe: ({ token, method, path, stage }, fresh): Described<APIGatewayTokenAuthorizerEvent> => ({
    type: exactly('TOKEN'),
    methodArn: matching(
      fresh.arn('execute-api', `${fresh.small(10)}/${stage}/${method}${path}`),
      /^arn:aws[\w-]*:execute-api:/,
      phrase`It must be the ARN of a method, such as arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/GET/orders.`,
    ),
    authorizationToken: says(phrase`The value of the token's header.`, token),
  }),
  caller: authorizerCaller,
});
