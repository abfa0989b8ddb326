import type { ALBEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { albCaller } from '../callers/http';
import { albRequest, rawQueryOf } from '../parts/albRequest';
import { mapValues, REQUEST } from '../parts/http';
import { mapOf, says, type Described } from '../shape';
import { eventSource } from '../source';

export const albMultiValue = eventSource({
  name: 'alb-multi-value',
  title: () => phrase`Application Load Balancer: a request (multi-value headers)`,
  service: 'Elastic Load Balancing',
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html',
  parameters: REQUEST,
  // Most requests are those of an API of API Gateway.
  mark: ['requestContext', 'elb'],
  describe(asked, fresh): Described<ALBEvent> {
    const { request, headers } = albRequest(asked, fresh);
    return {
      ...request,
      multiValueQueryStringParameters: says(
        phrase`All values of each, still encoded as in the URL.`,
        mapOf(rawQueryOf(asked.query), ['']),
      ),
      multiValueHeaders: mapOf(
        mapValues(headers, (value) => [value]),
        [''],
      ),
    };
  },
  filled: {
    body: { at: ['body'] },
    headers: { at: ['multiValueHeaders'], as: 'names' },
  },
  caller: albCaller,
});
