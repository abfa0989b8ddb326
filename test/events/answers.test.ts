/** What the caller of a handler does with its answer. */
import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/json';
import { EVENT_SOURCES, makeEvent } from '../../events';

function check(name: string, answer: (event: Json) => unknown, texts = {}) {
  const source = EVENT_SOURCES.find((each) => each.name === name)!;
  const made = makeEvent(source, texts, { seed: 1 });
  if ('problem' in made) throw new Error(made.problem);
  const verdict = source.answer!(answer(made.event) as Json, made.event);
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
  ['msk', () => null, /^accepted: All 1/],
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
  test.each([...CASES] as [string, (event: Json) => unknown, RegExp, object?][])('%s %#', (name, answer, says, texts) =>
    expect(check(name, answer, texts)).toMatch(says),
  );
});

test('every source but one whose answer nobody has described says what becomes of it', () => {
  expect(EVENT_SOURCES.filter(({ answer }) => !answer).map(({ name }) => name)).toEqual(['cognito-sync']);
});
