import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { isJsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { httpApiCaller } from '../callers/http';
import { httpAuthorizer, HTTP_AUTHORIZERS } from '../parts/authorized';
import { REQUEST, REQUEST_FILLED, ROUTE, wayOf } from '../parts/http';
import { requestV2, type ContextV2 } from '../parts/requestV2';
import { json, text } from '../parameters';
import { anyObject, leftOut, says, type Described } from '../shape';
import { eventSource } from '../source';

export const httpApi = eventSource({
  name: 'http-api',
  title: () => phrase`API Gateway, HTTP API: a request (payload 2.0)`,
  service: 'API Gateway',
  page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html',
  parameters: {
    ...ROUTE,
    ...REQUEST,
    stage: text('$default', () => phrase`the stage`),
    authorizer: HTTP_AUTHORIZERS,
    claims: json(null, () => phrase`the claims of a JWT authorizer, as a JSON object`),
  },
  describe({ authorizer: by, claims, stage, ...asked }, fresh): Described<APIGatewayProxyEventV2 & ContextV2> {
    const way = wayOf(asked, fresh);
    const told = httpAuthorizer(by, isJsonObject(claims) ? claims : null, fresh);
    return requestV2(
      {
        ...asked,
        stage,
        domain: 'execute-api',
        routeKey: `${asked.method} ${way.route}`,
        path: way.path,
        parameters: way.parameters,
        authorizer: says(
          phrase`What the authorizer passed on: jwt with claims and scopes, lambda with its context, or iam.`,
          leftOut(anyObject(told ?? {}), told !== undefined),
        ),
      },
      fresh,
    );
  },
  filled: REQUEST_FILLED,
  caller: httpApiCaller,
});
