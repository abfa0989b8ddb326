import type { APIGatewayProxyEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { httpApiV1Caller } from '../callers/http';
import { firstAuthorizer, HTTP_AUTHORIZERS } from '../parts/authorized';
import { REQUEST, REQUEST_FILLED, ROUTE } from '../parts/http';
import { restRequest } from '../parts/restRequest';
import { text } from '../parameters';
import { anyObject, exactly, leftOut, nullable, type Described } from '../shape';
import { eventSource } from '../source';

export const httpApiV1 = eventSource({
  name: 'http-api-v1',
  title: () => phrase`API Gateway, HTTP API: a request (payload 1.0)`,
  service: 'API Gateway',
  page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html',
  parameters: { ...ROUTE, ...REQUEST, stage: text('$default', () => phrase`the stage`), authorizer: HTTP_AUTHORIZERS },
  describe({ authorizer: by, ...asked }, fresh): Described<APIGatewayProxyEvent & { version: '1.0' }> {
    const { request, context } = restRequest({ ...asked, isSigned: by === 'iam' }, fresh);
    const told = firstAuthorizer(by, fresh);
    return {
      version: exactly('1.0'),
      ...request,
      requestContext: { ...context, authorizer: leftOut(anyObject(told ?? {}), told !== undefined) },
      body: nullable(asked.body, asked.body === ''),
      isBase64Encoded: false,
    };
  },
  filled: REQUEST_FILLED,
  caller: httpApiV1Caller,
});
