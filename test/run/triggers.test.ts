/** What a run says that AWS would start, and how to start it: for each way in which a deployment file says so. */
import { expect, test } from 'vitest';
import { ofObject, type Occurrence } from '../../core/triggers/occurrence';
import { occurrencesOf } from '../../run/calls/occurrences';
import { Triggers } from '../../run/calls/triggers';
import type { Trigger } from '../../project';
import type { Members } from '../../services/wire';

const arn = (service: string, name: string): string => `arn:aws:${service}:eu-west-1:999900000000:${name}`;
const S3 = { Bucket: 'scans', Events: 's3:ObjectCreated:*' };
const RULE = { Pattern: { source: ['mill'], detail: { sacks: [{ numeric: ['>', 3] }] } } };

const put = (key: string, bucket = 'scans', event = 'ObjectCreated:Put') => [ofObject({ bucket, key, event })];
const call = (service: string, action: string, input: Members) => occurrencesOf({ service, action, input });
const ENTRY = { Source: 'mill', DetailType: 'harvested', Detail: '{"sacks":4}' };
const event = (Source: string, Detail = ENTRY.Detail) =>
  call('eventbridge', 'PutEvents', { Entries: [{ ...ENTRY, Source, Detail }] });
const onBus = (EventBusName: string) => call('eventbridge', 'PutEvents', { Entries: [{ ...ENTRY, EventBusName }] });
const message = (MessageBody: string, MessageAttributes?: Members) =>
  call('sqs', 'SendMessage', { QueueUrl: 'http://h/1/orders', MessageBody, MessageAttributes });
const notify = (Message: string, MessageAttributes?: Members) =>
  call('sns', 'Publish', { TopicArn: arn('sns', 'news'), Message, MessageAttributes });

function told(trigger: Omit<Trigger, 'place'>, occurrences: readonly Occurrence[]): Promise<string[]> {
  const project = { root: '/p', functions: [{ name: 'Weigh', triggers: [trigger] }], machines: [] };
  return toldOf(project, occurrences);
}

async function toldOf(project: object, occurrences: readonly Occurrence[]): Promise<string[]> {
  const said: string[] = [];
  const behind: Promise<unknown>[] = [];
  const triggers = new Triggers({
    project: project as never,
    tell: (sentence) => said.push(sentence),
    background: (work) => void behind.push(work),
  });
  for (const each of occurrences) triggers.happened(each);
  await Promise.all(behind);
  return said.map((sentence) => sentence.replace(/^.*to start it: /, ''));
}

type Case = [what: string, trigger: Omit<Trigger, 'place'>, occurrences: readonly Occurrence[], said?: string];

