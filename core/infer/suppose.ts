/** Decides values of open data. Each answers whether the datum is, or has become, what is asked. */
import { isContainer, type Json } from '../json';
import { doubleOf, isExactNumber } from '../jsonNumber';
import {
  allMembers,
  arrayDatum,
  asArray,
  asObject,
  exampleDatum,
  kindOf,
  openDatum,
  typeOf,
  type Datum,
  type DatumType,
  type Journal,
} from './datum';
import { inferredText, MOMENT } from '../textsByName';
import { PAST_MOMENT } from './likelyValue';
import { jsonOf } from './toJson';

/** A text that decodes: "inferred". */
export const SOME_BASE64 = 'aW5mZXJyZWQ=';

/** Makes a datum equal a value. */
export function beValue(datum: Datum, value: string | number | boolean | null, journal: Journal): boolean {
  const known = knownScalar(datum);
  if (known !== undefined) return known === value;
  if (!datum.open || datum.members || datum.items || datum.json || datum.pieces) return false;
  const type = typeOf(value);
  if (datum.unlike?.has(value)) return false;
  if (datum.type !== undefined && !accepts(datum.type, type)) return false;
  journal.set(datum, 'type', type);
  journal.set(datum, 'value', value);
  return true;
}

/** Makes a datum another than a value, of the same type. */
export function beOther(datum: Datum, value: string | number | boolean | null, journal: Journal): boolean {
  const known = knownScalar(datum);
  if (known !== undefined) return known !== value;
  if (!datum.open) return jsonOf(datum) !== value;
  if (datum.members || datum.items) return true;
  if (datum.type === undefined || jsonOf(datum) !== value) {
    // Whatever else it may become, also of another type.
    journal.set(datum, 'unlike', new Set([...(datum.unlike ?? []), value]));
    if (typeof value === 'boolean') journal.set(datum, 'rather', 'boolean');
    if (typeof value === 'number') journal.set(datum, 'rather', 'number');
    return true;
  }
  if (typeof value === 'boolean') return beValue(datum, !value, journal);
  if (typeof value === 'number') return beValue(datum, value + 1, journal);
  return beType(datum, 'string', journal) && jsonOf(datum) !== value;
}

export type Relation = '<' | '<=' | '>' | '>=';

/** What holds where a relation does not. */
export const OPPOSITE: Readonly<Record<Relation, Relation>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

/** Whether an operator is a relation as it is written. */
export function isRelation(operator: string): operator is Relation {
  return Object.hasOwn(OPPOSITE, operator);
}

/** Makes a datum stand in a relation to a number or text. */
export function beRelated(datum: Datum, relation: Relation, bound: string | number, journal: Journal): boolean {
  const known = knownScalar(datum);
  if (known !== undefined) return isRelated(known, relation, bound);
  if (datum.open && datum.example !== undefined && isRelated(datum.example, relation, bound)) {
    return beValue(datum, datum.example as string | number, journal);
  }
  return beValue(datum, relative(bound, relation), journal);
}

function relative(bound: string | number, relation: Relation): string | number {
  const isBelow = relation.startsWith('<');
  const moment = typeof bound === 'string' && /^\d{4}-\d\d-\d\dT/.test(bound) ? Date.parse(bound) : NaN;
  if (!Number.isNaN(moment)) {
    // What it is compared with may be the run's own time.
    const far = isBelow ? PAST_MOMENT : MOMENT;
    if (isRelated(Date.parse(far), relation, moment)) return far;
  }
  if (relation.endsWith('=')) return bound;
  if (typeof bound === 'number') return isBelow ? bound - 1 : bound + 1;
  if (!Number.isNaN(moment)) return new Date(moment + (isBelow ? -1000 : 1000)).toISOString();
  return isBelow ? bound.slice(0, -1) : `${bound}~`;
}

function isRelated(value: Json, relation: Relation, bound: string | number): boolean {
  if (typeof value !== typeof bound) return false;
  const [left, right] = [value as number, bound as number];
  if (relation === '<') return left < right;
  if (relation === '<=') return left <= right;
  return relation === '>' ? left > right : left >= right;
}

