/** What the caller of a handler does with its answer. */
import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/json';
import { EVENT_SOURCES, failureVerdictOf, makeEvent } from '../../events';

function check(name: string, answer: (event: Json) => unknown, texts = {}) {
  const source = EVENT_SOURCES.find((each) => each.name === name)!;
  const made = makeEvent(source, texts, { seed: 1 });
  if ('problem' in made) throw new Error(made.problem);
  const verdict = source.caller!.answered(answer(made.event) as Json, made.event);
  return `${verdict.verdict}: ${[verdict.sentence, ...verdict.details].join(' | ')}`;
}

interface Batch {
  readonly Records: readonly { readonly messageId: string; readonly kinesis: { readonly sequenceNumber: string } }[];
}
const failing = (ids: (event: Batch) => unknown[]) => (event: Json) => ({
  batchItemFailures: ids(event as unknown as Batch).map((itemIdentifier) => ({ itemIdentifier })),
});
const policy = (Effect: string, Resource: string) => () => ({
  principalId: 'mira',
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
});
const given = (event: Json) => event as { [name: string]: Json };

const kafkaFailing = (partition: string) => (event: Json) => {
  const [[record]] = Object.values(given(event).records as { [partition: string]: [{ offset: number }] }) as [
    [{ offset: number }],
  ];
  return { batchItemFailures: [{ itemIdentifier: { partition, offset: record.offset } }] };
};

const pool = (response: object) => (event: Json) => ({ ...given(event), response });
const edge =
  (headers: object, body = '') =>
  () => ({ status: '200', headers, body });

