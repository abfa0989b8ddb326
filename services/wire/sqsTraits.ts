/**
 * How SQS' clients wrote before November 2023, and Debian's still write: in the query protocol, whose traits today's models
 * have lost. They are put over the table again. Source: botocore 1.26, `sqs/2012-11-05`.
 */
import type {
  Member,
  Operation,
  ServiceError,
  ServiceTable,
  Shape,
  StructureShape,
  Traits,
} from '../../core/catalog/services/serviceTable';

/** Of members, wherever they stand: what each item, or the flat map, is called. */
const ITEMS: { readonly [member: string]: string } = {
  AWSAccountIds: 'AWSAccountId',
  Actions: 'ActionName',
  AttributeNames: 'AttributeName',
  MessageSystemAttributeNames: 'AttributeName',
  MessageAttributeNames: 'MessageAttributeName',
  Attributes: 'Attribute',
  MessageAttributes: 'MessageAttribute',
  MessageSystemAttributes: 'MessageSystemAttribute',
  StringListValues: 'StringListValue',
  BinaryListValues: 'BinaryListValue',
  Messages: 'Message',
  QueueUrls: 'QueueUrl',
  queueUrls: 'QueueUrl',
  Tags: 'Tag',
  tags: 'Tag',
  TagKeys: 'TagKey',
  Failed: 'BatchResultErrorEntry',
  Results: 'ListMessageMoveTasksResultEntry',
};

/** What the errors were called, and are in `x-amzn-query-error`. */
const CODES: { readonly [error: string]: string } = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  ...Object.fromEntries(
    [
      'BatchEntryIdsNotDistinct',
      'BatchRequestTooLong',
      'EmptyBatchRequest',
      'InvalidBatchEntryId',
      'MessageNotInflight',
      'PurgeQueueInProgress',
      'QueueDeletedRecently',
      'TooManyEntriesInBatchRequest',
      'UnsupportedOperation',
    ].map((name) => [name, `AWS.SimpleQueueService.${name}`] as const),
  ),
};

const OVER_LIMIT = 403;

const done = { query: new WeakMap<ServiceTable, ServiceTable>(), json: new WeakMap<ServiceTable, ServiceTable>() };

/**
 * @param table SQS's; another service's is given back as it is
 * @param inQuery with the names of the query protocol; what errors are called is the same in JSON
 */
export function withSqsTraits(table: ServiceTable, inQuery: boolean): ServiceTable {
  if (table.name !== 'sqs') return table;
  const known = done[inQuery ? 'query' : 'json'];
  let found = known.get(table);
  if (!found) known.set(table, (found = overlaid(table, inQuery)));
  return found;
}

function overlaid(sqs: ServiceTable, inQuery: boolean): ServiceTable {
  const errors = new Map(sqs.errors.map((error) => [error.name, oldError(error)]));
  const operation = (each: Operation): Operation => {
    const { input, output } = each;
    return {
      ...each,
      ...(input && inQuery ? { input: structure(input, `${each.name}RequestEntry`) } : {}),
      ...(output && inQuery ? { output: structure(output, `${each.name}ResultEntry`) } : {}),
      ...(output ? { resultWrapper: `${each.name}Result` } : {}),
      errors: each.errors.map((error) => errors.get(error.name) ?? error),
    };
  };
  return {
    ...sqs,
    xmlNamespace: 'http://queue.amazonaws.com/doc/2012-11-05/',
    errors: [...errors.values()],
    operations: new Map([...sqs.operations].map(([name, each]) => [name, operation(each)])),
  };
}

function oldError(error: ServiceError): ServiceError {
  const code = CODES[error.name] ?? error.code;
  const isOver = error.name === 'OverLimit' || error.name === 'PurgeQueueInProgress';
  return { ...error, code, status: isOver ? OVER_LIMIT : error.status };
}

/** @param entry what an entry of a batch is called, which is named for its operation */
function structure(shape: StructureShape, entry: string): StructureShape {
  const members = [...shape.members.values()].map((member): [string, Member] => [member.name, old(member, entry)]);
  return { ...shape, members: new Map(members) };
}

function old(member: Member, entry: string): Member {
  const item = ITEMS[member.name] ?? (['Entries', 'Successful'].includes(member.name) ? entry : undefined);
  const traits: Traits = item === undefined ? {} : { locationName: item, flattened: true };
  return { name: member.name, required: member.required, ...traits, type: oldShape(member, item, entry) };
}

function oldShape({ name, type }: Member, item: string | undefined, entry: string): Shape {
  switch (type.kind) {
    case 'structure':
      return structure(type, entry);
    case 'list':
      return { kind: 'list', of: inner(type.of, entry), ...(item ? { member: { locationName: item } } : {}) };
    case 'map':
      return {
        kind: 'map',
        keys: type.keys,
        values: inner(type.values, entry),
        key: { locationName: name.toLowerCase() === 'tags' ? 'Key' : 'Name' },
        value: { locationName: 'Value' },
      };
    default:
      return type;
  }
}

function inner(shape: Shape, entry: string): Shape {
  return shape.kind === 'structure' ? structure(shape, entry) : shape;
}
