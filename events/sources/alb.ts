import type { ALBEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { albCaller } from '../callers/http';
import { albRequest, rawQueryOf } from '../parts/albRequest';
import { mapValues, REQUEST, REQUEST_FILLED } from '../parts/http';
import { mapOf, says, type Described } from '../shape';
import { eventSource } from '../source';

export const alb = eventSource({
  name: 'alb',
  title: () => phrase`Application Load Balancer: a request`,
  service: 'Elastic Load Balancing',
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html',
  parameters: REQUEST,
  // Most requests are those of an API of API Gateway.
  mark: ['requestContext', 'elb'],
  describe(asked, fresh): Described<ALBEvent> {
    const { request, headers } = albRequest(asked, fresh);
    return {
      ...request,
      queryStringParameters: says(
        phrase`The last value of each, still encoded as in the URL.`,
        mapOf(
          mapValues(rawQueryOf(asked.query), (values) => values.at(-1)!),
          '',
        ),
      ),
      headers: mapOf(headers, ''),
    };
  },
  filled: REQUEST_FILLED,
  caller: albCaller,
});