/** What nobody may answer so. */
const MALFORMED: readonly (readonly [name: string, answer: (event: Json) => unknown, says: RegExp, texts?: object])[] =
  [
    ...(
      [
        undefined,
        true,
        [],
        7,
        {},
        { statusCode: null },
        { statusCode: 'ok' },
        { statusCode: 600 },
        { statusCode: 20 },
      ] as const
    ).map((answer) => ['api-gateway-rest', () => answer ?? null, /^refused: .*502/] as const),
    ['api-gateway-rest', () => ({ statusCode: 200, headers: { a: ['b'] } }), /^refused: .*headers\.a/],
    ['api-gateway-rest', () => ({ statusCode: 200, headers: { a: { b: 1 } } }), /^refused: .*headers\.a/],
    [
      'api-gateway-rest',
      () => ({ statusCode: 200, multiValueHeaders: { a: 'b' } }),
      /^refused: .*multiValueHeaders\.a/,
    ],
    ['api-gateway-rest', () => ({ statusCode: 200, isBase64Encoded: 'true' }), /^refused: .*isBase64Encoded/],
    ['api-gateway-rest', () => ({ statusCode: 200, body: ['a'] }), /^refused: .*body/],
    ['api-gateway-rest', () => ({ statusCode: 200, body: true }), /^refused: .*body/],
    ['http-api-v1', () => ({ statusCode: 200, body: {} }), /^refused: .*500/],
    ['http-api-v1', () => ({ orders: [] }), /^refused: .*500.*statusCode/],
    ['http-api', () => ({ statusCode: 'x' }), /^refused: .*500/],
    ['http-api', () => ({ statusCode: 200, cookies: 'a=b' }), /^refused: .*cookies/],
    ['http-api', () => ({ statusCode: 200, cookies: [1] }), /^refused: .*cookies/],
    ['http-api', () => ({ statusCode: 200, body: 7 }), /^refused: .*body/],
    ['http-api', () => ({ statusCode: 200, body: '*', isBase64Encoded: true }), /^refused: .*base64/],
    ['function-url', () => ({ statusCode: 0 }), /^refused: .*502/],
    ['function-url', () => ({ statusCode: 200, headers: 'a' }), /^refused: .*headers/],
    ['alb', () => 'ok', /^refused: .*502/],
    ['alb', () => ({ statusCode: 200, body: 'x'.repeat(1_100_000) }), /^refused: .*1048576/],
    [
      'alb-multi-value',
      () => ({ statusCode: 200, headers: { a: 'b' } }),
      /^accepted: .*headers of the response would be ignored/,
    ],
    ['vpc-lattice', () => ({ body: 'a' }), /^refused: .*500/],
    ['websocket-connect', () => null, /^refused: .*connection/],
    ['websocket-message', () => ({ statusCode: 200, body: {} }), /^refused: .*Internal server error/],
    [
      'websocket-message',
      () => ({ statusCode: 200, body: 'hi' }),
      /^accepted: .*only if the route has a route response/,
    ],
    ['api-gateway-authorizer-token', () => 'allow', /^refused: .*500/],
    ['api-gateway-authorizer-token', () => ({ policyDocument: {} }), /^refused: .*500/],
    ['api-gateway-authorizer-token', () => ({ ...policy('Permit', '*')() }), /^refused: .*Effect/],
    [
      'api-gateway-authorizer-token',
      () => ({ ...policy('Allow', '*')(), context: { a: { b: 1 } } }),
      /^refused: .*context\.a/,
    ],
    [
      'api-gateway-authorizer-token',
      () => ({ ...policy('Allow', '*')(), context: { a: [1] } }),
      /^refused: .*context\.a/,
    ],
    ['http-api-authorizer', () => ({ isAuthorized: 'true' }), /^refused: .*500/],
    ['http-api-authorizer', () => ({}), /^refused: .*isAuthorized/],
    ['appsync-authorizer', () => ({ isAuthorized: 1 }), /^refused: .*unauthorized/],
    ['appsync-authorizer', () => ({ isAuthorized: true, resolverContext: { a: {} } }), /^refused: .*resolverContext/],
    ['iot-authorizer', () => ({ isAuthenticated: true, principalId: 'a b' }), /^refused: .*principalId/],
    ['sqs', () => ({ batchItemFailures: 'all' }), /^retried: The whole/],
    ['sqs', () => ({ batchItemFailures: ['id'] }), /^retried: The whole/],
    ['sqs', () => ({ batchItemFailures: [{ itemIdentifier: null }] }), /^retried: The whole/],
    ['kinesis', () => ({ batchItemFailures: [{ itemIdentifier: '' }] }), /^retried: The whole/],
    ['dynamodb-stream', () => ({ batchItemFailures: [{ itemIdentifier: 'none' }] }), /^retried: The whole/],
    ['msk', () => ({ batchItemFailures: [{ itemIdentifier: 'orders-0' }] }), /^retried: The whole/],
    ['firehose', () => ({ records: [] }), /^refused: .*no record/],
    ['firehose', () => null, /^refused: .*no record/],
    ['cognito-pre-sign-up', () => null, /^refused: .*Unrecognizable/],
    ['cognito-pre-sign-up', () => 'ok', /^refused: .*Unrecognizable/],
    ['cognito-pre-sign-up', pool({ autoConfirmUser: 'yes' }), /^refused: .*response: autoConfirmUser/],
    [
      'cognito-pre-token',
      pool({ claimsOverrideDetails: { claimsToAddOrOverride: { a: 1 } } }),
      /^refused: .*claimsToAddOrOverride\.a/,
    ],
    [
      'cognito-pre-token',
      pool({ claimsOverrideDetails: { claimsToSuppress: 'email' } }),
      /^refused: .*claimsToSuppress/,
    ],
    [
      'cognito-pre-token-v2',
      pool({ claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToAdd: 'a' } } }),
      /^refused: .*scopesToAdd/,
    ],
    ['cognito-define-challenge', pool({ issueTokens: 'true' }), /^refused: .*issueTokens/],
    [
      'cognito-create-challenge',
      pool({ publicChallengeParameters: { n: 1 } }),
      /^refused: .*publicChallengeParameters\.n/,
    ],
    ['cognito-verify-challenge', pool({ answerCorrect: 1 }), /^refused: .*answerCorrect/],
    ['cognito-migrate-user', pool({ finalUserStatus: 'CONFIRMED' }), /^refused: .*userAttributes/],
    ['cognito-migrate-user', pool({ userAttributes: {}, finalUserStatus: 'DONE' }), /^refused: .*finalUserStatus/],
    ['cognito-custom-message', pool({ smsMessage: 'hello' }), /^refused: .*smsMessage must contain/],
    ['cognito-custom-message', pool({ emailMessage: 5 }), /^refused: .*emailMessage/],
    ['edge-viewer-request', () => 'redirect', /^refused: .*502/],
    ['edge-viewer-request', () => ({ statusCode: 302 }), /^refused: .*502/],
    ['edge-viewer-request', edge({}, 'x'.repeat(41_000)), /^refused: .*40960 are allowed/],
    ['edge-origin-request', edge({}, 'x'.repeat(41_000)), /^accepted/],
    ['edge-viewer-request', edge({ Location: [{ key: 'Location', value: '/' }] }), /^refused: .*lower case/],
    ['edge-viewer-request', edge({ location: [{ key: 'Place', value: '/' }] }), /^refused: .*must be location/],
    [
      'edge-viewer-response',
      edge({ connection: [{ key: 'Connection', value: 'close' }] }),
      /^refused: .*must not be set/,
    ],
    ['edge-viewer-request', edge({ location: '/' }), /^refused: .*headers\.location/],
    ['step-functions-task', () => 'x'.repeat(262_144), /^refused: .*DataLimitExceeded/],
    // Well formed, and not what it looks like.
    [
      'api-gateway-rest',
      () => ({ statusCode: 200, headers: { a: '1', b: '2' }, multiValueHeaders: { a: ['1', '3'] } }),
      /^accepted: The client would get 200\. \| b: 2 \| a: 1 \| a: 3$/,
    ],
    [
      'http-api',
      () => ({ statusCode: 200, multiValueHeaders: { a: ['1'] } }),
      /^accepted: [^|]*\| multiValueHeaders is not read/,
    ],
    ['http-api', () => ({ statusCode: 200, cookies: ['a=b'] }), /^accepted: .*set-cookie: a=b/],
  ];

