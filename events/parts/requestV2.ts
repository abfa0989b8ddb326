/** A request in payload format 2.0: from an HTTP API, and from a function URL. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { JsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import type { Fresh } from '../fresh';
import { exactly, leftOut, mapOf, nullable, oneOf, says, type Plain, type Shape } from '../shape';
import { contentType, headerTexts, mapValues, METHODS, queryOf } from './http';

/** The types have the authorizer only in variants of the event. */
export interface ContextV2 {
  requestContext: { authorizer?: object };
}

/** Its members, for others to be made of it. */
export type RequestV2 = Plain<APIGatewayProxyEventV2> & {
  readonly requestContext: Plain<APIGatewayProxyEventV2['requestContext'] & ContextV2['requestContext']>;
};

export interface AskedV2 {
  readonly method: (typeof METHODS)[number];
  readonly path: string;
  readonly query: string;
  readonly headers: JsonObject;
  readonly body: string;
  readonly stage: string;
  readonly domain: 'execute-api' | 'lambda-url';
  readonly routeKey: string;
  readonly parameters: { readonly [name: string]: string } | undefined;
  readonly authorizer: Shape<object>;
  /** Whose the caller is; absent: the event's own. */
  readonly account?: string;
}

export function requestV2(asked: AskedV2, fresh: Fresh): RequestV2 {
  const isUrl = asked.domain === 'lambda-url';
  const apiId = fresh.small(isUrl ? 32 : 10);
  const domain = isUrl
    ? `${apiId}.lambda-url.${fresh.region}.on.aws`
    : `${apiId}.execute-api.${fresh.region}.amazonaws.com`;
  const query = queryOf(asked.query);
  const rawPath = asked.stage === '$default' ? asked.path : `/${asked.stage}${asked.path}`;
  const sourceIp = fresh.ip();
  const { cookie, ...headers } = lowerCase({
    accept: '*/*',
    host: domain,
    'user-agent': 'curl/8.9.1',
    'x-amzn-trace-id': `Root=1-${fresh.time.seconds.toString(16)}-${fresh.hex(24)}`,
    'x-forwarded-for': sourceIp,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
    ...(asked.body !== '' && { 'content-type': contentType(asked.body) }),
    ...headerTexts(asked.headers),
  });
  const cookies = cookie?.split(/; */);
  return {
    version: exactly('2.0'),
    routeKey: says(phrase`The method and the route, or $default.`, asked.routeKey),
    rawPath: says(phrase`The path with the stage, unless that is $default.`, rawPath),
    rawQueryString: asked.query.replace(/^\?/, ''),
    cookies: leftOut(cookies ?? [''], cookies !== undefined),
    headers: says(phrase`Names are in small letters; several values of one are joined by commas.`, mapOf(headers, '')),
    queryStringParameters: leftOut(
      mapOf(
        mapValues(query ?? {}, (values) => values.join(',')),
        '',
      ),
      query !== undefined,
    ),
    requestContext: {
      accountId: asked.account ?? fresh.account,
      apiId,
      authentication: leftOut(
        says(
          phrase`The certificate of the client, where the domain asks for one (mutual TLS).`,
          nullable(clientCert()),
        ),
      ),
      authorizer: asked.authorizer,
      domainName: domain,
      domainPrefix: apiId,
      http: {
        method: oneOf(asked.method, ...METHODS),
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp,
        userAgent: headers['user-agent']!,
      },
      requestId: isUrl ? fresh.requestId : fresh.base64(11),
      routeKey: asked.routeKey,
      stage: asked.stage,
      time: fresh.time.log,
      timeEpoch: fresh.time.millis,
    },
    pathParameters: leftOut(mapOf(asked.parameters ?? {}, ''), asked.parameters !== undefined),
    stageVariables: leftOut(mapOf({}, '')),
    body: leftOut(asked.body, asked.body !== ''),
    isBase64Encoded: false,
  };
}

function lowerCase(headers: { readonly [name: string]: string }): { [name: string]: string } {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html */
function clientCert() {
  return {
    clientCert: {
      clientCertPem: '',
      serialNumber: '',
      subjectDN: '',
      issuerDN: '',
      validity: { notBefore: '', notAfter: '' },
    },
  };
}
