/** SQS as its clients spoke before 2023: what each list, map and batch of a request and an answer is called, and each error. */
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../../services/loadTables';
import { decodeRequest, encodeError, encodeOutput, type Call, type Members } from '../../../services/wire';
import { FORM, request, target, type Given } from './wireRequests';

const catalogue = loadCatalogue();

function callOf(given: Given): Call {
  const call = decodeRequest(catalogue, request(given));
  if ('unreadable' in call) throw new Error(call.unreadable);
  return call;
}
const query = (body: string): Call => callOf({ signed: 'sqs', headers: FORM, body });
const json = (name: string): Call => callOf({ headers: target(`AmazonSQS.${name}`), body: '{}' });

test.each<[string, Members]>([
  [
    'Action=AddPermission&AWSAccountId.1=1&AWSAccountId.2=2&ActionName.1=*',
    { AWSAccountIds: ['1', '2'], Actions: ['*'] },
  ],
  ['Action=GetQueueAttributes&AttributeName.1=All', { AttributeNames: ['All'] }],
  [
    'Action=ReceiveMessage&AttributeName.1=All&MessageAttributeName.1=own',
    { AttributeNames: ['All'], MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['own'] },
  ],
  [
    'Action=SetQueueAttributes&Attribute.1.Name=DelaySeconds&Attribute.1.Value=5',
    { Attributes: { DelaySeconds: '5' } },
  ],
  [
    'Action=CreateQueue&Attribute.1.Name=DelaySeconds&Attribute.1.Value=5&Tag.1.Key=a&Tag.1.Value=b',
    { Attributes: { DelaySeconds: '5' }, tags: { a: 'b' } },
  ],
  ['Action=TagQueue&Tag.1.Key=a&Tag.1.Value=b&Tag.2.Key=c&Tag.2.Value=d', { Tags: { a: 'b', c: 'd' } }],
  ['Action=UntagQueue&TagKey.1=a&TagKey.2=b', { TagKeys: ['a', 'b'] }],
  [
    'Action=SendMessage&MessageAttribute.1.Name=own&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringListValue.1=x&MessageAttribute.1.Value.BinaryListValue.1=aGk=',
    {
      MessageAttributes: {
        own: { DataType: 'String', StringListValues: ['x'], BinaryListValues: [new Uint8Array([104, 105])] },
      },
    },
  ],
  [
    'Action=SendMessage&MessageSystemAttribute.1.Name=AWSTraceHeader&MessageSystemAttribute.1.Value.StringValue=t',
    { MessageSystemAttributes: { AWSTraceHeader: { StringValue: 't' } } },
  ],
  [
    'Action=SendMessageBatch&SendMessageBatchRequestEntry.1.Id=1&SendMessageBatchRequestEntry.1.MessageBody=b&SendMessageBatchRequestEntry.1.MessageAttribute.1.Name=own&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue=x',
    { Entries: [{ Id: '1', MessageBody: 'b', MessageAttributes: { own: { StringValue: 'x' } } }] },
  ],
  ['Action=DeleteMessageBatch&DeleteMessageBatchRequestEntry.1.Id=1', { Entries: [{ Id: '1' }] }],
  [
    'Action=ChangeMessageVisibilityBatch&ChangeMessageVisibilityBatchRequestEntry.1.VisibilityTimeout=7',
    { Entries: [{ VisibilityTimeout: 7 }] },
  ],
])('%s', (body, input) => expect(query(body).input).toEqual(input));

test.each<[action: string, output: Members, result: string]>([
  [
    'ListQueues',
    { QueueUrls: ['u', 'v'], NextToken: 'n' },
    '<QueueUrl>u</QueueUrl><QueueUrl>v</QueueUrl><NextToken>n</NextToken>',
  ],
  ['ListDeadLetterSourceQueues', { queueUrls: ['u'] }, '<QueueUrl>u</QueueUrl>'],
  ['ListQueueTags', { Tags: { a: 'b' } }, '<Tag><Key>a</Key><Value>b</Value></Tag>'],
  ['GetQueueAttributes', { Attributes: { a: 'b' } }, '<Attribute><Name>a</Name><Value>b</Value></Attribute>'],
  [
    'ReceiveMessage',
    { Messages: [{ MessageId: 'm', Attributes: { SenderId: 's' }, MessageAttributes: { own: { StringValue: 'x' } } }] },
    '<Message><MessageId>m</MessageId><Attribute><Name>SenderId</Name><Value>s</Value></Attribute><MD5OfMessageAttributes>SUM</MD5OfMessageAttributes><MessageAttribute><Name>own</Name><Value><StringValue>x</StringValue></Value></MessageAttribute></Message>',
  ],
  [
    'SendMessageBatch',
    { Successful: [{ Id: '1' }], Failed: [{ Id: '2', Code: 'c' }] },
    '<SendMessageBatchResultEntry><Id>1</Id></SendMessageBatchResultEntry><BatchResultErrorEntry><Id>2</Id><Code>c</Code></BatchResultErrorEntry>',
  ],
  [
    'DeleteMessageBatch',
    { Successful: [{ Id: '1' }] },
    '<DeleteMessageBatchResultEntry><Id>1</Id></DeleteMessageBatchResultEntry>',
  ],
  [
    'ListMessageMoveTasks',
    { Results: [{ Status: 's' }] },
    '<ListMessageMoveTasksResultEntry><Status>s</Status></ListMessageMoveTasksResultEntry>',
  ],
])('%s is answered', (action, output, result) => {
  const text = encodeOutput(query(`Action=${action}`), output).body.toString('utf8');
  const shown = text.replace(/[0-9a-f]{32}/, 'SUM');
  expect(shown).toContain(
    `<${action}Response xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><${action}Result>${result}</${action}Result>`,
  );
});

test('what answers nothing has no result', () => {
  const text = encodeOutput(query('Action=DeleteQueue'), {}).body.toString('utf8');
  expect(text).toContain('2012-11-05/"><ResponseMetadata>');
});

describe('errors', () => {
  const OLD = 'AWS.SimpleQueueService.';
  test.each<[name: string, code: string, status: number]>([
    ['QueueDoesNotExist', `${OLD}NonExistentQueue`, 400],
    ['QueueNameExists', 'QueueAlreadyExists', 400],
    ...[
      'BatchEntryIdsNotDistinct',
      'BatchRequestTooLong',
      'EmptyBatchRequest',
      'InvalidBatchEntryId',
      'MessageNotInflight',
      'QueueDeletedRecently',
      'TooManyEntriesInBatchRequest',
      'UnsupportedOperation',
    ].map((name): [string, string, number] => [name, `${OLD}${name}`, 400]),
    ['PurgeQueueInProgress', `${OLD}PurgeQueueInProgress`, 403],
  ])('%s is %s to clients of both protocols', (name, code, status) => {
    const inJson = encodeError(json('SendMessage'), { name, message: 'm' });
    expect([inJson.status, inJson.headers['x-amzn-query-error']]).toEqual([status, `${code};Sender`]);
    const inQuery = encodeError(query('Action=SendMessage'), { name, message: 'm' });
    expect([inQuery.status, /<Code>(.*)<\/Code>/.exec(inQuery.body.toString('utf8'))?.[1]]).toEqual([status, code]);
  });

  test('OverLimit has its own status, and no other code', () => {
    const { status, headers } = encodeError(json('ReceiveMessage'), { name: 'OverLimit', message: 'm' });
    expect([status, headers['x-amzn-query-error']]).toEqual([403, undefined]);
  });
});