const CASES: readonly (readonly [name: string, answer: (event: Json) => unknown, says: RegExp, texts?: object])[] = [
  ['api-gateway-rest', () => ({ statusCode: 201, body: 'made' }), /^accepted: .*201.*Body: made/],
  [
    'api-gateway-rest',
    () => ({ statusCode: 200, body: { a: 1 } }),
    /^refused: .*502.*body: This must be a text.*JSON\.stringify/,
  ],
  ['api-gateway-rest', () => ({ body: 'x' }), /^refused: .*502.*statusCode is missing/],
  ['api-gateway-rest', () => 'hello', /^refused: .*502.*an object/],
  ['api-gateway-rest', () => null, /^refused: .*502/],
  ['api-gateway-rest', () => ({ statusCode: 200, body: 'no!', isBase64Encoded: true }), /^refused: .*base64/],
  ['http-api', () => ({ orders: [] }), /^accepted: .*200 with the whole answer.*Body: \{"orders":\[\]\}/],
  ['http-api', () => ({ statusCode: 200, headers: [] }), /^refused: .*500.*headers/],
  ['function-url', () => ({ statusCode: 200, body: 7 }), /^refused: .*502.*body/],
  [
    'alb',
    () => ({ statusCode: 200, multiValueHeaders: {} }),
    /^accepted: .*multiValueHeaders of the response would be ignored/,
  ],
  ['alb', () => ({ body: '' }), /^refused: .*502/],
  ['websocket-connect', () => ({ statusCode: 401 }), /^refused: .*401/],
  ['sqs', () => null, /^accepted: .*All 3/, { count: '3' }],
  ['sqs', failing((event) => [event.Records[1]!.messageId]), /^retried: 1 of 3 messages/, { count: '3' }],
  ['sqs', failing(() => ['unknown']), /^retried: The whole batch of 3.*no item unknown/, { count: '3' }],
  ['sqs', failing(() => ['']), /^retried: The whole batch/, { count: '3' }],
  ['sqs', () => ({ batchItemFailures: [{ id: 1 }] }), /^retried: The whole batch/],
  ['sqs', () => ({ BatchItemFailure: [] }), /^accepted: .*BatchItemFailure is not read/],
  ['sqs-fifo', failing((event) => [event.Records[0]!.messageId]), /^retried: 1 of 3.*order is lost/, { count: '3' }],
  [
    'kinesis',
    failing((event) => [event.Records[0]!.kinesis.sequenceNumber]),
    /^retried: 1 of 1 records.*first that failed/,
  ],
  ['msk', () => null, /^accepted: The only record/],
  [
    'kafka',
    (event) => kafkaFailing(Object.keys(given(event).records as object)[0]!)(event),
    /^retried: 1 of 1 records.*orders-0, \d+/,
  ],
  ['kafka', kafkaFailing('other-0'), /^retried: The whole batch of 1.*no item other-0/],
  ['kafka', failing(() => ['orders-0']), /^retried: The whole batch of 1.*"partition".*"offset"/],
  ['mq-rabbitmq', () => ({ batchItemFailures: [] }), /^ignored/],
  ['alb', () => ({ statusCode: 200, body: 'x'.repeat(1024 * 1024) }), /^refused: .*502.*1048576 are allowed/],
  ['appsync-events', () => ({ events: [{ id: '1', payload: {} }] }), /^accepted: 1 of 1 events/],
  ['appsync-events', () => ({ events: [{ id: '1', error: 'no' }] }), /^accepted: 0 of 1 events.*1: no/],
  ['appsync-events', () => ({ error: 'no' }), /^refused: Nothing would be published.*no/],
  ['appsync-events', () => ({ events: [{ payload: {} }] }), /^refused: .*events\.0: .*id is missing/],
  ['appsync-events', () => 'done', /^refused: .*must be/],
  ['appsync-events', () => null, /^accepted: The subscription/, { operation: 'SUBSCRIBE' }],
  ['appsync-events', () => ({ error: 'no' }), /^refused: The subscription.*no/, { operation: 'SUBSCRIBE' }],
  ['appsync-events', () => true, /^refused: .*must be null/, { operation: 'SUBSCRIBE' }],
  ['api-gateway-authorizer-token', policy('Allow', '*'), /^accepted: .*go on/],
  ['api-gateway-authorizer-token', policy('Deny', '*'), /^refused: .*403.*denies/],
  ['api-gateway-authorizer-token', policy('Allow', 'arn:aws:execute-api:*:*:other/*'), /^refused: .*403.*no statement/],
  ['api-gateway-authorizer-token', () => ({ isAuthorized: true }), /^refused: .*500.*principalId/],
  ['http-api-authorizer', () => ({ isAuthorized: false }), /^refused: .*403/],
  ['http-api-authorizer', () => ({ isAuthorized: 'yes' }), /^refused: .*500/],
  ['cognito-pre-sign-up', (event) => event, /^accepted/],
  ['cognito-pre-sign-up', () => null, /^refused: .*InvalidLambdaResponse.*return the event/],
  ['cognito-pre-sign-up', (event) => ({ ...given(event), userName: 'other' }), /^accepted: .*userName was changed/],
  [
    'cognito-custom-message',
    (event) => ({ ...given(event), response: { emailMessage: 'Welcome', emailSubject: 'Hi', smsMessage: null } }),
    /^refused: .*must contain \{####\}/,
  ],
  ['s3', () => 'anything', /^ignored/],
  ['cloudformation-custom-resource', () => ({}), /^ignored: .*ResponseURL/],
  ['firehose', () => ({ records: [] }), /^refused: .*no record with this recordId/],
  [
    'firehose',
    (event) => ({
      records: [{ recordId: (given(event).records as { recordId: string }[])[0]!.recordId, result: 'Dropped' }],
    }),
    /^accepted/,
  ],
  ['s3-batch', () => ({ results: [] }), /^refused: .*treatMissingKeysAs/],
  ['lex-v2', () => ({ sessionState: { dialogAction: { type: 'Stop' } } }), /^refused: .*type: This must be one of/],
  ['edge-viewer-request', () => ({ status: 302 }), /^accepted/],
  ['edge-viewer-request', () => ({ uri: 7 }), /^refused: .*502/],
  ['appsync-batch', () => [1], /^refused: .*list of 2/],
  ['transfer-authorizer', () => ({}), /^refused: .*no Role/],
  ['step-functions-task', () => 'x'.repeat(300_000), /^refused: .*DataLimitExceeded/],
  ['step-functions-task', () => ({ ok: true }), /^accepted: .*11 bytes/],
];

describe('an answer', () => {
  test.each([...CASES, ...MALFORMED] as [string, (event: Json) => unknown, RegExp, object?][])(
    '%s %#',
    (name, answer, says, texts) => expect(check(name, answer, texts)).toMatch(says),
  );
});

test('every source but one whose answer nobody has described says what becomes of it', () => {
  expect(EVENT_SOURCES.filter(({ caller }) => !caller).map(({ name }) => name)).toEqual(['cognito-sync']);
});

test.each<[name: string, errorMessage: string, says: RegExp, texts?: object, errorType?: string]>([
  ['api-gateway-rest', 'no', /^refused: .*502/],
  ['http-api', 'no', /^refused: .*500/],
  ['http-api-v1', 'no', /^refused: .*500/],
  ['ecs-deployment-hook', 'no', /^refused: .*roll the deployment back/],
  ['cloudformation-hook', 'no', /^refused: The Hook/],
  ['agentcore-interceptor', 'no', /^refused: The gateway/],
  ['agentcore-tool', 'no', /^refused: The agent/],
  ['kinesis-analytics', 'no', /^retried: All 2/, { count: '2' }],
  ['api-gateway-authorizer-token', 'Unauthorized', /^refused: .*401/],
  ['api-gateway-authorizer-token', 'unauthorized', /^refused: .*500.*"Unauthorized"/],
  ['sqs', 'no', /^retried: The whole batch of 1/],
  ['s3', 'no', /^retried: .*twice more/],
  ['cognito-pre-sign-up', 'no', /^refused: .*PreSignUp failed with error no\./],
  ['edge-viewer-request', 'no', /^refused: .*503/],
  ['step-functions-task', 'no', /^refused: .*TypeError/],
  ['step-functions-callback', 'no', /^refused: .*TypeError/],
  ['cognito-pre-sign-up', 'no', /^refused: .*three times/, {}, 'Sandbox.Timedout'],
  ['cognito-email-sender', 'no', /^retried: .*twice more/],
  ['pipes-sqs', 'no', /^retried: The whole batch of 2/, { count: '2' }],
  ['documentdb', 'no', /^retried: The whole batch of 1/],
  ['mq-rabbitmq', 'no', /^retried: The whole batch would/],
  ['firehose', 'no', /^refused: .*all 2 records/, { count: '2' }],
  ['connect', 'no', /^retried: .*8 seconds/],
  ['ses', 'no', /^retried: .*twice more/],
  ['appsync-events', 'no', /^refused: The subscription/, { operation: 'SUBSCRIBE' }],
  ['appsync-events', 'no', /^refused: Nothing/],
])('where the handler fails, the caller of %s …', (name, errorMessage, says, texts = {}, errorType = 'TypeError') => {
  const made = makeEvent(
    EVENT_SOURCES.find((each) => each.name === name)!,
    texts as { [parameter: string]: string },
    { seed: 1 },
  );
  const verdict = failureVerdictOf({ errorType, errorMessage }, (made as { event: Json }).event, name)!;
  expect(`${verdict.verdict}: ${verdict.sentence}`).toMatch(says);
});
