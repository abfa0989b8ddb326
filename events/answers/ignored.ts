/** Callers that do not read the answer. */
import { phrase, type Phrase } from '../../core/l10n/phrase';
import type { AnswerCheck } from '../source';

/** They do not wait for it: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html */
export const ignored = unheard(
  () => phrase`The caller does not wait for the answer. An error would be tried again, twice at most.`,
);

/** They wait for the function and read nothing of it. */
export const unread = unheard(() => phrase`The caller does not read the answer. An error would be a failure to it.`);

/** https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html and with-documentdb.html: mappings without ReportBatchItemFailures. */
export const wholeBatch = unheard(
  () => phrase`Lambda does not read the answer. After an error it would try the whole batch again.`,
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html */
export const customResource = unheard(
  () => phrase`CloudFormation does not read the answer. It waits for the result that is sent to ResponseURL with PUT.`,
  () => phrase`Without a result the stack waits, for an hour unless ServiceTimeout says less, and fails.`,
);

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html */
export const pipelineJob = unheard(
  () =>
    phrase`CodePipeline does not read the answer. It waits for PutJobSuccessResult or PutJobFailureResult with the id of the job.`,
);

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
export const lifecycleHook = unheard(
  () =>
    phrase`CodeDeploy does not read the answer. It waits an hour for PutLifecycleEventHookExecutionStatus, and then takes the deployment as failed.`,
);

/** https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_lambda-functions.html */
export const configEvaluation = unheard(
  () => phrase`Config does not read the answer. It takes what is sent with PutEvaluations and the resultToken.`,
);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-writing-lambda.html */
export const objectResponse = unheard(
  () =>
    phrase`S3 does not read the answer. Whoever asked for the object gets what is sent with WriteGetObjectResponse, or the error LambdaResponseNotReceived.`,
);

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html (Wait for a Callback with Task Token) */
export const taskToken = unheard(
  () => phrase`The state does not read the answer. It waits for SendTaskSuccess or SendTaskFailure with the token.`,
);

/** How they take it; @param details what comes of that */
function unheard(sentence: () => Phrase, ...details: readonly (() => Phrase)[]): AnswerCheck {
  return () => ({ verdict: 'ignored', sentence: sentence(), details: details.map((each) => each()) });
}
