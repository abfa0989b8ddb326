import { phrase } from '../../core/l10n/phrase';
import { authorizerCaller } from '../callers/authorizer';
import { HEAD_FILLED, mapValues, queryOf } from '../parts/http';
import { handshake, webSocketContext } from '../parts/webSocket';
import { jsonObject, text } from '../parameters';
import { exactly, mapOf, matching } from '../shape';
import { eventSource } from '../source';

export const webSocketAuthorizer = eventSource({
  name: 'websocket-authorizer',
  title: () => phrase`API Gateway, WebSocket API: a REQUEST authorizer`,
  service: 'API Gateway',
  page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html',
  parameters: {
    query: text('', () => phrase`the query string, such as token=abc`),
    headers: jsonObject({ Authorization: 'Bearer allow-me' }, () => phrase`more headers, as a JSON object`),
    stage: text('production', () => phrase`the stage`),
  },
  describe({ query, headers, stage }, fresh) {
    const values = queryOf(query) ?? {};
    const requestContext = webSocketContext('CONNECT', { route: '$connect', stage }, fresh);
    return {
      type: exactly('REQUEST'),
      methodArn: matching(
        fresh.arn('execute-api', `${requestContext.apiId}/${stage}/$connect`),
        /^arn:aws[\w-]*:execute-api:.*\/\$connect$/,
        phrase`It must be the ARN of the route $connect.`,
      ),
      ...handshake(requestContext.domainName, headers, fresh),
      queryStringParameters: mapOf(
        mapValues(values, (each) => each.at(-1)!),
        '',
      ),
      multiValueQueryStringParameters: mapOf(values, ['']),
      stageVariables: mapOf({}, ''),
      requestContext,
    };
  },
  filled: HEAD_FILLED,
  caller: authorizerCaller,
});
