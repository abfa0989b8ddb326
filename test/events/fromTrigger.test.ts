/** A function's own triggers, as the events they send. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../core/json';
import { EVENT_SOURCES, fromTrigger, isWhole, passedOn, verdictOf, type Handed as AnyHanded } from '../../events';
import { fillerOf } from '../../core/values';

test('a function behind an integration of its own template gets what that makes', () => {
  const Integration = {
    Type: 'AWS',
    Uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations',
    RequestTemplates: { 'application/json': `{"order": $input.json('$'), "from": "$context.stage"}` },
  };
  const made = (integration: JsonObject, method = 'POST') => {
    const own = fromTrigger({
      type: 'ApiGateway.Method',
      properties: { HttpMethod: method, Integration: integration },
    })!;
    return [isWhole(own), passedOn(own, EVENT_SOURCES, {}, { seed: 1 })];
  };
  expect(made(Integration)).toEqual([false, { input: { order: { orderId: '1042' }, from: 'prod' }, notes: [] }]);
  expect(made({ ...Integration, RequestTemplates: {} })).toEqual([false, { input: { orderId: '1042' }, notes: [] }]);
  expect(made({ ...Integration, RequestTemplates: {} }, 'GET')).toEqual([false, { input: {}, notes: [] }]);
  expect(made({ ...Integration, Type: 'AWS_PROXY' })[0]).toBe(true);
});

type Handed = Extract<AnyHanded, { input: unknown }>;

const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:999900000000:${resource}`;

const CASES: readonly [type: string, properties: JsonObject, source: string, texts: object][] = [
  ['SQS', { Queue: 'arn:aws:sqs:eu-west-1:999900000000:parcels' }, 'sqs', { queue: 'parcels' }],
  ['SQS', { Queue: 'arn:aws:sqs:eu-west-1:999900000000:parcels.fifo' }, 'sqs-fifo', { queue: 'parcels.fifo' }],
  ['Api', { Path: '/parcels/{id}', Method: 'post' }, 'api-gateway-rest', { method: 'POST', route: '/parcels/{id}' }],
  ['HttpApi', { Path: '/p', Method: 'ANY' }, 'http-api', { route: '/p' }],
  ['HttpApi', { PayloadFormatVersion: '1.0' }, 'http-api-v1', {}],
  ['S3', { Bucket: 'scans', Events: ['s3:ObjectRemoved:*'] }, 's3', { bucket: 'scans', event: 'ObjectRemoved:Delete' }],
  ['SNS', { Topic: 'arn:aws:sns:eu-west-1:999900000000:news', SqsSubscription: true }, 'sns-in-sqs', { topic: 'news' }],
  ['EventBridgeRule', { Pattern: { source: ['post.office'] } }, 'eventbridge', { source: 'post.office' }],
  ['MQ', { Queues: ['q'], Broker: arn('mq', 'broker:post:b-1') }, 'mq-activemq', { queue: 'q', broker: 'post' }],
  ['MQ', { SourceAccessConfigurations: [{ Type: 'VIRTUAL_HOST', URI: '/' }] }, 'mq-rabbitmq', {}],
  ['DynamoDB', { Stream: arn('dynamodb', 'table/stock/stream/2026') }, 'dynamodb-stream', { table: 'stock' }],
  ['DynamoDB', { Stream: fillerOf('other:T.StreamArn') }, 'dynamodb-stream', {}],
  ['SNS', { Topic: fillerOf('param:Topic') }, 'sns', {}],
  ['S3', { Bucket: 'scans', Events: ['s3:Replication:*'] }, 's3', { bucket: 'scans' }],
  ['S3', { Bucket: 'scans', Events: 's3:ReducedRedundancyLostObject' }, 's3', { bucket: 'scans' }],
  ['http', { http: 'POST parcels/{id}' }, 'api-gateway-rest', { method: 'POST', route: '/parcels/{id}' }],
  ['http', { method: 'any', path: '/p' }, 'api-gateway-rest', { route: '/p' }],
  ['httpApi', { httpApi: '*' }, 'http-api', {}],
  ['httpApi', { httpApi: 'GET /parcels' }, 'http-api', { method: 'GET', route: '/parcels' }],
  ['websocket', { websocket: '$connect' }, 'websocket-connect', {}],
  ['websocket', { route: 'scan' }, 'websocket-message', { route: 'scan', body: '{"action":"scan","note":"hello"}' }],
  ['websocket', { route: '$default' }, 'websocket-message', { route: '$default' }],
  [
    'ApiGatewayV2.Route',
    { RouteKey: 'scan', RouteSelectionExpression: '$request.body.kind' },
    'websocket-message',
    { route: 'scan', body: '{"kind":"scan","note":"hello"}' },
  ],
  ['ApiGatewayV2.Route', { RouteKey: '$connect' }, 'websocket-connect', {}],
  ['ApiGateway.Authorizer', { Type: 'REQUEST' }, 'api-gateway-authorizer-request', {}],
  ['ApiGatewayV2.Authorizer', { AuthorizerPayloadFormatVersion: 1 }, 'api-gateway-authorizer-request', {}],
  ['ApiGatewayV2.Authorizer', { ProtocolType: 'WEBSOCKET' }, 'websocket-authorizer', {}],
  ['Cognito', { Trigger: 'PreTokenGeneration', LambdaVersion: 'V3_0' }, 'cognito-pre-token-v3', {}],
  ['Cognito', { Trigger: 'PreTokenGeneration', lambda_version: 'V2_0' }, 'cognito-pre-token-v2', {}],
  ['Bedrock.ActionGroup', { hasFunctions: true }, 'bedrock-agent-function', {}],
  ['CodePipeline.Pipeline', { UserParameters: 'blue' }, 'codepipeline', { 'user-parameters': 'blue' }],
  [
    'aws_apigatewayv2_integration',
    { protocol_type: 'WEBSOCKET', route_key: '$disconnect' },
    'websocket-disconnect',
    {},
  ],
  ['aws_lb_target_group_attachment', { lambda_multi_value_headers_enabled: true }, 'alb-multi-value', {}],
  ['aws_api_gateway_integration', { http_method: 'ANY', path: '/p' }, 'api-gateway-rest', { route: '/p' }],
  ['s3', { bucket: 'scans', event: 's3:ObjectCreated:Copy' }, 's3', { bucket: 'scans', event: 'ObjectCreated:Copy' }],
  ['sqs', { sqs: arn('sqs', 'parcels') }, 'sqs', { queue: 'parcels' }],
  ['stream', { type: 'dynamodb', arn: { 'Fn::GetAtt': ['T', 'StreamArn'] } }, 'dynamodb-stream', {}],
  ['stream', { stream: arn('kinesis', 'stream/clicks') }, 'kinesis', { stream: 'clicks' }],
  ['schedule', { schedule: 'rate(1 hour)' }, 'scheduled-rule', {}],
  ['schedule', { method: 'scheduler', name: 'sweep' }, 'scheduler', { schedule: 'sweep' }],
  ['cloudwatchLog', { cloudwatchLog: '/app/post' }, 'cloudwatch-logs', { 'log-group': '/app/post' }],
  ['eventBridge', { pattern: { source: ['post'] } }, 'eventbridge', { source: 'post' }],
  ['eventBridge', { schedule: 'rate(1 day)' }, 'scheduled-rule', {}],
  ['cloudFront', { eventType: 'origin-response' }, 'edge-origin-response', {}],
  ['Lambda.EventSourceMapping', { EventSourceArn: arn('sqs', 'p.fifo') }, 'sqs-fifo', { queue: 'p.fifo' }],
  ['Lambda.EventSourceMapping', { EventSourceArn: arn('kafka', 'cluster/c/1'), Topics: ['t'] }, 'msk', { topic: 't' }],
  [
    'Lambda.EventSourceMapping',
    { SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ['k:9092'] } }, Topics: ['t'] },
    'kafka',
    { topic: 't', servers: 'k:9092' },
  ],
  [
    'Lambda.EventSourceMapping',
    { EventSourceArn: arn('rds', 'cluster:shop'), DocumentDBEventSourceConfig: { DatabaseName: 'd' } },
    'documentdb',
    { cluster: 'shop', database: 'd' },
  ],
  ['Events.Rule', { Name: 'sweep', ScheduleExpression: 'rate(1 day)' }, 'scheduled-rule', { rule: 'sweep' }],
  ['Pipes.Pipe', { Source: arn('sqs', 'parcels') }, 'pipes-sqs', { queue: 'parcels' }],
  ['Pipes.Pipe', { Source: arn('kinesis', 'stream/clicks') }, 'kinesis', { stream: 'clicks' }],
  [
    'EventBridgeRule',
    { Pattern: { source: ['aws.s3'], 'detail-type': ['Object Deleted'], detail: { bucket: { name: ['scans'] } } } },
    's3-eventbridge',
    { bucket: 'scans', event: 'Object Deleted' },
  ],
  ['Lambda.Permission', { Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::scans' }, 's3', { bucket: 'scans' }],
  ['aws_lambda_event_source_mapping', { event_source_arn: arn('sqs', 'parcels') }, 'sqs', { queue: 'parcels' }],
  ['aws_cloudwatch_event_target', { event_pattern: '{"source":["post"]}' }, 'eventbridge', { source: 'post' }],
  ['aws_apigatewayv2_integration', {}, 'http-api-v1', {}],
  ['aws_apigatewayv2_integration', { payload_format_version: '2.0' }, 'http-api', {}],
  [
    'aws_lambda_permission',
    { principal: 'apigateway.amazonaws.com', source_arn: arn('execute-api', 'a1/*/GET/parcels/*') },
    'api-gateway-rest',
    { method: 'GET', route: '/parcels' },
  ],
  ['Cognito', { Trigger: 'CustomMessage' }, 'cognito-custom-message', {}],
];

test.each(CASES)('%s %#', (type, properties, source, texts) => {
  const own = fromTrigger({ type, properties })!;
  expect(own).toMatchObject({ source });
  expect(own.texts).toEqual(texts);
  expect(passedOn(own, EVENT_SOURCES, {}, { seed: 1 })).toHaveProperty('input');
});

test('a trigger of which nothing is known has no event', () => {
  expect(fromTrigger({ type: 'Weather', properties: {} })).toBeUndefined();
});

test.each<[type: string, properties: JsonObject, target?: JsonObject]>([
  ['Schedule', { Input: '{"job":"sweep"}' }],
  ['schedule', { input: { job: 'sweep' } }],
  ['Events.Rule', { ScheduleExpression: 'rate(1 day)' }, { Input: '{"job":"sweep"}' }],
  ['aws_scheduler_schedule', { input: '{"job":"sweep"}' }],
])('the input of a target is all that it is sent: %s', (type, properties, target) => {
  const own = fromTrigger({ type, properties, target })!;
  expect(passedOn(own, EVENT_SOURCES, {}, { seed: 1 })).toEqual({ input: { job: 'sweep' }, notes: [] });
});

test.each<[type: string, properties: JsonObject]>([
  ['Lambda.EventSourceMapping', { EventSourceArn: fillerOf('param:Arn') }],
  ['Lambda.Permission', { Principal: 'weather.amazonaws.com' }],
])('%s of which nothing is known has no event', (type, properties) => {
  expect(fromTrigger({ type, properties })).toBeUndefined();
});

test.each<[what: string, target: JsonObject, input: unknown]>([
  ['a part', { InputPath: '$.detail.parcel' }, 7],
  [
    'what a transformer makes',
    { InputTransformer: { InputPathsMap: { p: '$.detail.parcel' }, InputTemplate: '{"id": <p>}' } },
    { id: 7 },
  ],
])('a function gets %s of the event of its rule', (_what, target, input) => {
  const pattern = { source: ['post'], detail: { parcel: [7] } };
  const own = fromTrigger({ type: 'Events.Rule', properties: { EventPattern: pattern }, target })!;
  expect(passedOn(own, EVENT_SOURCES, {}, { seed: 1 })).toEqual({ input, notes: [] });
});

const QUEUE = 'arn:aws:sqs:eu-north-1:999912345678:parcels';
const PATTERN = '{"body":{"kind":["book"],"count":[{"numeric":[">",4]}]}}';

test.each<[type: string, properties: JsonObject]>([
  ['SQS', { Queue: QUEUE, FilterCriteria: { Filters: [{ Pattern: PATTERN }] } }],
  ['sqs', { arn: QUEUE, filterPatterns: [JSON.parse(PATTERN) as JsonObject] }],
  ['Lambda.EventSourceMapping', { EventSourceArn: QUEUE, FilterCriteria: { Filters: [{ Pattern: PATTERN }] } }],
  [
    'aws_lambda_event_source_mapping',
    { event_source_arn: QUEUE, filter_criteria: [{ filter: [{ pattern: PATTERN }] }] },
  ],
])('what the filter of a mapping drops is told, and the sample comes through: %s', (type, properties) => {
  const own = fromTrigger({ type, properties })!;
  expect(passedOn(own, EVENT_SOURCES, {}, { seed: 1 })).toMatchObject({
    input: { Records: [{ body: '{"orderId":"1042","kind":"book","count":5}', awsRegion: 'eu-north-1' }] },
    notes: [],
  });
  expect(passedOn(own, EVENT_SOURCES, { body: '{"kind":"book","count":2}' }, { seed: 1 })).toMatchObject({
    input: { Records: [{ body: '{"kind":"book","count":2}' }] },
    notes: ['The filter of the event source mapping would drop this event because of body.count.'],
  });
});

test('the data of a stream are looked into', () => {
  const Filters = [{ Pattern: '{"data":{"kind":["book"]}}' }];
  const properties = { Stream: arn('kinesis', 'stream/clicks'), FilterCriteria: { Filters } };
  const own = fromTrigger({ type: 'Kinesis', properties })!;
  const made = passedOn(own, EVENT_SOURCES, {}, { seed: 1 }) as unknown as {
    input: { Records: { kinesis: { data: string } }[] };
  };
  expect(Buffer.from(made.input.Records[0]!.kinesis.data, 'base64').toString()).toBe(
    '{"orderId":"1042","kind":"book"}',
  );
});

test.each<[types: unknown, says: string]>([
  [['ReportBatchItemFailures'], 'retried'],
  [undefined, 'accepted'],
])('batch failures count where the mapping has them reported: %j', (types, says) => {
  const properties = { Queue: QUEUE, ...(types !== undefined && { FunctionResponseTypes: types }) } as JsonObject;
  const event = (passedOn(fromTrigger({ type: 'SQS', properties })!, EVENT_SOURCES, {}, { seed: 1 }) as Handed).input;
  const [{ messageId }] = (event as { Records: [{ messageId: string }] }).Records;
  const answer = { batchItemFailures: [{ itemIdentifier: messageId }] };
  expect(verdictOf(answer, event, 'sqs', [{ type: 'SQS', properties }])?.verdict).toBe(says);
  expect(verdictOf(answer, event, 'sqs', [])?.verdict).toBe('retried');
});

test('an event is where the ARN of its trigger is', () => {
  const own = fromTrigger({ type: 'SQS', properties: { Queue: QUEUE } })!;
  expect(own.place).toEqual({ region: 'eu-north-1', account: '999912345678' });
  const made = passedOn(own, EVENT_SOURCES, {}, { seed: 1 });
  expect(made).toMatchObject({ input: { Records: [{ eventSourceARN: QUEUE }] } });
});
