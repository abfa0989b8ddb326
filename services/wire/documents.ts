/** Data of JSON and CBOR, which carry types: walked along the shapes that a model gives them. */
import type { Member, Shape, StructureShape, TimeFormat, Traits } from '../../core/catalog/services/serviceTable';
import { UnreadableRequest, type Value } from './call';
import { blobBytes, DEEPEST, isMembers, membersOf, readBase64, readTime, writeNumber, writeTime } from './values';

/** In what two formats differ. */
export interface Spelling {
  readonly readBlob: (value: Value) => Value;
  readonly writeBlob: (value: Value) => Value;
  /** To what `readTime` of the values takes; absent: it is that as it came. */
  readonly readTime?: (value: Value) => Value;
  /** @param format as the member's model says it */
  readonly writeTime: (value: Value, format: TimeFormat | undefined) => Value;
  readonly writeNumber: (value: Value) => Value;
  /** The name of a member in the data. */
  readonly nameOf: (name: string, traits: Traits) => string;
}

const jsonName: Spelling['nameOf'] = (name, { locationName }) => locationName ?? name;

/** @param times what every time of the service is written as that says no more */
export function jsonSpelling(times: TimeFormat = 'unixTimestamp'): Spelling {
  return {
    readBlob: readBase64,
    writeBlob: (value) => blobBytes(value, false).toString('base64'),
    writeTime: (value, format) => writeTime(value, format ?? times),
    writeNumber: (value) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value),
    nameOf: jsonName,
  };
}

export const CBOR_SPELLING: Spelling = {
  readBlob: (value) => value,
  writeBlob: (value) => blobBytes(value, false),
  // An instant is the one thing that CBOR's encoder makes a tag of.
  writeTime: (value) => {
    const seconds = writeTime(value, 'unixTimestamp');
    return typeof seconds === 'number' ? new Date(seconds * 1000) : seconds;
  },
  writeNumber,
  nameOf: (name) => name,
};

/** Data that came, in the names of the model. Members that the model lacks are kept: a client may be newer than it. */
export function readDocument(value: Value, shape: Shape, spelling: Spelling, depth = 0): Value {
  if (depth > DEEPEST) throw new UnreadableRequest(`The request is nested deeper than ${DEEPEST} levels.`);
  if (value === null || value === undefined) return value;
  switch (shape.kind) {
    case 'structure':
      return isMembers(value) ? readMembers(value, shape, spelling, depth) : readPlain(value, depth);
    case 'list':
      return Array.isArray(value)
        ? value.map((each) => readDocument(each, shape.of, spelling, depth + 1))
        : readPlain(value, depth);
    case 'map':
      if (!isMembers(value)) return readPlain(value, depth);
      return membersOf(
        Object.entries(value).map(
          ([key, each]) => [key, readDocument(each, shape.values, spelling, depth + 1)] as const,
        ),
      );
    case 'timestamp':
      return readPlain(readTime(spelling.readTime?.(value) ?? value), depth);
    case 'blob':
      return readPlain(spelling.readBlob(value), depth);
    default:
      return readPlain(value, depth);
  }
}

/** Data of which no model knows more, or which have another type than it says. */
function readPlain(value: Value, depth: number): Value {
  if (depth > DEEPEST) throw new UnreadableRequest(`The request is nested deeper than ${DEEPEST} levels.`);
  if (Array.isArray(value)) return value.map((each) => readPlain(each, depth + 1));
  if (!isMembers(value)) return value;
  return membersOf(Object.entries(value).map(([name, each]) => [name, readPlain(each, depth + 1)] as const));
}

function readMembers(
  value: { [name: string]: Value },
  shape: StructureShape,
  spelling: Spelling,
  depth: number,
): Value {
  const read = new Map<string, Value>();
  const known = namesOnTheWire(shape, spelling);
  for (const [name, each] of Object.entries(value)) {
    const member = known.get(name) ?? shape.members.get(name);
    // Of a union, clients write what kind it is into it.
    if (!member && name === '__type') continue;
    if (member?.location) continue;
    // A member that is null is one that is not there.
    if (member && each === null && member.type.kind !== 'document') continue;
    read.set(
      member?.name ?? name,
      member ? readDocument(each, member.type, spelling, depth + 1) : readPlain(each, depth + 1),
    );
  }
  return membersOf(read);
}

const names = new WeakMap<StructureShape, WeakMap<Spelling['nameOf'], Map<string, Member>>>();

function namesOnTheWire(shape: StructureShape, { nameOf }: Spelling): Map<string, Member> {
  let ofShape = names.get(shape);
  if (!ofShape) names.set(shape, (ofShape = new WeakMap()));
  let found = ofShape.get(nameOf);
  if (!found) {
    found = new Map([...shape.members.values()].map((member) => [nameOf(member.name, member), member]));
    ofShape.set(nameOf, found);
  }
  return found;
}

/** Data that are to be sent, as the format has them. */
export function writeDocument(value: Value, shape: Shape, spelling: Spelling, traits: Traits = {}): Value {
  if (value === null || value === undefined) return value;
  switch (shape.kind) {
    case 'structure':
      return isMembers(value) ? writeMembers(value, shape, spelling) : value;
    case 'list':
      return Array.isArray(value) ? value.map((each) => writeDocument(each, shape.of, spelling, shape.member)) : value;
    case 'map':
      if (!isMembers(value)) return value;
      return membersOf(
        Object.entries(value).map(
          ([key, each]) => [key, writeDocument(each, shape.values, spelling, shape.value)] as const,
        ),
      );
    case 'timestamp':
      return spelling.writeTime(value, traits.timestampFormat);
    case 'blob':
      return spelling.writeBlob(value);
    case 'float':
    case 'double':
      return spelling.writeNumber(value);
    default:
      return value;
  }
}

function writeMembers(value: { [name: string]: Value }, shape: StructureShape, spelling: Spelling): Value {
  return membersOf(
    Object.entries(value).flatMap(([name, each]) => {
      const member = shape.members.get(name);
      if (!member) return [[name, each] as const];
      if (member.location || each === undefined) return [];
      return [[spelling.nameOf(name, member), writeDocument(each, member.type, spelling, member)] as const];
    }),
  );
}
