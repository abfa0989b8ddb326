/** What CloudFront tells a function at the edge. */
import type { CloudFrontHeaders, CloudFrontRequest, CloudFrontResponse } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import type { Fresh } from '../fresh';
import { choice, jsonObject, text } from '../parameters';
import { anyObject, exactly, leftOut, mapOf, matching, oneOf, says, type Plain, type Shape } from '../shape';
import { headerTexts, METHODS } from './http';

export const EDGE = {
  method: choice(METHODS, () => phrase`the HTTP method`),
  uri: text('/index.html', () => phrase`the path`),
  query: text('', () => phrase`the query string`),
  headers: jsonObject({}, () => phrase`more headers, as a JSON object`),
};

/** What a viewer sends of its own. */
export const EDGE_FILLED = { headers: { at: ['Records', 0, 'cf', 'request', 'headers'], as: 'names' } } as const;

/** Of an exchange that has its answer. */
export const EDGE_ANSWERED = { ...EDGE, status: text('200', () => phrase`the status of the response`) };

type EdgeEvent = 'viewer-request' | 'viewer-response' | 'origin-request' | 'origin-response';

type Asked = Parameters<typeof edgeRequest>[0];

/** What a record says of a request, whether or not it has an answer yet. */
export function edgeExchange<const Event extends EdgeEvent>(event: Event, asked: Asked, fresh: Fresh) {
  return { config: edgeConfig(event, fresh), request: edgeRequest(asked, event.startsWith('origin'), fresh) };
}

function edgeConfig<const Event extends EdgeEvent>(event: Event, fresh: Fresh) {
  return {
    distributionDomainName: `d${fresh.small(13)}.cloudfront.net`,
    distributionId: `E${fresh.capitals(13)}`,
    eventType: exactly(event),
    requestId: fresh.base64(42).replaceAll('+', '-').replaceAll('/', '_'),
  };
}

/** @param atOrigin whether it is on its way to the origin */
function edgeRequest(
  given: {
    readonly method: (typeof METHODS)[number];
    readonly uri: string;
    readonly query: string;
    readonly headers: Parameters<typeof headerTexts>[0];
  },
  atOrigin: boolean,
  fresh: Fresh,
): Plain<CloudFrontRequest> {
  const host = `shop-assets.s3.${fresh.region}.amazonaws.com`;
  return {
    clientIp: fresh.ip(),
    method: oneOf(given.method, ...METHODS),
    uri: matching(given.uri, /^\//, phrase`It must begin with a slash.`),
    querystring: given.query,
    headers: edgeHeaders({
      Host: atOrigin ? host : `d${fresh.small(13)}.cloudfront.net`,
      'User-Agent': 'curl/8.9.1',
      ...headerTexts(given.headers),
    }),
    ...(atOrigin && {
      origin: leftOut(
        anyObject({
          s3: { authMethod: 'none' as const, customHeaders: {}, domainName: host, path: '' },
        }) as Shape<never>,
        true,
      ),
    }),
    body: leftOut(anyObject({} as never)),
  };
}

export function edgeResponse(status: string, fresh: Fresh): Plain<CloudFrontResponse> {
  return {
    status: says<string>(
      phrase`A text, not a number.`,
      matching(status, /^\d{3}$/, phrase`It must have three digits, such as 200, as a text.`),
    ),
    statusDescription: status === '404' ? 'Not Found' : 'OK',
    headers: edgeHeaders({
      Server: 'AmazonS3',
      Date: new Date(fresh.time.millis).toUTCString(),
      'Content-Type': 'text/html',
    }),
  };
}

function edgeHeaders(headers: { readonly [name: string]: string }): Shape<CloudFrontHeaders> {
  const listed = Object.entries(headers).map(([key, value]) => [
    key.toLowerCase(),
    [{ key: leftOut(key, true), value }],
  ]);
  return mapOf<CloudFrontHeaders>(Object.fromEntries(listed) as never, [{ key: leftOut(''), value: '' }]);
}
