/** What an action takes that is no command of its service's API: a short form of the shapes that AWS's models have. */
import type { Member, Shape, SimpleType, StructureShape } from '../services/serviceTable';

/** A type, the values of an enumeration, or what a list, a map or an object holds. */
export type TakenShape =
  | SimpleType
  | readonly string[]
  | { readonly list: TakenShape }
  | { readonly map: TakenShape }
  | { readonly object: TakenArguments };

export type TakenArguments = { readonly [name: string]: TakenShape };

export function takenStructure(taken: TakenArguments, required: readonly unknown[] = []): StructureShape {
  const members = Object.entries(taken).map(([name, shape]): [string, Member] => [
    name,
    { name, required: required.includes(name), type: shapeOf(shape) },
  ]);
  return { kind: 'structure', members: new Map(members), union: false };
}

function shapeOf(taken: TakenShape): Shape {
  if (typeof taken === 'string') return { kind: taken };
  if (isEnumeration(taken)) return { kind: 'enum', values: taken };
  if ('list' in taken) return { kind: 'list', of: shapeOf(taken.list) };
  if ('map' in taken) return { kind: 'map', keys: { kind: 'string' }, values: shapeOf(taken.map) };
  return takenStructure(taken.object);
}

function isEnumeration(taken: TakenShape): taken is readonly string[] {
  return Array.isArray(taken);
}
