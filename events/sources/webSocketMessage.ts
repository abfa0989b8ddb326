import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { webSocketMessageCaller } from '../callers/http';
import { text } from '../parameters';
import { leftOut, mapOf, type Described } from '../shape';
import { webSocketContext } from '../parts/webSocket';
import { eventSource } from '../source';

export const webSocketMessage = eventSource({
  name: 'websocket-message',
  title: () => phrase`API Gateway, WebSocket API: a message`,
  service: 'API Gateway',
  page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html',
  parameters: {
    body: text('{"action":"say","text":"hello"}', () => phrase`the message`),
    route: text('$default', () => phrase`the route that the message chooses`),
    stage: text('production', () => phrase`the stage`),
  },
  describe: ({ body, route, stage }, fresh): Described<APIGatewayProxyWebsocketEventV2> => ({
    requestContext: webSocketContext('MESSAGE', { route: route, stage }, fresh),
    body: leftOut(body, true),
    isBase64Encoded: false,
    stageVariables: leftOut(mapOf({}, '')),
  }),
  filled: { body: { at: ['body'] } },
  caller: webSocketMessageCaller,
});
