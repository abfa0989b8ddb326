import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { REQUEST, ROUTE, wayOf } from '../parts/http';
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
    claims: json(null, () => phrase`the claims of a JWT authorizer, as a JSON object`),
  },
  describe({ claims, stage, ...asked }, fresh): Described<APIGatewayProxyEventV2 & ContextV2> {
    const way = wayOf(asked, fresh);
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
          leftOut(anyObject(claims === null ? {} : { jwt: { claims, scopes: null } }), claims !== null),
        ),
      },
      fresh,
    );
  },
});
