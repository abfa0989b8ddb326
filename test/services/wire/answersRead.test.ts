/** What an endpoint answers is read as it was meant: every output and every error of some services of each protocol. */
import { expect, test } from 'vitest';
import type { Operation, ServiceTable, Shape } from '../../../core/catalog/services/serviceTable';
import { loadCatalogue } from '../../../services/loadTables';
import { decodeAnswer, encodeError, encodeOutput, type Call, type Members, type Value } from '../../../services/wire';

const catalogue = loadCatalogue();

/** What the gateway counts and sums up itself. */
const SUMS = /^(MD5Of|ContentLength|Checksum(?!Type|Algorithm))/;

function withoutSums(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (name, each: unknown) => (SUMS.test(name) ? undefined : each)));
}

/** A value of a shape with all its members; nothing of itself within itself. */
function sample(shape: Shape, around: readonly Shape[] = []): Value {
  if (around.includes(shape)) return undefined;
  const inside = [...around, shape];
  switch (shape.kind) {
    case 'structure': {
      const members = [...shape.members.values()].slice(0, shape.union && !shape.eventstream ? 1 : undefined);
      return Object.fromEntries(
        members.flatMap(({ name, type }) => {
          const value = sample(type, inside);
          return value === undefined ? [] : [[name, value]];
        }),
      );
    }
    case 'list': {
      const item = sample(shape.of, inside);
      return item === undefined ? undefined : [item, item];
    }
    case 'map': {
      const value = sample(shape.values, inside);
      return value === undefined ? undefined : { key: value };
    }
    case 'enum':
      return shape.values[0] ?? 'text';
    case 'string':
      return 'a <b> & "ü"';
    case 'blob':
      return new Uint8Array([0, 255, 7]);
    case 'boolean':
      return true;
    case 'timestamp':
      return '2026-08-07T10:00:00Z';
    case 'document':
      return { any: [1, 'x'] };
    default:
      return 7;
  }
}

/** All members, with what fits where each travels. */
function output(service: ServiceTable, operation: Operation): Members {
  const shape = operation.output;
  if (!shape) return {};
  const all = sample(shape) as Members;
  for (const { name, location, type, streaming } of shape.members.values()) {
    if (location === 'header' && type.kind === 'string') all[name] = 'plain';
    if (location === 'headers') all[name] = { key: 'plain' };
    if (location === 'statusCode') all[name] = 202;
    if (name === shape.payload && (type.kind === 'string' || streaming)) continue;
    if (type.kind === 'structure' && type.eventstream) {
      const events = all[name] as Members;
      const isError = (kind: string): boolean =>
        service.errors.some((each) => each.name.toLowerCase() === kind.toLowerCase());
      all[name] = Object.entries(events)
        .filter(([kind]) => !isError(kind))
        .map(([kind, event]) => ({ [kind]: event }));
    }
  }
  return all;
}

function callOf(service: ServiceTable, operation: Operation, protocol = service.protocols[0]!): Call {
  return { service, operation, protocol, method: operation.method, headers: {}, input: {} };
}

/** Two members of this twin of an older day have one name on the wire. */
const AMBIGUOUS = ['GetBucketNotification'];

test.each(
  (
    'dynamodb sqs ssm kinesis glue lambda batch bedrockruntime polly scheduler apigateway cloudwatch ' +
    's3 route53 s3control sns iam cloudformation rds sts ec2'
  ).split(' '),
)('%s', (name) => {
  const service = catalogue.table(name)!;
  const read: { [answer: string]: unknown } = {};
  const expected: { [answer: string]: unknown } = {};
  for (const operation of service.operations.values()) {
    if (AMBIGUOUS.includes(operation.name)) continue;
    const given = output(service, operation);
    for (const protocol of service.protocols) {
      const call = callOf(service, operation, protocol);
      const answer = `${operation.name} ${protocol}`;
      read[answer] = decodeAnswer(call, encodeOutput(call, given));
      expected[answer] = { output: given };
    }
    // A HEAD tells its error by the status alone.
    const call = { ...callOf(service, operation), method: 'GET' };
    for (const error of operation.errors) {
      const answer = `${operation.name} ${error.name}`;
      read[answer] = decodeAnswer(call, encodeError(call, { name: error.name, message: 'Not <so>.' }));
      const { name: known } = service.errors.find(({ code }) => code === error.code && name !== 'cloudwatch') ?? error;
      expected[answer] = { error: { name: known, message: 'Not <so>.', status: error.status } };
    }
  }
  expect(withoutSums(read)).toEqual(withoutSums(expected));
});

test('of a HEAD the status names the error', () => {
  const service = catalogue.table('s3')!;
  const call = callOf(service, service.operations.get('HeadObject')!);
  expect(decodeAnswer(call, { status: 404, headers: {}, body: new Uint8Array() })).toEqual({
    error: { name: 'NotFound', message: '', status: 404 },
  });
});

test('an answer that is of no protocol is none', () => {
  const service = catalogue.table('dynamodb')!;
  const call = callOf(service, service.operations.get('GetItem')!);
  const body = Buffer.from('<html>A proxy says no.</html>');
  expect(decodeAnswer(call, { status: 200, headers: {}, body })).toBeUndefined();
});
