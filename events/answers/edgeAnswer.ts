import { phrase } from '../../core/l10n/phrase';
import { either, leftOut, mapOf, nullable, oneOf, Shape } from '../shape';
import { shaped } from './verdict';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html */
const EDGE_HEADERS = leftOut(mapOf({}, [{ key: leftOut(''), value: '' }]));
const EDGE_RESPONSE = {
  status: new Shape('200', { type: ['string', 'integer'], pattern: '^[1-5][0-9][0-9]$' }),
  statusDescription: leftOut(''),
  headers: EDGE_HEADERS,
  body: leftOut(''),
  bodyEncoding: leftOut(oneOf('text', 'base64')),
};
const EDGE_WORDS = {
  good: () => phrase`CloudFront would go on with it.`,
  bad: () => phrase`CloudFront would answer 502 Bad Gateway: the result of the function is not valid.`,
};
export const edgeRequestAnswer = shaped(
  () => nullable(either({ uri: '', method: '', headers: EDGE_HEADERS }, EDGE_RESPONSE)),
  EDGE_WORDS,
);
export const edgeResponseAnswer = shaped(() => nullable(EDGE_RESPONSE), EDGE_WORDS);
