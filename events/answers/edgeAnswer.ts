/** What CloudFront does with the result of a function at the edge. */
import { objectOf, type Json } from '../../core/json';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { either, leftOut, mapOf, nullable, oneOf, Shape } from '../shape';
import type { AnswerCheck } from '../source';
import { accepted, at, listAt, mistakesIn, refused, statusFaults } from './verdict';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html */
const EDGE_HEADERS = leftOut(mapOf({}, [{ key: leftOut(''), value: '' }]));
const EDGE_RESPONSE = {
  status: new Shape('200', { type: ['string', 'integer'] }),
  statusDescription: leftOut(''),
  headers: EDGE_HEADERS,
  body: leftOut(''),
  bodyEncoding: leftOut(oneOf('text', 'base64')),
};

export const edgeRequestAnswer: AnswerCheck = edgeAnswer(
  nullable(either({ uri: '', method: '', headers: EDGE_HEADERS }, EDGE_RESPONSE)),
);
export const edgeResponseAnswer: AnswerCheck = edgeAnswer(nullable(EDGE_RESPONSE));

function edgeAnswer(described: unknown): AnswerCheck {
  return (answer, event) => {
    const mistakes = [...mistakesIn(answer, described), ...statusFaults(answer, 'status')];
    const exchange = at(listAt(event, 'Records')[0], 'cf');
    const faults =
      mistakes.length > 0 ? mistakes : [...headerFaults(answer, exchange), ...sizeFaults(answer, exchange)];
    return faults.length === 0
      ? accepted(phrase`CloudFront would go on with it.`)
      : refused(phrase`CloudFront would answer 502 Bad Gateway: the result of the function is not valid.`, faults);
  };
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html (Disallowed headers) */
const DISALLOWED =
  /^(?:connection|expect|keep-alive|proxy-authenticate|proxy-authorization|proxy-connection|trailer|upgrade|x-accel-buffering|x-accel-charset|x-accel-limit-rate|x-accel-redirect|x-amz-cf-.*|x-amzn-auth|x-amzn-cf-.*|x-amzn-cf-billing|x-amzn-cf-id|x-amzn-cf-xff|x-amzn-errortype|x-amzn-fle-profile|x-amzn-header-count|x-amzn-header-order|x-amzn-lambda-integration-tag|x-amzn-requestid|x-cache|x-edge-.*|x-forwarded-proto|x-real-ip)$/;

/** Only what the function adds: what came in may stay. */
function headerFaults(answer: Json, exchange: Json | undefined): Phrase[] {
  const had = { ...objectOf(at(exchange, 'request', 'headers')), ...objectOf(at(exchange, 'response', 'headers')) };
  return Object.entries(objectOf(at(answer, 'headers'))).flatMap(([name, values]): Phrase[] => {
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

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html (Quotas on Lambda@Edge) */
function sizeFaults(answer: Json, exchange: Json | undefined): Phrase[] {
  if (at(answer, 'status') === undefined) return [];
  const isOfViewer = String(at(exchange, 'config', 'eventType') ?? '').startsWith('viewer');
  const most = isOfViewer ? 40 * 1024 : 1024 * 1024;
  const size = new TextEncoder().encode(JSON.stringify(answer)).length;
  return size > most ? [phrase`The response has ${size} bytes, and ${most} are allowed.`] : [];
}
