// A value for every member of a shape, by its type.
const TIME = '2026-08-07T10:20:30Z';

/** What clients check before they send, or read as something else than text. */
const KNOWN = {
  Bucket: 'some-bucket',
  Key: 'some folder/ä+b&c.txt',
  CopySource: 'other-bucket/key',
  RequestRoute: 'route',
  BucketRegion: 'us-east-1',
};

const SUM = /^MD5Of/;

/** What the client computes itself. */
const LEFT_OUT = {
  s3: /^(SSECustomer|CopySourceSSECustomer|Checksum|ContentMD5|ContentLength)/,
  sqs: SUM,
};

/**
 * @param shape of a table
 * @param forClient tells bytes and times in the client's own types, where a queue is, and of which
 *   structures it takes one member: { bytes(Buffer), time(text), queue, takesOne(shape) }
 */
export function sample(shape, forClient, service, path = [], member = {}) {
  const { name = 'text', location } = member;
  switch (shape.kind) {
    case 'structure': {
      if (shape.eventstream) return eventsOf(shape, forClient, service, path);
      const inside = [...path, shape];
      const wanted = [...shape.members.values()].filter(
        (each) =>
          !holds(each.type, inside) &&
          !(each.type.eventstream && forClient.queue) &&
          !(LEFT_OUT[service]?.test(each.name) ?? false),
      );
      return Object.fromEntries(
        (shape.union || forClient.takesOne?.(shape) ? wanted.slice(0, 1) : wanted).map((each) => [
          each.name,
          sample(each.type, forClient, service, inside, each),
        ]),
      );
    }
    case 'list':
      return holds(shape.of, path) ? [] : [0, 1].map(() => sample(shape.of, forClient, service, path, member));
    case 'map':
      if (holds(shape.values, path)) return {};
      return { [keyOf(shape.keys)]: sample(shape.values, forClient, service, path, member) };
    case 'enum':
      return shape.values[0] ?? 'value';
    case 'integer':
    case 'long':
      return location === 'statusCode' ? 201 : 7;
    case 'float':
    case 'double':
      return 1.5;
    case 'boolean':
      return true;
    case 'timestamp':
      return forClient.time(TIME);
    case 'blob':
      return forClient.bytes(Buffer.from('blöb\0', 'utf8'));
    case 'document':
      return { any: ['thing', 1, true] };
    default:
      // A header holds no more than ASCII.
      if (name === 'QueueUrl' && forClient.queue) return forClient.queue;
      return KNOWN[name] ?? (location?.startsWith('header') ? `some "${name}", and more` : `some ${name} <&> "ü"`);
  }
}

/** One of each kind that is no error: only answers have some. */
function eventsOf(shape, forClient, service, path) {
  return [...shape.members.values()]
    .filter(({ name }) => !/(Exception|Error)$/.test(name))
    .map((member) => ({ [member.name]: sample(member.type, forClient, service, [...path, shape], member) }));
}

function keyOf(keys) {
  return keys.kind === 'enum' ? (keys.values[0] ?? 'key') : 'key';
}

/** Whether a shape on the way down comes again. */
function holds(shape, path) {
  return path.includes(shape);
}

/** A value with its bytes and times written so that both sides can be compared. */
export function comparable(value) {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  // A client's text that would be JSON is an object.
  if (value instanceof String) return String(value);
  if (value instanceof Date) return { $time: value.getTime() };
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return { $time: Date.parse(value) };
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined && each !== null)
      .map(([name, each]) => [name, comparable(each)]),
  );
}

/** Where two comparable values differ first, or undefined. More members at the top are allowed: clients add some. */
export function difference(expected, got, at = '') {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return `${at}: ${short(expected)} became ${short(got)}`;
    for (const [nth, each] of expected.entries()) {
      const found = difference(each, got[nth], `${at}[${nth}]`);
      if (found) return found;
    }
    return undefined;
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof got !== 'object' || got === null) return `${at}: ${short(expected)} became ${short(got)}`;
    for (const [name, each] of Object.entries(expected)) {
      const found = difference(each, got[name], `${at}.${name}`);
      if (found) return found;
    }
    const more = at && Object.keys(got).find((name) => !(name in expected) && !SUM.test(name));
    return more ? `${at}: ${more} is too much` : undefined;
  }
  return expected === got ? undefined : `${at}: ${short(expected)} became ${short(got)}`;
}

const short = (value) => (JSON.stringify(value) ?? 'nothing').slice(0, 80);