/** Makes a datum be of a type, where it is of none yet. */
export function beType(datum: Datum, type: DatumType, journal: Journal): boolean {
  const kind = kindOf(datum);
  if (type === 'object' && kind === undefined) return asObject(datum, journal);
  if (type === 'array' && kind === undefined) return asArray(datum, journal);
  if (kind !== undefined) {
    if (type !== 'timestamp') return kind === type;
    if (datum.type === 'timestamp' || kind !== 'string') return kind === 'string';
    if (!datum.open || datum.value !== undefined) return !Number.isNaN(Date.parse(String(jsonOf(datum))));
  }
  if (!datum.open) return false;
  journal.set(datum, 'type', type);
  return true;
}

/** Makes a datum a moment that has passed, where nothing says which: who waits for it goes on. */
export function bePast(datum: Datum, journal: Journal): void {
  const isUndecided = datum.open && datum.value === undefined && datum.example === undefined;
  if (beType(datum, 'timestamp', journal) && isUndecided) journal.set(datum, 'example', PAST_MOMENT);
}

/** Makes a datum not be of a type. */
export function beNoType(datum: Datum, type: DatumType, journal: Journal): boolean {
  const kind = kindOf(datum);
  if (kind !== undefined) return type === 'timestamp' ? datum.type !== 'timestamp' : kind !== type;
  return beType(datum, type === 'string' || type === 'timestamp' ? 'number' : 'string', journal);
}

/** Makes an object lack a member. */
export function beAbsent(owner: Datum, name: string, journal: Journal): boolean {
  const spare = owner.spare?.has(name) ? owner.members?.get(name) : undefined;
  if (spare) {
    owner.members!.delete(name);
    journal.did(() => owner.members!.set(name, spare));
  }
  if (allMembers(owner).has(name)) return false;
  if (owner.below) return beAbsent(owner.below, name, journal);
  if (owner.compute || !owner.open) return true;
  const before = owner.absent;
  journal.set(owner, 'absent', new Set([...(before ?? []), name]));
  return true;
}

/** Makes a list have no item at an index, whatever is read of it later. */
export function beNoLonger(list: Datum, index: number, journal: Journal): boolean {
  if (list.compute || !asArray(list, journal) || list.items!.length > index) return false;
  journal.set(list, 'most', index);
  return true;
}

/** Makes a text hold JSON: the data that it holds. */
export function beJsonText(datum: Datum, journal: Journal): Datum | undefined {
  if (datum.json) return datum.json;
  if (!datum.open || datum.members || datum.items || datum.pieces) return undefined;
  if (datum.value !== undefined || (datum.type !== undefined && datum.type !== 'string')) return undefined;
  journal.set(datum, 'type', 'string');
  journal.set(datum, 'json', openDatum(datum.name));
  return datum.json;
}

/** Makes a text of pieces with something between them, of each of which can be supposed what it is. */
export function beSplit(datum: Datum, between: string, journal: Journal): Datum | undefined {
  if (datum.pieces) return datum.pieces.between === between ? arrayDatum(datum.pieces.of) : undefined;
  // The text of an example says nothing of how it is split.
  const isUndecided = datum.open && datum.value === undefined && !datum.unlike;
  if (!isUndecided || datum.json || (datum.type !== undefined && datum.type !== 'string')) return undefined;
  const likely = inferredText(datum.name)?.split(between) ?? [];
  // Else long enough for whichever piece is taken.
  const pieces = likely.length > 1 ? likely : ['a', 'b', 'c', 'd', 'e', 'f'];
  const of = pieces.map((each) => exampleDatum(each, datum.name));
  journal.set(datum, 'type', 'string');
  journal.set(datum, 'pieces', { between, of });
  return arrayDatum(of);
}

/** Makes a text hold a piece. */
export function beContaining(datum: Datum, piece: string, journal: Journal): boolean {
  const known = knownScalar(datum);
  if (known !== undefined) return typeof known === 'string' && known.includes(piece);
  return beValue(datum, piece, journal);
}

/** What is supposed of a number is supposed of a double. */
function plainScalar(value: Datum['value']): string | number | boolean | null | undefined {
  return isExactNumber(value) ? doubleOf(value) : value;
}

/** The value of a scalar that is decided. */
export function knownScalar(datum: Datum): string | number | boolean | null | undefined {
  if (datum.compute) {
    const json = datum.compute();
    return isContainer(json) ? undefined : plainScalar(json);
  }
  return plainScalar(datum.value);
}

function accepts(type: DatumType, value: DatumType): boolean {
  return type === value || (type === 'timestamp' && value === 'string');
}
