/** The catalogue that ships: every table is read, and what a definition, a client and a catcher call things follows from it. */
import { describe, expect, test } from 'vitest';
import { actionInDefinition, memberInDefinition, stateError } from '../../core/catalog/services/javaNames';
import type { Shape } from '../../core/catalog/services/serviceTable';
import { loadCatalogue } from '../../services/loadTables';

const catalogue = loadCatalogue();
const operation = (service: string, name: string) => catalogue.table(service)?.operations.get(name);

describe('the tables', () => {
  test('are dated, and hold each service once', () => {
    expect(catalogue.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    const names = catalogue.services.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('are absent for a service that does not exist', () => {
    expect(catalogue.table('dynamo')).toBeUndefined();
  });

  /** Names of parts to what is said of them, in the words of AWS's models. */
  test.each([
    ['dynamodb', 'PutItem', { required: ['TableName', 'Item'], method: 'POST', uri: '/', status: 200 }],
    ['s3', 'PutObject', { required: ['Bucket', 'Key'], method: 'PUT', uri: '/{Bucket}/{Key+}', status: 200 }],
    [
      'lambda',
      'Invoke',
      {
        required: ['FunctionName'],
        method: 'POST',
        uri: '/2015-03-31/functions/{FunctionName}/invocations',
        status: 200,
      },
    ],
    ['sns', 'Publish', { required: ['Message'], method: 'POST', uri: '/', status: 200 }],
  ])('%s: %s', (service, name, expected) => {
    const found = operation(service, name)!;
    const required = [...(found.input?.members.values() ?? [])]
      .filter((each) => each.required)
      .map((each) => each.name);
    const got = { required, method: found.method, uri: found.requestUri, status: found.responseCode };
    expect(got).toEqual(expected);
  });

  test('give a shape that contains itself once', () => {
    const item = operation('dynamodb', 'PutItem')?.input?.members.get('Item')?.type as Extract<Shape, { kind: 'map' }>;
    const value = item.values as Extract<Shape, { kind: 'structure' }>;
    const list = value.members.get('L')?.type as Extract<Shape, { kind: 'list' }>;
    expect(list.of).toBe(value);
  });

  test('say how errors travel', () => {
    const errors = operation('dynamodb', 'PutItem')?.errors.map(({ name, status }) => [name, status]);
    expect(errors).toContainEqual(['ConditionalCheckFailedException', 400]);
  });
});

describe('names in definitions', () => {
  test.each([
    ['DBInstanceIdentifier', 'DbInstanceIdentifier'],
    ['KMSKeyId', 'KmsKeyId'],
    ['TableName', 'TableName'],
  ])('the member %s is written %s', (name, written) => expect(memberInDefinition(name)).toBe(written));

  test('an action begins small', () => expect(actionInDefinition('PutItem')).toBe('putItem'));

  test.each([
    ['DynamoDB', 'ConditionalCheckFailedException', 'DynamoDb.ConditionalCheckFailedException'],
    ['S3', 'NoSuchKey', 'S3.NoSuchKeyException'],
    ['SFN', 'ExecutionDoesNotExist', 'Sfn.ExecutionDoesNotExistException'],
    ['KMS', 'KMSInvalidStateException', 'Kms.KmsInvalidStateException'],
    ['Secrets Manager', 'InternalServiceError', 'SecretsManager.InternalServiceErrorException'],
    ['CloudWatch', 'DashboardNotFoundError', 'CloudWatch.DashboardNotFoundErrorException'],
    ['RDS', 'DBInstanceNotFoundFault', 'Rds.DbInstanceNotFoundException'],
    ['Config Service', 'NoSuchConfigRuleException', 'Config.NoSuchConfigRuleException'],
    ['SESv2', 'NotFoundException', 'SesV2.NotFoundException'],
    ['b2bi', 'ConflictException', 'B2Bi.ConflictException'],
    ['EventBridge', 'LimitExceededException', 'EventBridge.LimitExceededException'],
  ])('%s %s is caught as %s', (id, error, caught) => expect(stateError(id, error)).toBe(caught));
});
