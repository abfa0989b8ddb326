/** A request as a load balancer hands it to a function, but for headers and query. */
import type { ALBEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import type { JsonObject } from '../../core/json';
import { base64Of, type Fresh } from '../fresh';
import { matching, oneOf, says, type Plain } from '../shape';
import { contentType, headerTexts, METHODS } from './http';

export interface AskedOfAlb {
  readonly method: (typeof METHODS)[number];
  readonly path: string;
  readonly query: string;
  readonly headers: JsonObject;
  readonly body: string;
}

export function albRequest(
  asked: AskedOfAlb,
  fresh: Fresh,
): { request: Plain<Omit<ALBEvent, 'headers' | 'queryStringParameters'>>; headers: { [name: string]: string } } {
  const own = headerTexts(asked.headers);
  const ownType = Object.entries(own).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const type = ownType ?? contentType(asked.body);
  const headers = {
    accept: '*/*',
    host: `web-${fresh.digits(9)}.${fresh.region}.elb.amazonaws.com`,
    'user-agent': 'curl/8.9.1',
    'x-amzn-trace-id': `Root=1-${fresh.time.seconds.toString(16)}-${fresh.hex(24)}`,
    'x-forwarded-for': fresh.ip(),
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
    ...(asked.body !== '' && ownType === undefined && { 'content-type': type }),
    ...own,
  };
  // All but these is handed on in base64.
  const isBase64Encoded = !/^(?:text\/|application\/(?:json|javascript|xml)\b)/i.test(type);
  const request = {
    requestContext: {
      elb: {
        targetGroupArn: matching(
          fresh.arn('elasticloadbalancing', `targetgroup/handlers/${fresh.hex(16)}`),
          /^arn:aws[\w-]*:elasticloadbalancing:.*:targetgroup\//,
          phrase`It must be the ARN of a target group.`,
        ),
      },
    },
    httpMethod: oneOf(asked.method, ...METHODS),
    path: asked.path || '/orders',
    body: says<string>(
      phrase`Empty where the request has no body.`,
      isBase64Encoded ? base64Of(asked.body) : asked.body,
    ),
    isBase64Encoded,
  };
  return { request, headers };
}

/** A load balancer does not decode the values of a query. */
export function rawQueryOf(query: string): { [name: string]: string[] } {
  const values: { [name: string]: string[] } = {};
  for (const pair of query.replace(/^\?/, '').split('&')) {
    const [name = '', ...value] = pair.split('=');
    if (name !== '') (values[name] ??= []).push(value.join('='));
  }
  return values;
}
