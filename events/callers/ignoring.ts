/** Callers that do not read the answer. */
import { phrase, type Phrase } from '../../core/l10n/phrase';
import type { Caller, FailureCheck, Verdict } from '../source';
import { wholeAgain } from './batches';
import { failedState } from './state';
import { refused, retried, withMore } from './verdict';

/** They do not wait for it: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html */
export const queuedCaller = unheard(
  queued,
  () => phrase`The caller does not wait for the answer. An error would be tried again, twice at most.`,
);

/** They wait for the function and read nothing of it. */
export const waitingCaller = unheard(
  failure,
  () => phrase`The caller does not read the answer. An error would be a failure to it.`,
);

/** https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html and with-documentdb.html: mappings without ReportBatchItemFailures. */
export const wholeBatchCaller = unheard(
  wholeAgain,
  () => phrase`Lambda does not read the answer. After an error it would try the whole batch again.`,
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html */
export const customResourceCaller = unheard(
  () => withMore(queued(), phrase`CloudFormation does not hear of it: the stack waits for the result at ResponseURL.`),
  () => phrase`CloudFormation does not read the answer. It waits for the result that is sent to ResponseURL with PUT.`,
  () => phrase`Without a result the stack waits, for an hour unless ServiceTimeout says less, and fails.`,
);

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html */
export const codepipelineCaller = unheard(
  () => withMore(queued(), phrase`CodePipeline does not hear of it: the action waits for the result of the job.`),
  () =>
    phrase`CodePipeline does not read the answer. It waits for PutJobSuccessResult or PutJobFailureResult with the id of the job.`,
);

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
export const codedeployCaller = unheard(
  () => refused(phrase`The deployment would fail, unless PutLifecycleEventHookExecutionStatus has been called.`),
  () =>
    phrase`CodeDeploy does not read the answer. It waits an hour for PutLifecycleEventHookExecutionStatus, and then takes the deployment as failed.`,
);

/** https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_lambda-functions.html */
export const configCaller = unheard(
  queued,
  () => phrase`Config does not read the answer. It takes what is sent with PutEvaluations and the resultToken.`,
);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-writing-lambda.html */
export const objectLambdaCaller = unheard(
  () => refused(phrase`Whoever asked for the object would get an error instead of it.`),
  () =>
    phrase`S3 does not read the answer. Whoever asked for the object gets what is sent with WriteGetObjectResponse, or the error LambdaResponseNotReceived.`,
);

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html (Wait for a Callback with Task Token) */
export const taskTokenCaller = unheard(
  failedState,
  () => phrase`The state does not read the answer. It waits for SendTaskSuccess or SendTaskFailure with the token.`,
);

/** https://docs.aws.amazon.com/transfer/latest/userguide/custom-step-details.html */
export const transferWorkflowCaller = unheard(
  () => withMore(queued(), phrase`Transfer Family does not hear of it: the step fails when its time is over.`),
  () => phrase`Transfer Family does not read the answer. It waits for SendWorkflowStepState with the token.`,
);

/** How they take it; @param details what comes of that */
function unheard(failed: FailureCheck, sentence: () => Phrase, ...details: readonly (() => Phrase)[]): Caller {
  return {
    answered: () => ({ verdict: 'ignored', sentence: sentence(), details: details.map((each) => each()) }),
    failed,
  };
}

/** Of one who waits for the function. */
export function failure(): Verdict {
  return refused(phrase`The caller would take it as a failure.`);
}

/** Of a call that Lambda has queued: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
export function queued(): Verdict {
  return retried(
    phrase`Lambda would try twice more, and then hand the event to the destination for failures, if there is one.`,
  );
}
