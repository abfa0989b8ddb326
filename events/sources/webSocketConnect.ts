import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { webSocketConnectCaller } from '../callers/http';
import { HEAD_FILLED, mapValues, queryOf } from '../parts/http';
import { handshake, webSocketContext } from '../parts/webSocket';
import { jsonObject, text } from '../parameters';
import { leftOut, mapOf, type Described } from '../shape';
import { eventSource } from '../source';

export const webSocketConnect = eventSource({
  name: 'websocket-connect',
  title: () => phrase`API Gateway, WebSocket API: a connection begins`,
  service: 'API Gateway',
  page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html',
  parameters: {
    query: text('', () => phrase`the query string, such as token=abc`),
    headers: jsonObject({}, () => phrase`more headers, as a JSON object`),
    stage: text('production', () => phrase`the stage`),
  },
  describe({ query, headers, stage }, fresh): Described<APIGatewayProxyWebsocketEventV2> {
    const values = queryOf(query);
    const requestContext = webSocketContext('CONNECT', { route: '$connect', stage }, fresh);
    return {
      ...handshake(requestContext.domainName, headers, fresh),
      requestContext,
      queryStringParameters: leftOut(
        mapOf(
          mapValues(values ?? {}, (each) => each.at(-1)!),
          '',
        ),
        values !== undefined,
      ),
      multiValueQueryStringParameters: leftOut(mapOf(values ?? {}, ['']), values !== undefined),
      isBase64Encoded: false,
    };
  },
  filled: HEAD_FILLED,
  caller: webSocketConnectCaller,
});
