/** The table of a small service as it is packed, what is read of it, and what follows from that. */
import { expect, test } from 'vitest';
import { exceptionName, memberInDefinition, serviceInErrors, stateError } from '../../core/catalog/services/javaNames';
import { readTable } from '../../core/catalog/services/readTable';
import { sampleOutput } from '../../core/catalog/services/sampleOutput';
import type { Shape } from '../../core/catalog/services/serviceTable';

const TABLE = [
  '{"name":"shop","id":"Shop"}',
  ['PutItem 0 1 0,1,7 PUT /items/{Id} 201 {"deprecated":true}', 'ListItems - 6', 'Ping - - -'].join('\n'),
  [
    's Id!@/ Count:i@?n Note:_@^x-note Tags:m@*x-tag- Body:B@{"streaming":true} Kind:3@~ Self:0',
    's Status:i@% Item:0 Items:2 Map:5 Choice:4',
    'l 0 {"flattened":true}',
    'e small large%20one',
    'u Text Number:d',
    'm 3 b {"locationName":"entry"}',
    's NextToken Marker IsTruncated:b Names:7 When:t Doc:D Big:l Ratio:f Yes:b Nested:1',
    'l _',
  ].join('\n'),
  ['NotFound=Shop.NotFound 404 message@~', 'Gone -', 'Odd'].join('\n'),
].join('\n\n');

const { operations, errors, ...head } = readTable(TABLE.replace('Tags:m', 'Tags:5'));

/** `structure { Id!: string, Self: … }`, as deep as asked. */
function shown(shape: Shape | undefined, depth = 1): unknown {
  if (shape === undefined) return undefined;
  if (shape.kind === 'structure') {
    if (depth < 0) return '…';
    const members = [...shape.members.values()].map(({ name, required, type, ...traits }) => [
      `${name}${required ? '!' : ''}`,
      { ...(Object.keys(traits).length > 0 && { traits }), type: shown(type, depth - 1) },
    ]);
    return { ...(shape.union && { union: true }), ...(Object.fromEntries(members) as object) };
  }
  if (shape.kind === 'list') return { list: shown(shape.of, depth), flattened: shape.flattened };
  if (shape.kind === 'map') return { keys: shown(shape.keys), values: shown(shape.values), as: shape.locationName };
  return shape.kind === 'enum' ? shape.values : shape.kind;
}

test('operations', () => {
  expect(head).toEqual({ name: 'shop', id: 'Shop' });
  const told = [...operations.values()].map(({ input, output, errors: raised, ...rest }) => ({
    ...rest,
    has: [input && 'input', output && 'output', ...raised.map(({ name }) => name)].filter(Boolean),
  }));
  expect(told).toEqual([
    {
      name: 'PutItem',
      method: 'PUT',
      requestUri: '/items/{Id}',
      responseCode: 201,
      deprecated: true,
      has: ['input', 'output', 'NotFound', 'Gone'],
    },
    { name: 'ListItems', method: 'POST', requestUri: '/', responseCode: 200, deprecated: false, has: ['output'] },
    { name: 'Ping', method: 'POST', requestUri: '/', responseCode: 200, deprecated: false, has: [] },
  ]);
});

