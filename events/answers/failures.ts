/** What the caller of a handler does where the handler fails: a row for each way in which answers are read. */
import type { Json } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import type { AnswerCheck, Verdict } from '../source';
import { appSyncAnswer, policyAnswer, simpleAnswer } from './authorizer';
import { kafkaFailures, queueFailures, streamFailures } from './batchFailures';
import { cognitoAnswer } from './cognitoAnswer';
import { edgeRequestAnswer, edgeResponseAnswer } from './edgeAnswer';
import {
  albResponse,
  connectResponse,
  functionUrlResponse,
  httpApiResponse,
  latticeResponse,
  messageResponse,
  restResponse,
} from './httpResponse';
import { ignored } from './ignored';
import { stateOutput } from './stateOutput';
import { at, refused, retried } from './verdict';

/** As Lambda tells it. */
export interface HandlerError {
  readonly errorType: string;
  readonly errorMessage: string;
}

type FailureCheck = (error: HandlerError, event: Json) => Verdict;

const FAILURES: ReadonlyMap<AnswerCheck, FailureCheck> = new Map<AnswerCheck, FailureCheck>([
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html
  [restResponse, () => refused(phrase`API Gateway would answer 502 with {"message": "Internal server error"}.`)],
  [httpApiResponse, () => refused(phrase`API Gateway would answer 500 with {"message": "Internal Server Error"}.`)],
  // https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
  [functionUrlResponse, () => refused(phrase`The URL of the function would answer 502 with Internal Server Error.`)],
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
  [albResponse, () => refused(phrase`The load balancer would answer 502 Bad Gateway.`)],
  [latticeResponse, () => refused(phrase`VPC Lattice would answer 500 Internal Server Error.`)],
  [connectResponse, () => refused(phrase`The connection would be refused.`)],
  [messageResponse, () => refused(phrase`The client would be sent {"message": "Internal server error"}.`)],
  [stateOutput, ({ errorType }) => refused(phrase`The state would fail with ${errorType}.`)],
  [policyAnswer, authorizer],
  [simpleAnswer, authorizer],
  [appSyncAnswer, () => refused(phrase`AppSync would refuse the request as unauthorized.`)],
  // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
  [queueFailures, batch('Records')],
  [streamFailures, batch('Records')],
  [kafkaFailures, () => retried(phrase`The whole batch would be tried again.`)],
  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
  [
    cognitoAnswer,
    ({ errorMessage }, event) => {
      const [trigger = ''] = String(at(event, 'triggerSource') ?? '').split('_');
      return refused(
        phrase`Cognito would fail with UserLambdaValidationException: ${trigger} failed with error ${errorMessage}.`,
      );
    },
  ],
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-503-service-unavailable.html
  [edgeRequestAnswer, edge],
  [edgeResponseAnswer, edge],
  // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
  [
    ignored,
    () =>
      retried(
        phrase`Lambda would try twice more, and then hand the event to the destination for failures, if there is one.`,
      ),
  ],
]);

/** Undefined: nobody knows what such a caller does. */
export function failureOf(answer: AnswerCheck | undefined, error: HandlerError, event: Json): Verdict | undefined {
  return answer && FAILURES.get(answer)?.(error, event);
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html: by the message alone. */
function authorizer({ errorMessage }: HandlerError): Verdict {
  return errorMessage === 'Unauthorized'
    ? refused(phrase`The client would get 401 Unauthorized.`)
    : refused(
        phrase`The client would get 500 Internal Server Error. Only an error with the message "Unauthorized" becomes 401.`,
      );
}

function batch(member: string): FailureCheck {
  return (_error, event) => {
    const records = at(event, member);
    const count = Array.isArray(records) ? records.length : 0;
    return retried(phrase`The whole batch of ${count} would be tried again.`);
  };
}

function edge(): Verdict {
  return refused(phrase`CloudFront would answer 503 Service Unavailable: the function failed.`);
}
