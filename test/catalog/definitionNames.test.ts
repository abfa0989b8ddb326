/** Names of an API's members as a definition writes them, and back. */
import { expect, test } from 'vitest';
import { inApi, inDefinition } from '../../core/catalog/services/definitionNames';
import type { Shape } from '../../core/catalog/services/serviceTable';
import type { Json } from '../../core/json';

const STRING: Shape = { kind: 'string' };
const structure = (members: { readonly [name: string]: Shape }): Shape =>
  ({
    kind: 'structure',
    union: false,
    members: new Map(Object.entries(members).map(([name, type]) => [name, { name, required: false, type }])),
  }) as never;
const SHAPE = structure({
  KMSKeyId: STRING,
  DBItems: { kind: 'list', of: structure({ SSEType: STRING }) } as never,
  DNSNames: { kind: 'map', keys: STRING, values: structure({ DBName: STRING }) } as never,
  Inner: structure({ ARN: STRING }),
});

test.each<[Json, Json]>([
  [{ KMSKeyId: 'k' }, { KmsKeyId: 'k' }],
  [{ DBItems: [{ SSEType: 's' }, 'x'] }, { DbItems: [{ SseType: 's' }, 'x'] }],
  [{ DNSNames: { KMSKeyId: { DBName: 'd' } } }, { DnsNames: { KMSKeyId: { DbName: 'd' } } }],
  [{ Inner: { ARN: 'a', OWN: 1 } }, { Inner: { Arn: 'a', OWN: 1 } }],
  [{ OTHER: { KMSKeyId: 'k' } }, { OTHER: { KMSKeyId: 'k' } }],
  [{ KMSKeyId: { DBItems: 1 } }, { KmsKeyId: { DBItems: 1 } }],
  [[{ KMSKeyId: 'k' }], [{ KMSKeyId: 'k' }]],
  ['KMSKeyId', 'KMSKeyId'],
  [null, null],
])('%j of an API is %j in a definition of the SDK', (api, definition) => {
  expect(inDefinition(api, SHAPE, { isSdk: true })).toEqual(definition);
  expect(inApi(definition, SHAPE)).toEqual(api);
  expect(inDefinition(api, undefined, { isSdk: true })).toEqual(api);
});

test('an integration of its own writes the names of the API', () =>
  expect(inDefinition({ KMSKeyId: 'k' }, SHAPE, { isSdk: false })).toEqual({ KMSKeyId: 'k' }));
