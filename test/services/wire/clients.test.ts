/** The law of the wire: what a client of AWS sends is what is read, and what is answered is what it reads. */
import { DynamoDBClient, GetItemCommand, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../../services/loadTables';
import {
  decodeRequest,
  encodeError,
  encodeOutput,
  type Call,
  type Members,
  type WireResponse,
} from '../../../services/wire';
import fc from '../../harness/properties';

const catalogue = loadCatalogue();

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string | Uint8Array;
}

/** What a client is made with: its requests are answered here, and go nowhere. */
function answeredBy(answer: (call: Call) => WireResponse) {
  const calls: Call[] = [];
  const handle = ({ method, path, headers, body = '' }: Sent) => {
    const lowered = Object.fromEntries(Object.entries(headers).map(([name, line]) => [name.toLowerCase(), line]));
    const call = decodeRequest(catalogue, {
      method,
      url: path,
      headers: lowered,
      body: typeof body === 'string' ? Buffer.from(body) : new Uint8Array(body),
    });
    if ('unreadable' in call) throw new Error(call.unreadable);
    calls.push(call);
    const { status: statusCode, headers: lines, body: bytes } = answer(call);
    return Promise.resolve({
      response: { statusCode, headers: lines, body: Readable.from([bytes]) },
    });
  };
  return {
    calls,
    config: {
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      endpoint: 'http://127.0.0.1:1',
      maxAttempts: 1,
      requestHandler: { handle, updateHttpClientConfig: () => undefined, httpHandlerConfigs: () => ({}) },
    },
  };
}

const attribute = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.record({ S: fc.string({ unit: 'binary' }) }),
    fc.record({ N: fc.double({ noNaN: true, noDefaultInfinity: true }).map(String) }),
    fc.record({ B: fc.uint8Array() }),
    fc.record({ BOOL: fc.boolean() }),
    fc.record({ NULL: fc.constant(true) }),
    fc.record({ SS: fc.array(fc.string()) }),
    fc.record({ L: fc.array(tie('value')) }),
    fc.record({ M: fc.dictionary(fc.string(), tie('value')) }),
  ) as fc.Arbitrary<AttributeValue>,
})).value;

/** Bytes of one kind: a client's are of Node's pool. */
const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([name, each]) => [name, plain(each)]);
};

describe('DynamoDB', () => {
  test('every item arrives as it was sent, and comes back', async () => {
    const wire = answeredBy((call) => encodeOutput(call, { Attributes: call.input.Item } as Members));
    const client = new DynamoDBClient(wire.config as never);
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), attribute), async (Item) => {
        const { Attributes } = await client.send(new PutItemCommand({ TableName: 't', Item }));
        expect(plain(wire.calls.at(-1)?.input.Item)).toEqual(plain(Item));
        expect(plain(Attributes)).toEqual(plain(Item));
      }),
      { numRuns: 30 },
    );
  });

  test('an error is an instance of its class', async () => {
    const wire = answeredBy((call) =>
      encodeError(call, { name: 'DynamoDb.ResourceNotFoundException', message: 'No "ü".' }),
    );
    const sent = new DynamoDBClient(wire.config as never).send(new GetItemCommand({ TableName: 't', Key: {} }));
    await expect(sent).rejects.toMatchObject({ name: 'ResourceNotFoundException', message: 'No "ü".' });
  });
});

test('Step Functions: times', async () => {
  const startDate = new Date('2026-08-07T10:20:30.250Z');
  const wire = answeredBy((call) => encodeOutput(call, { executionArn: 'arn', startDate, status: 'RUNNING' }));
  const client = new SFNClient(wire.config as never);
  const started = await client.send(new StartExecutionCommand({ stateMachineArn: 'm', input: '{}' }));
  expect(started).toMatchObject({ executionArn: 'arn', startDate });
  expect(await client.send(new DescribeExecutionCommand({ executionArn: 'arn' }))).toMatchObject({ startDate });
  expect(wire.calls.map(({ operation, input }) => [operation.name, input])).toEqual([
    ['StartExecution', { stateMachineArn: 'm', input: '{}' }],
    ['DescribeExecution', { executionArn: 'arn' }],
  ]);
});

test('SQS: the client checks the sums of what it sends and gets', async () => {
  const MessageAttributes = {
    text: { DataType: 'String', StringValue: 'ü' },
    bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) },
  };
  const answers: { readonly [action: string]: Members } = {
    SendMessage: { MessageId: 'i' },
    ReceiveMessage: { Messages: [{ MessageId: 'i', Body: 'ü', MessageAttributes }] },
  };
  const wire = answeredBy((call) => encodeOutput(call, answers[call.operation.name] ?? {}));
  const client = new SQSClient(wire.config as never);
  const QueueUrl = 'http://127.0.0.1:1/1/q';
  const sent = await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'ü', MessageAttributes }));
  expect(sent.MD5OfMessageBody).toBe('c03410a5204b21cd8229ff754688d743');
  expect((await client.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toMatchObject([{ Body: 'ü' }]);
  expect(plain(wire.calls[0]?.input.MessageAttributes)).toEqual(plain(MessageAttributes));
});