const CASES: readonly Case[] = [
  [
    'an object',
    { type: 'S3', properties: S3 },
    put('a b.csv'),
    "stepwise invoke Weigh --event s3 --set bucket=scans --set 'key=a b.csv' --set event=ObjectCreated:Put",
  ],
  ['of another bucket', { type: 'S3', properties: S3 }, put('a', 'other')],
  ['that is removed', { type: 'S3', properties: S3 }, put('a', 'scans', 'ObjectRemoved:Delete')],
  ['of one kind of event', { type: 'S3', properties: { ...S3, Events: ['s3:ObjectCreated:Copy'] } }, put('a')],
  [
    'with the prefix of SAM',
    { type: 'S3', properties: { ...S3, Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }] } } } },
    [...put('out/a'), ...put('in/a'), ...put('in/b')],
    'stepwise invoke Weigh --event s3 --set bucket=scans --set key=in/a --set event=ObjectCreated:Put',
  ],
  [
    'without the suffix of Serverless',
    { type: 's3', properties: { bucket: 'scans', rules: [{ suffix: '.csv' }] } },
    put('a.txt'),
  ],
  [
    'without the prefix of Terraform',
    {
      type: 'aws_s3_bucket_notification',
      properties: { bucket: 'scans', events: ['s3:ObjectCreated:*'], filter_prefix: 'in/' },
    },
    put('a'),
  ],
  [
    'an object of which EventBridge hears',
    {
      type: 'EventBridgeRule',
      properties: { Pattern: { source: ['aws.s3'], detail: { bucket: { name: ['scans'] } } } },
    },
    put('a'),
    "stepwise invoke Weigh --event s3-eventbridge --set bucket=scans --set key=a --set 'event=Object Created'",
  ],
  [
    'a message',
    { type: 'SQS', properties: { Queue: arn('sqs', 'orders') } },
    call('sqs', 'SendMessage', { QueueUrl: 'http://127.0.0.1:1/1/orders', MessageBody: '{}' }),
    "stepwise invoke Weigh --event sqs --set queue=orders --set 'body={}'",
  ],
  [
    'a message elsewhere',
    { type: 'SQS', properties: { Queue: arn('sqs', 'orders') } },
    call('sqs', 'SendMessage', { QueueUrl: 'http://127.0.0.1:1/1/bills', MessageBody: '{}' }),
  ],
  [
    'a notification, with a value that has a quote in it',
    { type: 'SNS', properties: { Topic: arn('sns', 'news') } },
    call('sns', 'PublishBatch', {
      TopicArn: arn('sns', 'news'),
      PublishBatchRequestEntries: [{ Id: '1', Message: "it's" }],
    }),
    String.raw`stepwise invoke Weigh --event sns --set topic=news --set 'message=it'\''s'`,
  ],
  [
    'a text message to a phone',
    { type: 'SNS', properties: { Topic: { Ref: 'Elsewhere' } } },
    call('sns', 'Publish', { PhoneNumber: '+15550100', Message: 'ready' }),
  ],
  [
    'a notification whose topic is its target',
    { type: 'SNS', properties: { Topic: arn('sns', 'news') } },
    call('sns', 'Publish', { TargetArn: arn('sns', 'news'), Message: 'ready' }),
    'stepwise invoke Weigh --event sns --set topic=news --set message=ready',
  ],
  [
    'an event, where all that is known is that EventBridge may call',
    { type: 'Lambda.Permission', properties: { Principal: 'events.amazonaws.com' } },
    event('mill'),
  ],
  [
    'an event',
    { type: 'EventBridgeRule', properties: RULE },
    [...event('other'), ...event('mill', '{"sacks":2}'), ...event('mill')],
    'stepwise invoke Weigh --event eventbridge --set source=mill --set detail-type=harvested --set \'detail={"sacks":4}\'',
  ],
  [
    'an event of the bus that the rule listens to',
    { type: 'EventBridgeRule', properties: { ...RULE, EventBusName: 'grain' } },
    onBus(arn('events', 'event-bus/grain')),
    'stepwise invoke Weigh --event eventbridge --set source=mill --set detail-type=harvested --set \'detail={"sacks":4}\'',
  ],
  [
    'an event of the default bus, where the rule listens to another',
    { type: 'EventBridgeRule', properties: { ...RULE, EventBusName: 'grain' } },
    event('mill'),
  ],
  [
    'an event of another bus than the one that each account has, where the rule names none',
    { type: 'EventBridgeRule', properties: RULE },
    onBus('grain'),
  ],
  [
    'an event of a bus, where nobody knows which the rule listens to',
    { type: 'Events.Rule', properties: { EventPattern: RULE.Pattern, EventBusName: { Ref: 'Elsewhere' } } },
    onBus('grain'),
    'stepwise invoke Weigh --event eventbridge --set source=mill --set detail-type=harvested --set \'detail={"sacks":4}\'',
  ],
  [
    'the message that the filter of the mapping takes, whatever it says of what is not known yet',
    {
      type: 'Lambda.EventSourceMapping',
      properties: {
        EventSourceArn: arn('sqs', 'orders'),
        FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["rye"]},"eventSource":["aws:sqs"]}' }] },
      },
    },
    [...message('{"kind":"oats"}'), ...message('rye'), ...message('{"kind":"rye"}')],
    'stepwise invoke Weigh --event sqs --set queue=orders --set \'body={"kind":"rye"}\'',
  ],
  [
    'the message with the attribute that the filter of Serverless wants',
    {
      type: 'sqs',
      properties: {
        arn: arn('sqs', 'orders'),
        filterPatterns: [{ messageAttributes: { kind: { stringValue: ['rye'] } } }],
      },
    },
    [...message('a'), ...message('b', { kind: { DataType: 'String', StringValue: 'rye' } })],
    'stepwise invoke Weigh --event sqs --set queue=orders --set body=b',
  ],
  [
    'the notification that the policy takes by its attributes',
    {
      type: 'SNS.Subscription',
      properties: { TopicArn: arn('sns', 'news'), FilterPolicy: { sacks: [{ numeric: ['>', 3] }], of: ['rye'] } },
    },
    [
      ...notify('a'),
      ...notify('b', {
        sacks: { DataType: 'Number', StringValue: '3' },
        of: { DataType: 'String', StringValue: 'rye' },
      }),
      ...notify('c', {
        sacks: { DataType: 'Number', StringValue: '4' },
        of: { DataType: 'String.Array', StringValue: '["oats","rye"]' },
      }),
    ],
    'stepwise invoke Weigh --event sns --set topic=news --set message=c',
  ],
  [
    'the notification that the policy takes by what it says',
    {
      type: 'aws_sns_topic_subscription',
      properties: {
        topic_arn: arn('sns', 'news'),
        filter_policy: '{"kind":["rye"]}',
        filter_policy_scope: 'MessageBody',
      },
    },
    [...notify('{"kind":"oats"}'), ...notify('{"kind":"rye"}')],
    'stepwise invoke Weigh --event sns --set topic=news --set \'message={"kind":"rye"}\'',
  ],
  [
    'an item, whose table has a stream',
    {
      type: 'DynamoDB',
      properties: {
        Stream: `${arn('dynamodb', 'table/sacks')}/stream/1`,
        FilterCriteria: {
          Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"kind":{"S":["rye"]}}}}' }],
        },
      },
    },
    [
      ...call('dynamodb', 'PutItem', { TableName: 'sacks', Item: { kind: { S: 'oats' } } }),
      ...call('dynamodb', 'DeleteItem', { TableName: 'sacks', Key: { id: { S: '1' } } }),
      ...call('dynamodb', 'PutItem', { TableName: 'sacks', Item: { kind: { S: 'rye' } } }),
    ],
    'stepwise invoke Weigh --event dynamodb-stream --set table=sacks --set change=INSERT --set \'item={"kind":{"S":"rye"}}\'',
  ],
  [
    'a change',
    {
      type: 'aws_lambda_event_source_mapping',
      properties: { event_source_arn: `${arn('dynamodb', 'table/sacks')}/stream/1` },
    },
    call('dynamodb', 'UpdateItem', { TableName: arn('dynamodb', 'table/sacks'), Key: { id: { S: '1' } } }),
    'stepwise invoke Weigh --event dynamodb-stream --set table=sacks --set change=MODIFY --set \'keys={"id":{"S":"1"}}\'',
  ],
  [
    'a record',
    { type: 'Kinesis', properties: { Stream: arn('kinesis', 'stream/sacks') } },
    call('kinesis', 'PutRecord', { StreamName: 'sacks', Data: 'x', PartitionKey: 'p' }),
    'stepwise invoke Weigh --event kinesis --set stream=sacks --set data=x --set key=p',
  ],
  [
    'a record of several, which the filter takes',
    {
      type: 'aws_lambda_event_source_mapping',
      properties: {
        event_source_arn: arn('kinesis', 'stream/sacks'),
        filter_criteria: { filter: { pattern: '{"data":{"kind":["rye"]}}' } },
      },
    },
    call('kinesis', 'PutRecords', {
      StreamName: 'sacks',
      Records: [
        { Data: '{"kind":"oats"}', PartitionKey: 'p' },
        { Data: '{"kind":"rye"}', PartitionKey: 'q' },
      ],
    }),
    'stepwise invoke Weigh --event kinesis --set stream=sacks --set \'data={"kind":"rye"}\' --set key=q',
  ],
  [
    'an item of a batch',
    { type: 'DynamoDB', properties: { Stream: `${arn('dynamodb', 'table/sacks')}/stream/1` } },
    call('dynamodb', 'BatchWriteItem', {
      RequestItems: {
        barns: [{ PutRequest: { Item: { id: { S: '0' } } } }],
        sacks: [{ DeleteRequest: { Key: { id: { S: '1' } } } }, { PutRequest: { Item: { id: { S: '2' } } } }],
      },
    }),
    'stepwise invoke Weigh --event dynamodb-stream --set table=sacks --set change=REMOVE --set \'keys={"id":{"S":"1"}}\'',
  ],
  inTransaction('Put', { Item: { b: { B: Buffer.from('hi') } } }, 'change=INSERT', 'item={"b":{"B":"aGk="}}'),
  inTransaction('Update', { Key: { id: { S: '1' } } }, 'change=MODIFY', 'keys={"id":{"S":"1"}}'),
  inTransaction('Delete', { Key: { id: { S: '1' } } }, 'change=REMOVE', 'keys={"id":{"S":"1"}}'),
  [
    'a call that tells nobody',
    { type: 'SQS', properties: { Queue: arn('sqs', 'orders') } },
    call('sqs', 'ReceiveMessage', { QueueUrl: 'http://h/1/orders' }),
  ],
  ['a schedule', { type: 'Schedule', properties: { Schedule: 'rate(1 day)' } }, event('mill')],
];

