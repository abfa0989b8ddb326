import type { APIGatewayProxyEvent } from 'aws-lambda';
import { isJsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { restCaller } from '../callers/http';
import { restAuthorizer, REST_AUTHORIZERS } from '../parts/authorized';
import { REQUEST, REQUEST_FILLED, ROUTE } from '../parts/http';
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
    authorizer: REST_AUTHORIZERS,
    claims: json(null, () => phrase`the claims of a Cognito authorizer, as a JSON object`),
  },
  describe({ authorizer: by, claims, ...asked }, fresh): Described<APIGatewayProxyEvent> {
    const { request, context } = restRequest({ ...asked, isSigned: by === 'iam' }, fresh);
    const told = restAuthorizer(by, isJsonObject(claims) ? claims : null, fresh);
    return {
      ...request,
      requestContext: {
        ...context,
        authorizer: says(
          phrase`What the authorizer passed on: claims of Cognito, or the context of a Lambda authorizer.`,
          leftOut(anyObject(told ?? {}), told !== undefined),
        ),
      },
      body: nullable(asked.body, asked.body === ''),
      isBase64Encoded: false,
    };
  },
  filled: REQUEST_FILLED,
  caller: restCaller,
});
