/** From data that were inferred to JSON. */
import type { Json, JsonObject } from '../json';
import { allMembers, type Datum } from './datum';

/** A moment that no run is likely to have passed, for texts that must hold one. */
const MOMENT = '2030-01-31T08:00:00Z';

/** What stands at the beginning of every text that was inferred. */
const INFERRED = 'inferred';

/** What stands under the type names of DynamoDB: a number is its text. */
const OF_DYNAMODB: { readonly [name: string]: Json } = { N: '1', BOOL: true };

/** What a datum comes to. A part of which nothing is known becomes a text that says it was inferred. */
export function jsonOf(datum: Datum): Json {
  return write(datum, new Set());
}

function write(datum: Datum, above: Set<Datum>): Json {
  if (above.has(datum)) return null;
  const { compute, json, value, type, items, members } = datum;
  if (compute) return compute() ?? null;
  if (value !== undefined) return value;
  above.add(datum);
  try {
    if (json) return JSON.stringify(write(json, above));
    if (members || type === 'object') return objectOf(allMembers(datum), above);
    if (items || type === 'array') return (items ?? []).map((item) => write(item, above));
  } finally {
    above.delete(datum);
  }
  return scalarOf(datum);
}

function objectOf(members: ReadonlyMap<string, Datum>, above: Set<Datum>): JsonObject {
  return Object.fromEntries([...members].map(([name, member]) => [name, write(member, above)]));
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
      if (datum.type === undefined && Object.hasOwn(OF_DYNAMODB, datum.name)) return OF_DYNAMODB[datum.name]!;
      return datum.name === '' ? INFERRED : `${INFERRED}-${datum.name}`;
  }
}