test('shapes', () => {
  const put = operations.get('PutItem')!;
  const kinds = ['small', 'large one'];
  expect(shown(put.input)).toEqual({
    'Id!': { traits: { location: 'uri' }, type: 'string' },
    Count: { traits: { location: 'querystring', locationName: 'n' }, type: 'integer' },
    Note: { traits: { location: 'header', locationName: 'x-note' }, type: 'string' },
    Tags: {
      traits: { location: 'headers', locationName: 'x-tag-' },
      type: { keys: kinds, values: 'boolean', as: 'entry' },
    },
    Body: { traits: { streaming: true }, type: 'blob' },
    Kind: { traits: { locationName: 'kind' }, type: kinds },
    Self: {
      type: expect.objectContaining({ Note: { traits: expect.anything() as unknown, type: 'string' } }) as unknown,
    },
  });
  expect(put.input!.members.get('Self')!.type).toBe(put.input);
  expect(shown(put.output, 0)).toEqual({
    Status: { traits: { location: 'statusCode' }, type: 'integer' },
    Item: { type: '…' },
    Items: { type: { list: '…', flattened: true } },
    Map: { type: { keys: kinds, values: 'boolean', as: 'entry' } },
    Choice: { type: '…' },
  });
  expect(shown(put.output!.members.get('Choice')!.type)).toEqual({
    union: true,
    Text: { type: 'string' },
    Number: { type: 'double' },
  });
  const kindsOfList = [...operations.get('ListItems')!.output!.members.values()].map(({ type }) => type.kind);
  expect(kindsOfList.join(' ')).toBe('string string boolean list timestamp document long float boolean structure');
});

test('errors', () => {
  const told = errors.map(({ members, ...rest }) => ({
    ...rest,
    members: [...members.values()].map(({ name, type, locationName }) => `${name} ${type.kind} ${locationName}`),
  }));
  expect(told).toEqual([
    { name: 'NotFound', code: 'Shop.NotFound', status: 404, members: ['message string message'] },
    { name: 'Gone', code: 'Gone', status: 400, members: [] },
    { name: 'Odd', code: 'Odd', status: 400, members: [] },
  ]);
});

test('a table may be empty', () => {
  const empty = readTable('{}');
  expect([empty.operations.size, empty.errors]).toEqual([0, []]);
});

test('a sample has each thing once, and does not say that there is more', () => {
  const item = { Id: 'text', Count: 0, Note: 'text', Tags: { key: true }, Body: 'text', Kind: 'small' };
  expect(sampleOutput(operations.get('ListItems')!.output)).toEqual({
    Names: ['text'],
    When: '2026-01-01T00:00:00Z',
    Doc: {},
    Big: 0,
    Ratio: 0,
    Yes: true,
    Nested: {
      Status: 0,
      Item: { ...item, Self: { ...item, Tags: {}, Self: {} } },
      Items: [{ ...item, Tags: {}, Self: {} }],
      Map: { key: true },
      Choice: { Text: 'text' },
    },
  });
  expect(sampleOutput(undefined)).toEqual({});
  expect(sampleOutput({ kind: 'enum', values: [] })).toBe('');
});

test.each([
  ['DBInstanceIdentifier', 'DbInstanceIdentifier'],
  ['KMSKeyId', 'KmsKeyId'],
  ['tableName', 'TableName'],
  ['X-Amz--Target_id', 'XAmzTargetId'],
  ['S3Bucket', 'S3Bucket'],
  ['ipv6Address', 'Ipv6Address'],
  ['HTTP2Settings', 'Http2Settings'],
  ['EC2', 'Ec2'],
])('%s is written %s', (name, written) => expect(memberInDefinition(name)).toBe(written));

test.each([
  ['DynamoDB', 'ConditionalCheckFailedException', 'DynamoDb.ConditionalCheckFailedException'],
  ['S3', 'NoSuchKey', 'S3.NoSuchKeyException'],
  ['Config Service', 'NoSuchBucketFault', 'Config.NoSuchBucketException'],
  ['Amazon MQ', 'notFound', 'Mq.NotFoundException'],
])('%s raises %s as %s', (service, error, caught) => expect(stateError(service, error)).toBe(caught));

test('names of services and errors', () => {
  expect(['AWS Health', 'SSM', 'Service Quotas'].map(serviceInErrors)).toEqual(['Health', 'Ssm', 'ServiceQuotas']);
  expect(['Fault', 'AFault', 'FaultA', 'AException'].map(exceptionName)).toEqual([
    'Exception',
    'AException',
    'FaultAException',
    'AException',
  ]);
});
