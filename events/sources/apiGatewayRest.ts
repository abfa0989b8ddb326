import type { APIGatewayProxyEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { restResponse } from '../answers/httpResponse';
import { REQUEST, ROUTE } from '../parts/http';
import { restRequest } from '../parts/restRequest';
import { json, text } from '../parameters';
import { anyObject, leftOut, nullable, says, type Described } from '../shape';
import { eventSource } from '../source';

export const apiGatewayRest = eventSource({
  name: 'api-gateway-rest',
  title: () => phrase`API Gateway, REST API: a request`,
  service: 'API Gateway',
  page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html',
  parameters: {
    ...ROUTE,
    ...REQUEST,
    stage: text('prod', () => phrase`the stage`),
    claims: json(null, () => phrase`the claims of a Cognito authorizer, as a JSON object`),
  },
  describe({ claims, ...asked }, fresh): Described<APIGatewayProxyEvent> {
    const { request, context } = restRequest(asked, fresh);
    return {
      ...request,
      requestContext: {
        ...context,
        authorizer: says(
          phrase`What the authorizer passed on: claims of Cognito, or the context of a Lambda authorizer.`,
          leftOut(anyObject(claims === null ? {} : { claims }), claims !== null),
        ),
      },
      body: nullable(asked.body, asked.body === ''),
      isBase64Encoded: false,
    };
  },
  answer: restResponse,
});
