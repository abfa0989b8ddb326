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

const CASES: readonly [
  what: string,
  trigger: Omit<Trigger, 'place'>,
  occurrences: readonly Occurrence[],
  said?: string,
][] = [
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
    'a notification, without a value that no shell takes in quotes',
    { type: 'SNS', properties: { Topic: arn('sns', 'news') } },
    call('sns', 'PublishBatch', {
      TopicArn: arn('sns', 'news'),
      PublishBatchRequestEntries: [{ Id: '1', Message: "it's" }],
    }),
    'stepwise invoke Weigh --event sns --set topic=news',
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
    'a call that tells nobody',
    { type: 'SQS', properties: { Queue: arn('sqs', 'orders') } },
    call('sqs', 'ReceiveMessage', { QueueUrl: 'http://h/1/orders' }),
  ],
  ['a schedule', { type: 'Schedule', properties: { Schedule: 'rate(1 day)' } }, event('mill')],
];

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
