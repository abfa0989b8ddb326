/** An answer of a service to code that reads it: what is read of it is there, of the types that the service's model has. */
import { isAttributeValue } from '../catalog/services/attributeValue';
import { memberNamed } from '../catalog/services/calledOperation';
import { sampleOutput } from '../catalog/services/sampleOutput';
import type { Shape, StructureShape } from '../catalog/services/serviceTable';
import { tellsOfFailure } from '../catalog/services/toldOfFailure';
import type { DataReads } from '../handlers/dataReads';
import { isJsonObject, type Json, type JsonObject } from '../json';
import { singular } from './datum';
import { likelyValue } from './likelyValue';
import { readAs } from './readAs';

/** @param readsOf what code reads of a member of the answer, by its name */
export function answerToCode(
  output: StructureShape,
  sample: JsonObject,
  readsOf: (member: string) => DataReads | undefined,
): JsonObject {
  const read = [...output.members.values()].flatMap(({ name, type }) => {
    const reads = tellsOfFailure(name) ? undefined : readsOf(name);
    return reads ? [[name, valueOf(type, reads, name, sample[name])] as const] : [];
  });
  const answer: JsonObject = { ...sample, ...Object.fromEntries(read) };
  const counted = [...COUNTED].flatMap(([count, of]) => {
    const list = answer[of];
    return Array.isArray(list) && typeof answer[count] === 'number' ? [[count, list.length] as const] : [];
  });
  return { ...answer, ...Object.fromEntries(counted) };
}

/** Members that say how many another holds: of DynamoDB's Query and Scan, of S3's ListObjectsV2. */
const COUNTED: ReadonlyMap<string, string> = new Map([
  ['Count', 'Items'],
  ['ScannedCount', 'Items'],
  ['KeyCount', 'Contents'],
]);

/** @param known what an answer has there, as an example */
function valueOf(shape: Shape, reads: DataReads, name: string, known?: Json): Json {
  const { members, item, json } = reads;
  switch (shape.kind) {
    case 'structure': {
      if (isAttributeValue(shape)) return attributeOf(shape, reads, name);
      const sample = known ?? sampleOutput(shape);
      const example: JsonObject = isJsonObject(sample) && !shape.union ? sample : {};
      const read = [...members].flatMap(([inner, each]) => {
        const member = tellsOfFailure(inner) ? undefined : memberNamed(shape, inner);
        return member ? [[member.name, valueOf(member.type, each, member.name, example[member.name])] as const] : [];
      });
      return { ...example, ...Object.fromEntries(read) };
    }
    case 'map':
      if (members.size === 0) return isAttributeMap(shape) ? {} : sampleOutput(shape);
      return Object.fromEntries([...members].map(([inner, each]) => [inner, valueOf(shape.values, each, inner)]));
    case 'list': {
      const one = valueOf(shape.of, item ?? NOTHING_READ, singular(name));
      return Array.from({ length: Math.max(1, reads.least ?? 1) }, () => one);
    }
    case 'string':
    case 'blob':
      if (json) return JSON.stringify(readAs(json, name));
      return reads.kind === 'number' ? '1' : textOf(reads, name);
    default:
      return known ?? sampleOutput(shape);
  }
}

const NOTHING_READ: DataReads = { members: new Map() };

function isAttributeMap(shape: Shape): boolean {
  return shape.kind === 'map' && isAttributeValue(shape.values);
}

/** Code names the type where it reads the attribute as it is, and does not where its client has unmarshalled it. */
function attributeOf(shape: StructureShape, reads: DataReads, name: string): Json {
  const typed = [...reads.members].find(([type]) => /^[A-Z]+$/.test(type) && shape.members.has(type));
  if (typed) {
    const [type, inner] = typed;
    return { [type]: type === 'N' ? '1' : valueOf(shape.members.get(type)!.type, inner, name) };
  }
  if (reads.members.size > 0) {
    const inner = [...reads.members].map(([each, of]) => [each, attributeOf(shape, of, each)] as const);
    return { M: Object.fromEntries(inner) };
  }
  if (reads.kind === 'list') return { L: [attributeOf(shape, reads.item ?? NOTHING_READ, singular(name))] };
  if (reads.kind === 'object') return { M: {} };
  if (reads.kind === 'number') return { N: '1' };
  return { S: reads.json ? JSON.stringify(readAs(reads.json, name)) : textOf(reads, name) };
}

/** One that the code's types allow, where they say so. */
function textOf({ example, isAskedFor }: DataReads, name: string): string | number {
  return typeof example === 'string' && !isAskedFor ? example : likelyValue(name, 'string');
}