function inTransaction(kind: string, item: object, change: string, data: string): Case {
  const check = { ConditionCheck: { TableName: 'sacks', Key: { id: { S: '9' } } } };
  return [
    `an item of a transaction: ${kind}`,
    { type: 'DynamoDB', properties: { Stream: `${arn('dynamodb', 'table/sacks')}/stream/1` } },
    call('dynamodb', 'TransactWriteItems', { TransactItems: [check, { [kind]: { TableName: 'sacks', ...item } }] }),
    `stepwise invoke Weigh --event dynamodb-stream --set table=sacks --set ${change} --set '${data}'`,
  ];
}

test.each(CASES)('%s', async (_what, trigger, occurrences, said) =>
  expect(await told(trigger, occurrences)).toEqual(said === undefined ? [] : [said]),
);

test('a machine, by the name of the trigger that is meant, and in words that a shell takes', async () => {
  const rules = ['barn', 'mill'].map((name) => ({ type: 'eventBridge', properties: { pattern: { source: [name] } } }));
  const machine = { name: 'Grind', file: '/p/my flows/grind.asl.json', triggers: rules };
  expect(await toldOf({ root: '/p', functions: [], machines: [machine] }, event('mill'))).toEqual([
    "stepwise run 'my flows/grind.asl.json' --as 'eventBridge 2' --set source=mill --set detail-type=harvested --set 'detail={\"sacks\":4}'",
  ]);
});
