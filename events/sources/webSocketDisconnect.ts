import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { waitingCaller } from '../callers/ignoring';
import { text } from '../parameters';
import { leftOut, mapOf, type Described } from '../shape';
import { webSocketContext } from '../parts/webSocket';
import { eventSource } from '../source';

export const webSocketDisconnect = eventSource({
  name: 'websocket-disconnect',
  title: () => phrase`API Gateway, WebSocket API: a connection ends`,
  service: 'API Gateway',
  page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html',
  parameters: {
    stage: text('production', () => phrase`the stage`),
  },
  describe: ({ stage }, fresh): Described<APIGatewayProxyWebsocketEventV2> => ({
    requestContext: webSocketContext('DISCONNECT', { route: '$disconnect', stage }, fresh),

    isBase64Encoded: false,
    stageVariables: leftOut(mapOf({}, '')),
  }),
  caller: waitingCaller,
});
