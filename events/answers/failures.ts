/** What the caller of a handler does where the handler fails: a row for each way in which answers are read. */
import type { Json } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import type { AnswerCheck, Verdict } from '../source';
import { alexaAnswer } from './alexaAnswer';
import { appSyncEventsAnswer } from './appSyncEventsAnswer';
import { appSyncBatchAnswer, appSyncValue } from './appSyncValues';
import { appSyncAnswer, policyAnswer, simpleAnswer } from './authorizer';
import { kafkaFailures, pipeFailures, queueFailures, streamFailures } from './batchFailures';
import { bedrockAnswer } from './bedrockAnswer';
import { cognitoAnswer } from './cognitoAnswer';
import { connectAnswer } from './connectAnswer';
import { edgeRequestAnswer, edgeResponseAnswer } from './edgeAnswer';
import { firehoseAnswer } from './firehoseAnswer';
import {
  albResponse,
  connectResponse,
  functionUrlResponse,
  httpApiResponse,
  latticeResponse,
  messageResponse,
  restResponse,
} from './httpResponse';
import {
  configEvaluation,
  customResource,
  ignored,
  lifecycleHook,
  objectResponse,
  pipelineJob,
  taskToken,
  unread,
  wholeBatch,
} from './ignored';
import { iotAuthorizerAnswer } from './iotAuthorizerAnswer';
import { lexV1Answer, lexV2Answer } from './lexAnswer';
import { macroAnswer } from './macroAnswer';
import { s3BatchAnswer } from './s3BatchAnswer';
import { isAwaited, sesAnswer } from './sesAnswer';
import { stateOutput } from './stateOutput';
import { terminationAnswer } from './terminationAnswer';
import { transferAnswer } from './transferAnswer';
import { at, listAt, refused, retried } from './verdict';

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
  [stateOutput, state],
  [taskToken, state],
  [policyAnswer, authorizer],
  [simpleAnswer, authorizer],
  [appSyncAnswer, () => refused(phrase`AppSync would refuse the request as unauthorized.`)],
  // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
  [queueFailures, batch],
  [pipeFailures, batch],
  // https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
  [streamFailures, batch],
  [kafkaFailures, batch],
  [wholeBatch, batch],
  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
  [
    cognitoAnswer,
    ({ errorType, errorMessage }, event) => {
      if (errorType === 'Sandbox.Timedout')
        return refused(phrase`Cognito waits for 5 seconds, asks three times in all, and then fails.`);
      const [trigger = ''] = String(at(event, 'triggerSource') ?? '').split('_');
      return refused(
        phrase`Cognito would fail with UserLambdaValidationException: ${trigger} failed with error ${errorMessage}.`,
      );
    },
  ],
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-503-service-unavailable.html
  [edgeRequestAnswer, edge],
  [edgeResponseAnswer, edge],
  [ignored, queued],
  [configEvaluation, queued],
  [
    pipelineJob,
    () => withMore(queued(), phrase`CodePipeline does not hear of it: the action waits for the result of the job.`),
  ],
  [
    customResource,
    () =>
      withMore(queued(), phrase`CloudFormation does not hear of it: the stack waits for the result at ResponseURL.`),
  ],
  [
    lifecycleHook,
    () => refused(phrase`The deployment would fail, unless PutLifecycleEventHookExecutionStatus has been called.`),
  ],
  [unread, failure],
  [objectResponse, () => refused(phrase`Whoever asked for the object would get an error instead of it.`)],
  [sesAnswer, (_error, event) => (isAwaited(event) ? failure() : queued())],
  // https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-failure-handling.html
  [
    firehoseAnswer,
    (_error, event) =>
      refused(
        phrase`Firehose would count all ${listAt(event, 'records').length} records as failed, and write them to the error prefix of the bucket. It would first try a timeout three times more.`,
      ),
  ],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html
  [s3BatchAnswer, () => refused(phrase`The task would count as failed in the report of the job.`)],
  // https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html (Invocation retry policy)
  [
    connectAnswer,
    () => retried(phrase`Connect would try up to three times within 8 seconds, and then take the branch Error.`),
  ],
  [alexaAnswer, () => refused(phrase`Alexa would say that there was a problem with the response of the skill.`)],
  [lexV1Answer, lex],
  [lexV2Answer, lex],
  [bedrockAnswer, () => refused(phrase`The agent would fail with a DependencyFailedException.`)],
  [macroAnswer, () => refused(phrase`CloudFormation would fail the change set.`)],
  [iotAuthorizerAnswer, () => refused(phrase`IoT Core would refuse the connection.`)],
  [transferAnswer, () => refused(phrase`The user would not be let in.`)],
  [terminationAnswer, () => refused(phrase`No instance would be terminated.`)],
  // https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-lambda-js.html
  [
    appSyncValue,
    ({ errorMessage }) =>
      refused(phrase`The field would be null, and the errors of the query would have: ${errorMessage}`),
  ],
  [
    appSyncBatchAnswer,
    ({ errorMessage }) =>
      refused(phrase`All fields would be null, and the errors of the query would have: ${errorMessage}`),
  ],
  [
    appSyncEventsAnswer,
    (_error, event) =>
      at(event, 'info', 'operation') === 'SUBSCRIBE'
        ? refused(phrase`The subscription would be refused.`)
        : refused(phrase`Nothing would be published.`),
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

function batch(_error: HandlerError, event: Json): Verdict {
  const count = [at(event, 'Records'), at(event, 'events'), event].find(Array.isArray)?.length;
  return count === undefined
    ? retried(phrase`The whole batch would be tried again.`)
    : retried(phrase`The whole batch of ${count} would be tried again.`);
}

function state({ errorType }: HandlerError): Verdict {
  return refused(phrase`The state would fail with ${errorType}.`);
}

function lex(): Verdict {
  return refused(phrase`Lex would fail with a DependencyFailedException.`);
}

function failure(): Verdict {
  return refused(phrase`The caller would take it as a failure.`);
}

/** Of a call that Lambda has queued: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
function queued(): Verdict {
  return retried(
    phrase`Lambda would try twice more, and then hand the event to the destination for failures, if there is one.`,
  );
}

function withMore(verdict: Verdict, ...details: Verdict['details']): Verdict {
  return { ...verdict, details: [...verdict.details, ...details] };
}

function edge(): Verdict {
  return refused(phrase`CloudFront would answer 503 Service Unavailable: the function failed.`);
}
