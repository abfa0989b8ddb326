import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { httpApiAuthorizerCaller } from '../callers/authorizer';
import { HEAD_FILLED, REQUEST, ROUTE, wayOf } from '../parts/http';
import { requestV2 } from '../parts/requestV2';
import { text } from '../parameters';
import { exactly, leftOut, matching, nullable, type Described } from '../shape';
import { eventSource } from '../source';

const { body: _, ...ASKED } = REQUEST;

export const httpApiAuthorizer = eventSource({
  name: 'http-api-authorizer',
  title: () => phrase`API Gateway, HTTP API: a Lambda authorizer (format 2.0)`,
  service: 'API Gateway',
  page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html',
  parameters: {
    ...ROUTE,
    ...ASKED,
    stage: text('$default', () => phrase`the stage`),
    token: text('Bearer allow-me', () => phrase`the value of the header Authorization`),
  },
  describe({ token, headers, ...asked }, fresh): Described<APIGatewayRequestAuthorizerEventV2> {
    const way = wayOf(asked, fresh);
    const {
      body: _body,
      isBase64Encoded: _flag,
      cookies,
      ...request
    } = requestV2(
      {
        ...asked,
        headers: { authorization: token, ...headers },
        body: '',
        domain: 'execute-api',
        routeKey: `${asked.method} ${way.route}`,
        path: way.path,
        parameters: way.parameters,
        authorizer: leftOut({}),
      },
      fresh,
    );
    const { apiId } = request.requestContext as unknown as { readonly apiId: string };
    return {
      ...request,
      cookies: leftOut(cookies as string[]),
      type: exactly('REQUEST'),
      routeArn: matching(
        fresh.arn('execute-api', `${apiId}/${asked.stage}/${asked.method}${way.path}`),
        /^arn:aws[\w-]*:execute-api:/,
        phrase`It must be the ARN of a route, such as arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/GET/orders.`,
      ),
      identitySource: nullable([token]),
    };
  },
  filled: HEAD_FILLED,
  caller: httpApiAuthorizerCaller,
});
