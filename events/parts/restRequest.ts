/** A request as a REST API of API Gateway tells it, to a handler and to a Lambda authorizer alike. */
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { JsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import type { Fresh } from '../fresh';
import { mapOf, nullable, oneOf, optional, says, type Plain, type Shape } from '../shape';
import { signer } from './authorized';
import { contentType, headerTexts, mapValues, METHODS, queryOf, wayOf } from './http';

export interface Asked {
  readonly method: (typeof METHODS)[number];
  readonly route: string;
  readonly path: string;
  readonly query: string;
  readonly headers: JsonObject;
  readonly body: string;
  readonly stage: string;
  /** Where there is no query and there are no parameters, an authorizer gets empty objects, a handler null. */
  readonly isForAuthorizer?: true;
  /** With the keys of a user of IAM. */
  readonly isSigned?: boolean;
}

type Context = APIGatewayProxyEvent['requestContext'];

type Request = Plain<Omit<APIGatewayProxyEvent, 'requestContext' | 'body' | 'isBase64Encoded'>>;

/** Of the client, where the API asks for one. */
const CERTIFICATE = {
  clientCertPem: '',
  serialNumber: '',
  subjectDN: '',
  issuerDN: '',
  validity: { notAfter: '', notBefore: '' },
};

interface Told {
  readonly request: Request;
  readonly context: Plain<Omit<Context, 'authorizer'>>;
  /** As it was asked for. */
  readonly path: string;
}

/** All but body and authorizer. */
export function restRequest(asked: Asked, fresh: Fresh): Told {
  const apiId = fresh.small(10);
  const domain = `${apiId}.execute-api.${fresh.region}.amazonaws.com`;
  const way = wayOf(asked, fresh);
  const query = queryOf(asked.query);
  const headers = {
    Accept: '*/*',
    Host: domain,
    'User-Agent': 'curl/8.9.1',
    'X-Amzn-Trace-Id': `Root=1-${fresh.time.seconds.toString(16)}-${fresh.hex(24)}`,
    'X-Forwarded-For': fresh.ip(),
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
    ...(asked.body !== '' && { 'Content-Type': contentType(asked.body) }),
    ...headerTexts(asked.headers),
  };
  const signed = asked.isSigned ? signer(fresh) : undefined;
  const byUser = (value: string | undefined): Shape<string | null> =>
    nullable<string | null>(value ?? '', value === undefined);
  const context: Plain<Omit<Context, 'authorizer'>> = {
    accountId: fresh.account,
    apiId,
    domainName: optional(domain),
    domainPrefix: optional(apiId),
    extendedRequestId: optional(`${fresh.base64(11).replace('=', '')}=`),
    httpMethod: oneOf(asked.method, ...METHODS),
    identity: {
      accessKey: byUser(signed?.accessKey),
      accountId: byUser(signed?.accountId),
      apiKey: optional(nullable('', true)),
      apiKeyId: optional(nullable('', true)),
      caller: byUser(signed?.callerId),
      clientCert: optional(nullable(CERTIFICATE, true)),
      cognitoAuthenticationProvider: nullable('', true),
      cognitoAuthenticationType: nullable('', true),
      cognitoIdentityId: nullable('', true),
      cognitoIdentityPoolId: nullable('', true),
      principalOrgId: optional(nullable('', true)),
      sourceIp: headers['X-Forwarded-For'],
      user: byUser(signed?.userId),
      userAgent: nullable(headers['User-Agent']),
      userArn: byUser(signed?.userArn),
    },
    path: `/${asked.stage}${way.path}`,
    protocol: 'HTTP/1.1',
    requestId: fresh.requestId,
    requestTime: optional(fresh.time.log),
    requestTimeEpoch: fresh.time.millis,
    resourceId: fresh.small(6),
    resourcePath: way.route,
    stage: asked.stage,
  };
  const isNull = (value: object | undefined): boolean => value === undefined && !asked.isForAuthorizer;
  const last = query && mapValues(query, (values) => values.at(-1)!);
  const request: Request = {
    resource: says(phrase`The route, as the API declares it.`, way.route),
    path: says(phrase`The path of the request, without the stage.`, way.path),
    httpMethod: oneOf(asked.method, ...METHODS),
    headers: nullable(mapOf(headers, '')),
    multiValueHeaders: nullable(
      mapOf(
        mapValues(headers, (value) => [value]),
        [''],
      ),
    ),
    queryStringParameters: says(phrase`The last value of each.`, nullable(mapOf(last ?? {}, ''), isNull(last))),
    multiValueQueryStringParameters: nullable(mapOf(query ?? {}, ['']), isNull(query)),
    pathParameters: nullable(mapOf(way.parameters ?? {}, ''), isNull(way.parameters)),
    stageVariables: nullable(mapOf({}, ''), !asked.isForAuthorizer),
  };
  return { request, context, path: way.path };
}
