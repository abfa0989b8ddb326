/** From data that were inferred to JSON. */
import type { Json, JsonObject } from '../json';
import { allMembers, type Datum } from './datum';
import { MOMENT } from '../textsByName';
import { likelyValue } from './likelyValue';

/** What stands under the type names of DynamoDB: a number is its text. */
const OF_DYNAMODB: { readonly [name: string]: Json } = { N: '1', BOOL: true };

/** What a datum comes to. A part of which nothing is known becomes a text that says it was inferred. */
export function jsonOf(datum: Datum): Json {
  const { compute, json, pieces, value, type, items, members } = datum;
  if (compute) return compute() ?? null;
  if (value !== undefined) return value;
  if (pieces) return pieces.of.map(jsonOf).join(pieces.between);
  if (json) return JSON.stringify(jsonOf(json));
  if (members || type === 'object') return objectOf(allMembers(datum));
  if (items || type === 'array') return (items ?? []).map(jsonOf);
  return scalarOf(datum);
}

function objectOf(members: ReadonlyMap<string, Datum>): JsonObject {
  return Object.fromEntries([...members].map(([name, member]) => [name, jsonOf(member)]));
}

function scalarOf(datum: Datum): Json {
  if (datum.example !== undefined) return datum.example;
  switch (datum.type) {
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'timestamp':
      return MOMENT;
    default:
      if (datum.type === undefined && datum.isRatherObject) return {};
      if (datum.type === undefined && datum.rather) {
        const other = otherThan(datum.rather, datum.unlike ?? new Set());
        if (other !== undefined) return other;
      }
      if (datum.type === undefined && Object.hasOwn(OF_DYNAMODB, datum.name)) return OF_DYNAMODB[datum.name]!;
      return likelyValue(datum.name, datum.type);
  }
}

/** One of a type that is none of some; undefined: there is none. */
function otherThan(type: 'number' | 'boolean', unlike: ReadonlySet<Json>): Json | undefined {
  if (type === 'boolean') return [true, false].find((each) => !unlike.has(each));
  let other = 1;
  while (unlike.has(other)) other++;
  return other;
}
