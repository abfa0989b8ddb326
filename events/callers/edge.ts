/** What CloudFront does with the result of a function at the edge. */
import { objectOf, type Json, type JsonObject } from '../../core/json';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { BASE64 } from '../parts/base64';
import { either, leftOut, mapOf, nullable, oneOf, Shape } from '../shape';
import type { AnswerCheck, Caller } from '../source';
import { accepted, at, bytesOf, listAt, mistakesIn, refused, statusFaults } from './verdict';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html */
const EDGE_HEADERS = leftOut(mapOf({}, [{ key: leftOut(''), value: '' }]));
const EDGE_RESPONSE = {
  status: new Shape('200', { type: ['string', 'integer'] }),
  statusDescription: leftOut(''),
  headers: EDGE_HEADERS,
  body: leftOut(''),
  bodyEncoding: leftOut(oneOf('text', 'base64')),
};

export const edgeRequestCaller = edgeCaller(
  nullable(either({ uri: '', method: '', headers: EDGE_HEADERS }, EDGE_RESPONSE)),
);
export const edgeResponseCaller = edgeCaller(nullable(EDGE_RESPONSE));

function edgeCaller(described: unknown): Caller {
  const answered: AnswerCheck = (answer, event) => {
    const mistakes = [...mistakesIn(answer, described), ...statusFaults(answer, 'status')];
    const exchange = at(listAt(event, 'Records')[0], 'cf');
    const rules = [headerFaults, statusAndBodyFaults, addressFaults, sizeFaults];
    const faults = mistakes.length > 0 ? mistakes : rules.flatMap((rule) => rule(answer, exchange));
    return faults.length === 0
      ? accepted(phrase`CloudFront would go on with it.`)
      : refused(phrase`CloudFront would answer 502 Bad Gateway: the result of the function is not valid.`, faults);
  };
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-503-service-unavailable.html
  return {
    answered,
    failed: () => refused(phrase`CloudFront would answer 503 Service Unavailable: the function failed.`),
  };
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html (Disallowed headers) */
const DISALLOWED =
  /^(?:connection|expect|keep-alive|proxy-authenticate|proxy-authorization|proxy-connection|trailer|upgrade|x-accel-buffering|x-accel-charset|x-accel-limit-rate|x-accel-redirect|x-amz-cf-.*|x-amzn-auth|x-amzn-cf-.*|x-amzn-cf-billing|x-amzn-cf-id|x-amzn-cf-xff|x-amzn-errortype|x-amzn-fle-profile|x-amzn-header-count|x-amzn-header-order|x-amzn-lambda-integration-tag|x-amzn-requestid|x-cache|x-edge-.*|x-forwarded-proto|x-real-ip)$/;

/** By the event, as on the same page (Read-only headers): they may stay as they came, and be neither added nor changed nor removed. */
const READ_ONLY: { readonly [event: string]: readonly string[] } = {
  'viewer-request': ['content-length', 'host', 'transfer-encoding', 'via'],
  'origin-request': [
    'accept-encoding',
    'content-length',
    'if-modified-since',
    'if-none-match',
    'if-range',
    'if-unmodified-since',
    'transfer-encoding',
    'via',
  ],
  'origin-response': ['transfer-encoding', 'via'],
  'viewer-response': ['content-encoding', 'content-length', 'transfer-encoding', 'warning', 'via'],
};

/** Only what the function adds or changes: what came in may stay. */
function headerFaults(answer: Json, exchange: Json | undefined): Phrase[] {
  if (answer === null) return [];
  const event = eventOf(exchange);
  const isResponse = at(answer, 'status') !== undefined;
  // A request has no response yet: one to it is all the function's own.
  const had = objectOf(isResponse ? at(exchange, 'response', 'headers') : at(exchange, 'request', 'headers'));
  const has = objectOf(at(answer, 'headers'));
  const readOnly = ((Object.hasOwn(READ_ONLY, event) && READ_ONLY[event]) || []).filter(
    (name) => JSON.stringify(valuesOf(had[name])) !== JSON.stringify(valuesOf(has[name])),
  );
  const changed = readOnly.map((name) => phrase`headers: ${name} is read-only in this event: it must stay as it came.`);
  return [...changed, ...ownHeaderFaults(has, had)];
}

/** What a header says, however its name is written. */
function valuesOf(header: Json | undefined): readonly (Json | undefined)[] {
  return [header ?? []].flat().map((each) => at(each, 'value'));
}

function ownHeaderFaults(has: JsonObject, had: JsonObject): Phrase[] {
  return Object.entries(has).flatMap(([name, values]): Phrase[] => {
    if (name !== name.toLowerCase())
      return [phrase`headers: ${name} must be in lower case. Only its key may have capitals.`];
    const other = [values]
      .flat()
      .map((value) => at(value, 'key'))
      .find((key) => typeof key === 'string' && key.toLowerCase() !== name);
    if (other !== undefined)
      return [phrase`headers: The key ${String(other)} must be ${name}. Only capitals may differ.`];
    return DISALLOWED.test(name) && had[name] === undefined
      ? [phrase`headers: ${name} must not be set at the edge.`]
      : [];
  });
}

const LOWEST_STATUS = 200;

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html, and of the last event
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html (HTTP status codes)
 */
function statusAndBodyFaults(answer: Json, exchange: Json | undefined): Phrase[] {
  const status = at(answer, 'status');
  const body = at(answer, 'body');
  if (status === undefined) return [];
  const event = eventOf(exchange);
  const came = at(exchange, 'response', 'status');
  const faults: Phrase[] = [];
  if (Number(status) < LOWEST_STATUS) faults.push(phrase`status: This must be from 200 to 599.`);
  if (event === 'viewer-response' && came !== undefined && String(came) !== String(status))
    faults.push(
      phrase`status: A function must not change the status of a response to a viewer. It came as ${String(came)}.`,
    );
  if (event === 'viewer-request' && String(status) === '204' && typeof body === 'string' && body !== '')
    faults.push(phrase`body: A response with the status 204 must have none.`);
  if (at(answer, 'bodyEncoding') === 'base64' && typeof body === 'string' && !BASE64.test(body))
    faults.push(phrase`body: This must be base64, since bodyEncoding is base64.`);
  return faults;
}

/** In characters, with the query: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html (URI) */
const LONGEST_URI = 8192;

function addressFaults(answer: Json): Phrase[] {
  const uri = at(answer, 'uri');
  const query = at(answer, 'querystring') ?? '';
  if (typeof uri !== 'string' || typeof query !== 'string') return [];
  return [
    ...(uri.startsWith('/') ? [] : [phrase`uri: This must begin with a slash.`]),
    ...(/[\u0000-\u0020#\u007f]/.test(query)
      ? [phrase`querystring: This must have no space, no # and no control character.`]
      : []),
    ...(uri.length + query.length < LONGEST_URI
      ? []
      : [phrase`uri: With the query string this must have fewer than ${LONGEST_URI} characters.`]),
  ];
}

function eventOf(exchange: Json | undefined): string {
  return String(at(exchange, 'config', 'eventType') ?? '');
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html (Quotas on Lambda@Edge) */
function sizeFaults(answer: Json, exchange: Json | undefined): Phrase[] {
  if (at(answer, 'status') === undefined) return [];
  const isOfViewer = eventOf(exchange).startsWith('viewer');
  const most = isOfViewer ? 40 * 1024 : 1024 * 1024;
  const size = bytesOf(answer);
  return size > most ? [phrase`The response has ${size} bytes, and ${most} are allowed.`] : [];
}
