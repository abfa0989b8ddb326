/** What a WebSocket API tells of a connection. */
import type { Fresh } from '../fresh';
import { exactly, leftOut, mapOf, matching, says } from '../shape';
import { phrase } from '../../core/l10n/phrase';
import type { JsonObject } from '../../core/json';
import { headerTexts, mapValues } from './http';

type Kind = 'CONNECT' | 'MESSAGE' | 'DISCONNECT';

export function webSocketContext(kind: Kind, { route, stage }: { route: string; stage: string }, fresh: Fresh) {
  const apiId = fresh.small(10);
  const connectionId = fresh.base64(11);
  return {
    routeKey: says<string>(phrase`$connect, $disconnect, $default, or a route of your own.`, route),
    eventType: exactly(kind),
    extendedRequestId: fresh.base64(11),
    requestTime: fresh.time.log,
    messageDirection: exactly('IN'),
    stage,
    connectedAt: fresh.time.millis - 2000,
    requestTimeEpoch: fresh.time.millis,
    requestId: fresh.base64(11),
    domainName: `${apiId}.execute-api.${fresh.region}.amazonaws.com`,
    connectionId: says<string>(
      phrase`Where answers are sent to, with PostToConnection.`,
      matching(connectionId, /^.{4,}$/, phrase`It must be the id of a connection.`),
    ),
    apiId,
    messageId: leftOut<string>(fresh.base64(11), kind === 'MESSAGE'),
    identity: { sourceIp: fresh.ip(), userAgent: leftOut('') },
    authorizer: leftOut(mapOf({}, {})),
    ...(kind === 'DISCONNECT' && {
      disconnectStatusCode: leftOut(1000, true),
      disconnectReason: leftOut('Going away', true),
    }),
  };
}

/** The headers of the request that a connection begins with. */
export function handshake(domain: string, more: JsonObject, fresh: Fresh) {
  const headers = {
    Host: domain,
    'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits',
    'Sec-WebSocket-Key': fresh.base64(16),
    'Sec-WebSocket-Version': '13',
    'X-Forwarded-For': fresh.ip(),
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
    ...headerTexts(more),
  };
  return {
    headers: mapOf(headers, ''),
    multiValueHeaders: mapOf(
      mapValues(headers, (value) => [value]),
      [''],
    ),
  };
}
