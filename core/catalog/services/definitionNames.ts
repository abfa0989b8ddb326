/** Data of a service between the names of its API and those that a definition writes, by the shapes of its model. */
import type { Json, JsonObject } from '../../json';
import { isJsonObject } from '../../json';
import { memberNamed, writtenMember, type CalledOperation } from './calledOperation';
import type { Member, Shape, StructureShape } from './serviceTable';

/** `{KMSKeyId}` → `{KmsKeyId}` of `aws-sdk:`. What the model does not have, and keys of maps, stay as they are. */
export function inDefinition(value: Json, shape: Shape | undefined, called: Pick<CalledOperation, 'isSdk'>): Json {
  return renamed(value, shape, (name, { members }) => {
    const member = members.get(name);
    return member && { name: writtenMember(called, name), member };
  });
}

/** `{KmsKeyId}` → `{KMSKeyId}`: the way back. */
export function inApi(value: Json, shape: Shape | undefined): Json {
  return renamed(value, shape, (name, structure) => {
    const member = memberNamed(structure, name);
    return member && { name: member.name, member };
  });
}

type Rename = (name: string, shape: StructureShape) => { readonly name: string; readonly member: Member } | undefined;

function renamed(value: Json, shape: Shape | undefined, rename: Rename): Json {
  if (shape?.kind === 'list' && Array.isArray(value)) return value.map((each) => renamed(each, shape.of, rename));
  if (!isJsonObject(value)) return value;
  if (shape?.kind === 'map') return mapped(value, (name, each) => [name, renamed(each, shape.values, rename)]);
  if (shape?.kind !== 'structure') return value;
  return mapped(value, (name, each) => {
    const found = rename(name, shape);
    return found ? [found.name, renamed(each, found.member.type, rename)] : [name, each];
  });
}

function mapped(object: JsonObject, entry: (name: string, value: Json) => [string, Json]): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => entry(name, value)));
}
