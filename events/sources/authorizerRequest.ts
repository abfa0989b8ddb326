import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { authorizerCaller } from '../callers/authorizer';
import { HEAD_FILLED, REQUEST, ROUTE } from '../parts/http';
import { restRequest } from '../parts/restRequest';
import { text } from '../parameters';
import { exactly, matching, type Described } from '../shape';
import { eventSource } from '../source';

const { body: _, ...ASKED } = REQUEST;

export const authorizerRequest = eventSource({
  name: 'api-gateway-authorizer-request',
  title: () => phrase`API Gateway, REST API: a REQUEST authorizer`,
  service: 'API Gateway',
  page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html',
  parameters: { ...ROUTE, ...ASKED, stage: text('prod', () => phrase`the stage`) },
  describe(asked, fresh): Described<APIGatewayRequestAuthorizerEvent> {
    const { request, context, path } = restRequest({ ...asked, body: '', isForAuthorizer: true }, fresh);
    return {
      type: exactly('REQUEST'),
      methodArn: matching(
        fresh.arn('execute-api', `${String(context.apiId)}/${asked.stage}/${asked.method}${path}`),
        /^arn:aws[\w-]*:execute-api:/,
        phrase`It must be the ARN of a method, such as arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/GET/orders.`,
      ),
      ...request,
      requestContext: { ...context, authorizer: undefined },
    };
  },
  filled: HEAD_FILLED,
  caller: authorizerCaller,
});
