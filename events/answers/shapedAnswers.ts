/** Answers that must be of a shape: a line each, with AWS's page. */
import type { Json } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { anyObject, anything, either, exactly, leftOut, mapOf, matching, nullable, oneOf, Shape, some } from '../shape';
import type { AnswerCheck } from '../source';
import { accepted, at, listAt, mistakesIn, refused, retried, shaped } from './verdict';

/** https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html */
export const firehoseAnswer: AnswerCheck = (answer, event) => {
  const wanted = listAt(event, 'records').map((each) => at(each, 'recordId'));
  const given = new Map(listAt(answer, 'records').map((each) => [at(each, 'recordId'), each]));
  const record = { result: oneOf('Ok', 'Dropped', 'ProcessingFailed'), data: leftOut(nullable('')) };
  const faults = wanted.flatMap((id) => {
    const found = given.get(id);
    if (found === undefined) return [phrase`${String(id)}: The answer has no record with this recordId.`];
    const mistakes = mistakesIn(found, record);
    if (mistakes.length > 0) return mistakes.map((each) => phrase`${String(id)}: ${each}`);
    if (at(found, 'result') === 'ProcessingFailed') return [phrase`${String(id)}: The handler says that it failed.`];
    return at(found, 'result') === 'Ok' && typeof at(found, 'data') !== 'string'
      ? [phrase`${String(id)}: data is missing. It must be base64.`]
      : [];
  });
  return faults.length === 0
    ? accepted(phrase`All ${wanted.length} records would be delivered or dropped as they say.`)
    : refused(
        phrase`Firehose would count records as failed, and write them to the error prefix of the bucket.`,
        faults,
      );
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html */
export const s3BatchAnswer: AnswerCheck = (answer, event) => {
  const code = oneOf('Succeeded', 'TemporaryFailure', 'PermanentFailure');
  const mistakes = mistakesIn(answer, {
    invocationSchemaVersion: exactly('1.0'),
    treatMissingKeysAs: code,
    invocationId: exactly(String(at(event, 'invocationId') ?? '')),
    results: some([{ taskId: '', resultCode: code, resultString: leftOut('') }]),
  });
  if (mistakes.length > 0)
    return refused(phrase`S3 Batch Operations would count the task as failed: it cannot use the answer.`, mistakes);
  const results = listAt(answer, 'results');
  const tasks = listAt(event, 'tasks').map((task) => at(task, 'taskId'));
  const missing = tasks.filter((id) => !results.some((each) => at(each, 'taskId') === id));
  if (missing.length > 0)
    return refused(phrase`The answer has no result of ${String(missing[0])}: treatMissingKeysAs counts for it.`);
  if (results.some((each) => at(each, 'resultCode') === 'TemporaryFailure'))
    return retried(phrase`The task would be tried again.`);
  return results.some((each) => at(each, 'resultCode') === 'PermanentFailure')
    ? refused(phrase`The task would count as failed in the report of the job.`)
    : accepted(phrase`The task would count as done.`);
};

/** https://docs.aws.amazon.com/lexv2/latest/dg/lambda-response-format.html */
export const lexV2Answer = shaped(
  () => ({
    sessionState: {
      dialogAction: {
        type: oneOf('Close', 'ConfirmIntent', 'Delegate', 'ElicitIntent', 'ElicitSlot'),
        slotToElicit: leftOut(''),
      },
      intent: leftOut({ name: '', state: leftOut(''), slots: leftOut(nullable(anyObject({}))) }),
      sessionAttributes: leftOut(nullable(mapOf({}, ''))),
    },
    messages: leftOut(
      nullable([
        { contentType: oneOf('PlainText', 'SSML', 'CustomPayload', 'ImageResponseCard'), content: leftOut('') },
      ]),
    ),
  }),
  {
    good: () => phrase`Lex would go on with the dialog action.`,
    bad: () => phrase`Lex would fail with a DependencyFailedException: it cannot use the answer.`,
  },
);

/** https://docs.aws.amazon.com/lex/latest/dg/lambda-input-response-format.html */
export const lexV1Answer = shaped(
  () => ({
    sessionAttributes: leftOut(nullable(mapOf({}, ''))),
    dialogAction: {
      type: oneOf('Close', 'ConfirmIntent', 'Delegate', 'ElicitIntent', 'ElicitSlot'),
      fulfillmentState: leftOut(oneOf('Fulfilled', 'Failed')),
      message: leftOut({ contentType: oneOf('PlainText', 'SSML', 'CustomPayload'), content: '' }),
    },
  }),
  {
    good: () => phrase`Lex would go on with the dialog action.`,
    bad: () => phrase`Lex would fail with a DependencyFailedException: it cannot use the answer.`,
  },
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-author.html */
export const macroAnswer = shaped(
  (event) => ({
    requestId: exactly(String(at(event, 'requestId') ?? '')),
    status: exactly('success'),
    fragment: anything({}),
  }),
  {
    good: () => phrase`CloudFormation would take the fragment in place of the one that it sent.`,
    bad: () => phrase`CloudFormation would fail the change set: it cannot use the answer.`,
  },
);

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

/** https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html */
export const bedrockAnswer = shaped(
  (event) => ({
    messageVersion: exactly('1.0'),
    response: {
      actionGroup: exactly(String(at(event, 'actionGroup') ?? '')),
      ...(at(event, 'apiPath') === undefined
        ? { function: '', functionResponse: { responseBody: mapOf({}, { body: '' }) } }
        : { apiPath: '', httpMethod: '', httpStatusCode: 200, responseBody: mapOf({}, { body: '' }) }),
    },
  }),
  {
    good: () => phrase`The agent would go on with the response.`,
    bad: () => phrase`The agent would fail with a DependencyFailedException: it cannot use the answer.`,
  },
);

/** https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html */
export const connectAnswer = shaped(() => mapOf({}, anything('')), {
  good: () => phrase`The flow would find the members below $.External.`,
  bad: () => phrase`The flow would take the branch Error: the answer must be an object.`,
});

/** https://docs.aws.amazon.com/transfer/latest/userguide/custom-lambda-idp.html */
export const transferAnswer: AnswerCheck = (answer) => {
  const mistakes = mistakesIn(answer, {
    Role: leftOut(''),
    PublicKeys: leftOut(['']),
    HomeDirectoryType: leftOut(oneOf('PATH', 'LOGICAL')),
    HomeDirectoryDetails: leftOut(matching('[]', /^\s*\[/, phrase`This must be a JSON list, written as a text.`)),
    PosixProfile: leftOut({ Uid: 0, Gid: 0 }),
  });
  if (mistakes.length > 0)
    return refused(phrase`The user would not be let in: Transfer Family cannot use the answer.`, mistakes);
  return at(answer, 'Role') === undefined || at(answer, 'Role') === ''
    ? refused(phrase`The user would not be let in: the answer has no Role.`)
    : accepted(phrase`The user would be let in.`);
};

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/lambda-custom-termination-policy.html */
export const terminationAnswer: AnswerCheck = (answer, event) => {
  const mistakes = mistakesIn(answer, { InstanceIDs: [''] });
  if (mistakes.length > 0)
    return refused(phrase`No instance would be terminated: the answer cannot be used.`, mistakes);
  const offered = listAt(event, 'Instances').map((each) => at(each, 'InstanceId'));
  const others = listAt(answer, 'InstanceIDs').filter((id) => !offered.includes(id));
  return accepted(
    phrase`${listAt(answer, 'InstanceIDs').length - others.length} instances could be terminated.`,
    others.map((id) => phrase`${String(id)} was not offered, and would be ignored.`),
  );
};

/** https://docs.aws.amazon.com/appsync/latest/devguide/tutorial-lambda-resolvers-js.html */
export const appSyncBatchAnswer: AnswerCheck = (answer, event) => {
  const wanted = Array.isArray(event) ? event.length : 0;
  const given = Array.isArray(answer) ? answer.length : undefined;
  if (given === wanted) return accepted(phrase`Each of the ${wanted} fields would have its value.`);
  return refused(phrase`AppSync would fail: the answer must be a list of ${wanted} values, one for each field.`);
};

export const appSyncValue: AnswerCheck = () =>
  accepted(phrase`The field would have the answer as its value, unless a response mapping changes it.`);

/** https://docs.aws.amazon.com/iot/latest/developerguide/config-custom-auth.html */
export const iotAuthorizerAnswer = shaped(
  () => ({
    isAuthenticated: true,
    principalId: matching('device', /^[A-Za-z0-9]{1,128}$/, phrase`This must have 1 to 128 letters and digits.`),
    disconnectAfterInSeconds: 86400,
    refreshAfterInSeconds: 300,
    policyDocuments: [new Shape('', { type: ['string', 'object'] })],
  }),
  {
    good: () => phrase`IoT Core would decide by isAuthenticated and the policies.`,
    bad: () => phrase`IoT Core would refuse the connection: it cannot use the answer.`,
  },
);

/** 256 KiB, as UTF-8: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const LARGEST_OUTPUT = 262_144;

export const stateOutput: AnswerCheck = (answer: Json) => {
  const size = new TextEncoder().encode(JSON.stringify(answer) ?? 'null').length;
  return size > LARGEST_OUTPUT
    ? refused(
        phrase`The state would fail with States.DataLimitExceeded: the answer has ${size} bytes, and ${LARGEST_OUTPUT} are allowed.`,
      )
    : accepted(phrase`The state would go on with the answer as its result (${size} bytes of ${LARGEST_OUTPUT}).`);
};
