/** Which results TestState takes for a service's response, and the sentence for one that it does not (recorded). */
import path from 'node:path';
import { expect, test } from 'vitest';
import { INTEGRATIONS } from '../../core/catalog/integrations';
import { RESPONSE_SHAPES, type Shape } from '../../core/interpreter/testState/responseShapes';
import { mockedResultFault } from '../../core/interpreter/testState/checkMockedResult';
import { parseTaskResource } from '../../core/interpreter/taskResource';
import type { Json } from '../../core/json';
import { responseShape } from '../../run/mocks/responseShape';
import { expectGolden } from '../harness/golden';

type Mode = Parameters<typeof mockedResultFault>[2];

function fault(call: string, result: Json, mode: Mode = 'STRICT'): string | undefined {
  const found = mockedResultFault(parseTaskResource(`arn:aws:states:::${call}`), result, mode, responseShape);
  return found?.replace('Mock result schema validation error: ', '');
}

test.each<[call: string, result: Json, expected: string | undefined, mode?: Mode]>([
  ['aws-sdk:kms:encrypt', { CiphertextBlob: 'x', KeyId: 'k', EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' }, undefined],
  ['aws-sdk:kms:encrypt', { KeyId: '' }, "Field 'KeyId' is smaller than the minimum length"],
  ['aws-sdk:kms:encrypt', { KeyId: 'k'.repeat(2049) }, "Field 'KeyId' exceeds the maximum length"],
  ['aws-sdk:kms:encrypt', { KeyId: 'k'.repeat(2048) }, undefined],
  ['aws-sdk:kms:decrypt', { EncryptionAlgorithm: 'ROT13' }, "Field 'EncryptionAlgorithm' is not an expected value"],
  ['aws-sdk:lambda:getFunctionConfiguration', { Timeout: 0 }, "Field 'Timeout' is less than the minimum value"],
  ['aws-sdk:lambda:getFunctionConfiguration', { Timeout: 1 }, undefined],
  ['aws-sdk:lambda:getFunctionConfiguration', { MemorySize: 10_241 }, "Field 'MemorySize' exceeds the maximum value"],
  ['aws-sdk:lambda:getFunctionConfiguration', { MemorySize: 10_240 }, undefined],
  [
    'aws-sdk:lambda:getFunction',
    { Configuration: { Layers: [{ Arn: '' }] } },
    "Field 'Arn' is smaller than the minimum length",
  ],
  ['aws-sdk:lambda:getFunction', { Configuration: { EphemeralStorage: {} } }, "Required field 'Size' is missing"],
  ['aws-sdk:lambda:getFunction', { Tags: { any: 1 } }, "Field 'any' must be a string"],
  [
    'aws-sdk:lambda:getFunction',
    { Concurrency: { ReservedConcurrentExecutions: -1 } },
    "Field 'ReservedConcurrentExecutions' is less than the minimum value",
  ],
  ['aws-sdk:s3:getObject', { DeleteMarker: 'yes' }, "Field 'DeleteMarker' must be a boolean"],
  ['aws-sdk:s3:getObject', { ContentLength: '7' }, "Field 'ContentLength' must be a number"],
  ['aws-sdk:s3:getObject', { Metadata: [] }, "Field 'Metadata' must be an object"],
  ['aws-sdk:s3:listObjectsV2', { Contents: {} }, "Field 'Contents' must be an array"],
  ['aws-sdk:s3:listObjectsV2', { Contents: [{ Key: 'a' }, { Key: 7 }] }, "Field 'Key' must be a string"],
  ['dynamodb:putItem', { Attributes: 1 }, "Field 'Attributes' must be an object"],
  [
    'dynamodb:putItem',
    { ConsumedCapacity: { GlobalSecondaryIndexes: { byDay: { CapacityUnits: 'x' } } } },
    "Field 'CapacityUnits' must be a number",
  ],
  ['dynamodb:putItem', 'text', 'Mocked result must be an object'],
  ['dynamodb:putItem', { Unknown: 1 }, undefined],
  ['dynamodb:getItem', { Item: { id: { S: 1 } } }, "Field 'S' must be a string"],
  ['dynamodb:getItem', { Item: { id: 'text' } }, "Field 'id' must be an object"],
  ['dynamodb:getItem', { Item: { paid: { BOOL: 'yes' } } }, "Field 'BOOL' must be a boolean"],
  ['aws-sdk:dynamodb:query', { Items: [{ tags: { Ss: [1] } }] }, "Field 'Ss' must be a string"],
  ['aws-sdk:dynamodb:query', { Items: [{ tags: { M: { a: { N: '1' } } } }] }, undefined],
  ['dynamodb:putItem', { constructor: 1 }, undefined],
  ['aws-sdk:dynamodb:query', { Items: [1] }, "Field 'Items' must be an object"],
  ['events:putEvents', { Entries: [{ EventId: 1 }] }, "Field 'EventId' must be a string"],
  ['states:startExecution', { StartDate: 'now' }, "Required field 'ExecutionArn' is missing"],
  ['states:startExecution', { StartDate: 'now' }, undefined, 'PRESENT'],
  ['states:startExecution', { StartDate: 7 }, "Field 'StartDate' must be a string", 'PRESENT'],
  ['states:startExecution', { StartDate: 7 }, undefined, 'NONE'],
  [
    'states:startExecution.sync:2',
    { ExecutionArn: 'e', StateMachineArn: 's', StartDate: 'd', Status: 'DONE' },
    "Field 'Status' is not an expected value",
  ],
  [
    'states:startExecution.sync',
    { ExecutionArn: 'e', StateMachineArn: 's', StartDate: 'd' },
    "Required field 'Status' is missing",
  ],
  ['aws-sdk:sfn:stopExecution', {}, "Required field 'StopDate' is missing"],
  ['sqs:sendMessage', { MessageId: 7 }, "Field 'MessageId' must be a string"],
  ['sqs:sendMessage.waitForTaskToken', 7, undefined],
  // By AWS's models.
  ['ecs:runTask', { Tasks: [{ TaskArn: 7 }] }, "Field 'TaskArn' must be a string"],
  ['ecs:runTask.sync', { Tasks: 7 }, undefined],
  ['aws-sdk:ecs:describeTasks', { Tasks: [{ LaunchType: 'MOON' }] }, "Field 'LaunchType' is not an expected value"],
  [
    'aws-sdk:dynamodb:batchGetItem',
    { Responses: { Orders: [{ id: { L: [{ N: 1 }] } }] } },
    "Field 'N' must be a string",
  ],
  ['aws-sdk:scheduler:createSchedule', {}, "Required field 'ScheduleArn' is missing"],
  ['aws-sdk:scheduler:createSchedule', {}, undefined, 'PRESENT'],
  ['aws-sdk:textract:detectDocumentText', { DocumentMetadata: { Pages: '1' } }, "Field 'Pages' must be a number"],
  ['lambda:invoke', { Payload: { any: 1 }, StatusCode: 200 }, undefined],
  ['lambda:invoke', { StatusCode: '200' }, "Field 'StatusCode' must be a number"],
  ['eks:call', 7, undefined],
  ['aws-sdk:lambda:getFunctionConfiguration', { KmsKeyArn: 7 }, "Field 'KmsKeyArn' must be a string"],
  ['aws-sdk:secretsmanager:getSecretValue', { Arn: 'a' }, "Field 'Arn' is smaller than the minimum length"],
  ['aws-sdk:sqs:sendMessage', { Md5OfMessageBody: 7 }, "Field 'Md5OfMessageBody' must be a string"],
  ['aws-sdk:nothing:known', 7, undefined],
  ['aws-sdk:constructor:name', 7, undefined],
  [
    'aws-sdk:secretsmanager:getSecretValue',
    { VersionId: 'v'.repeat(31) },
    "Field 'VersionId' is smaller than the minimum length",
  ],
  ['aws-sdk:secretsmanager:getSecretValue', { VersionId: 'v'.repeat(32) }, undefined],
  ['aws-sdk:ssm:getParameter', { Parameter: { Type: 'Number' } }, "Field 'Type' is not an expected value"],
])('%s answers %j: %s', (call, result, expected, mode) => expect(fault(call, result, mode)).toBe(expected));

/** One of each value that services name, by service and field, as their API references list them. */
const NAMED: Record<string, Record<string, string>> = {
  'kms:encrypt': { EncryptionAlgorithm: 'SYMMETRIC_DEFAULT RSAES_OAEP_SHA_1 RSAES_OAEP_SHA_256 SM2PKE' },
  's3:getObject': {
    StorageClass:
      'STANDARD REDUCED_REDUNDANCY STANDARD_IA ONEZONE_IA INTELLIGENT_TIERING GLACIER DEEP_ARCHIVE OUTPOSTS GLACIER_IR SNOW EXPRESS_ONEZONE FSX_OPENZFS',
    ServerSideEncryption: 'AES256 aws:fsx aws:kms aws:kms:dsse',
    RequestCharged: 'requester',
    ReplicationStatus: 'COMPLETE PENDING FAILED REPLICA COMPLETED',
    ObjectLockMode: 'GOVERNANCE COMPLIANCE',
    ObjectLockLegalHoldStatus: 'ON OFF',
  },
  's3:putObject': { RequestCharged: 'requester' },
  'lambda:getFunctionConfiguration': {
    State: 'Pending Active Inactive Failed Deactivating Deactivated ActiveNonInvocable Deleting',
    LastUpdateStatus: 'Successful Failed InProgress',
    PackageType: 'Zip Image',
  },
  'sfn:describeExecution': { Status: 'RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED PENDING_REDRIVE' },
};

test.each(Object.entries(NAMED).flatMap(([call, fields]) => Object.entries(fields).map((field) => [call, ...field])))(
  '%s: %s is one of %s',
  (call, field, values) => {
    const refused = values.split(' ').filter((value) => fault(`aws-sdk:${call}`, { [field]: value }, 'PRESENT'));
    expect(refused).toEqual([]);
    expect(fault(`aws-sdk:${call}`, { [field]: 'Other' }, 'PRESENT')).toBe(`Field '${field}' is not an expected value`);
  },
);

test.each(Object.keys(RESPONSE_SHAPES))('%s knows its fields by their names', (call) => {
  expect(namesIn(RESPONSE_SHAPES[call]!).filter((name) => !/^[A-Z][A-Za-z0-9]+$/.test(name))).toEqual([]);
});

/** `missing`: what the table does not look at; what differs in upper and lower case alone is the same. */
test("the table differs from AWS's models in what stands in `responseShapes.txt` alone", () =>
  expectGolden(
    path.join(__dirname, 'responseShapes.txt'),
    Object.entries(RESPONSE_SHAPES).map(([call, own]) => {
      const all = [...differences(own, responseShape(`arn:aws:states:::aws-sdk:${call}`), '')];
      return `${call}${all.map((each) => `\n  ${each}`).join('')}`;
    }),
  ));

/** The catalogue's answer of the optimized call holds a number. */
const OTHERWISE = ['states:startExecution'];

test('what the catalogue says that a service answers is an answer', () => {
  const faults = INTEGRATIONS.flatMap(({ service, action, response }) => {
    const found = response && fault(`${service}:${action}`, response as Json, 'PRESENT');
    return found && !OTHERWISE.includes(`${service}:${action}`) ? [`${service}:${action}: ${found}`] : [];
  });
  expect(faults).toEqual([]);
});

function* differences(own: Shape | undefined, model: Shape | undefined, place: string): Generator<string> {
  if (!own || !model) return yield `${place} ${own ? 'is not in the model' : 'missing'}`.trim();
  if (own.type !== model.type) yield `${place} is ${own.type}, not ${model.type}`;
  if (own.type === 'string' && model.type === 'string' && String(own.values) !== String(model.values))
    yield `${place} has ${own.values?.length ?? 'all'} of ${model.values?.length} values`;
  if (own.type === 'array' && model.type === 'array') yield* differences(own.items, model.items, `${place}[]`);
  if (own.type !== 'object' || model.type !== 'object') return;
  const [ours, theirs] = [own, model].map(
    ({ fields = {} }) => new Map(Object.entries(fields).map(([name, shape]) => [name.toLowerCase(), { name, shape }])),
  );
  for (const name of new Set([...ours!.keys(), ...theirs!.keys()])) {
    const [one, other] = [ours!.get(name), theirs!.get(name)];
    yield* differences(one?.shape, other?.shape, `${place}${place && '.'}${(one ?? other)!.name}`);
  }
  const [needs, mustNeed] = [own, model].map(({ required = [] }) => required.toSorted().join(' '));
  if (needs !== mustNeed) yield `${place} needs ${needs || 'nothing'}, not ${mustNeed || 'nothing'}`;
  if (own.values && model.values) yield* differences(own.values, model.values, `${place}{}`);
}

function namesIn(shape: Shape): string[] {
  if (shape.type === 'array') return shape.items ? namesIn(shape.items) : [];
  if (shape.type !== 'object') return [];
  const fields = Object.entries(shape.fields ?? {});
  return [...fields.map(([name]) => name), ...(shape.required ?? []), ...fields.flatMap(([, field]) => namesIn(field))];
}
