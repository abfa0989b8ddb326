/** Requests that a service would refuse for what is missing in them, or of the wrong type. */
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../services/loadTables';
import { requestFault } from '../../services/requestFault';
import type { Members } from '../../services/wire';

const catalogue = loadCatalogue();
const constraint = (path: string): string =>
  `Value null at '${path}' failed to satisfy constraint: Member must not be null`;

test.each<[string, Members, string, string]>([
  ['dynamodb:GetItem', { TableName: 't', Key: { id: { S: '1' } } }, '', ''],
  ['dynamodb:GetItem', { TableName: 't' }, 'ValidationException', `1 validation error detected: ${constraint('key')}`],
  [
    'dynamodb:GetItem',
    { Key: null },
    'ValidationException',
    `2 validation errors detected: ${constraint('tableName')}; ${constraint('key')}`,
  ],
  [
    'eventbridge:PutTargets',
    { Rule: 'r', Targets: [{ Id: 'a', Arn: 'b' }, { Id: 'a' }] },
    'ValidationException',
    `1 validation error detected: ${constraint('targets.2.member.arn')}`,
  ],
  [
    'dynamodb:GetItem',
    { TableName: 7, Key: {} },
    'SerializationException',
    'NUMBER_VALUE can not be converted to a String',
  ],
  [
    'dynamodb:Scan',
    { TableName: 't', Limit: 'ten' },
    'SerializationException',
    'STRING_VALUE can not be converted to an Integer',
  ],
  ['dynamodb:GetItem', { TableName: 't', Key: [] }, 'SerializationException', 'Start of list found where not expected'],
  [
    'dynamodb:GetItem',
    { TableName: {}, Key: {} },
    'SerializationException',
    'Start of structure or map found where not expected.',
  ],
  ['dynamodb:Scan', { TableName: 't', ConsistentRead: true, Nothing: 1 }, '', ''],
  ['sqs:SendMessage', { QueueUrl: 'q' }, 'MissingParameter', 'The request must contain the parameter MessageBody.'],
  ['sns:Publish', {}, 'ValidationError', `1 validation error detected: ${constraint('message')}`],
  ['ec2:CreateTags', { Resources: ['i'] }, 'MissingParameter', 'The request must contain the parameter Tags.'],
])('%s of %j', (action, input, name, message) => {
  const [service = '', operation = ''] = action.split(':');
  const table = catalogue.table(service)!;
  const [protocol] = table.protocols;
  const call = {
    service: table,
    operation: table.operations.get(operation)!,
    protocol: protocol!,
    method: '',
    headers: {},
  };
  expect(requestFault({ ...call, input }) ?? { name: '', message: '' }).toMatchObject({ name, message });
});
