/** Holds an event against the schema of its source. */
import { isJsonObject, type Json } from '../core/json';
import { isNumber } from '../core/jsonNumber';
import { phrase, saidAlready, type Phrase } from '../core/l10n/phrase';
import { nearestName } from '../core/nearestName';
import type { Schema, SchemaType } from './schema';

/** What is wrong with one value of an event. */
export interface Fault {
  /** Where: members' names and places in lists. */
  readonly path: readonly (string | number)[];
  readonly message: Phrase;
  /** The member that the value at `path` lacks, where that is all there is to say. */
  readonly missing?: string;
}

/** An event has what AWS always sends, an answer what AWS asks for. */
export type Whose = "AWS's" | 'ours';

/** All that is wrong with a value, in order. */
export function faultsOf(value: Json, schema: Schema, path: Fault['path'] = [], whose: Whose = "AWS's"): Fault[] {
  if (schema.anyOf) return faultsOfAny(value, schema.anyOf, path, whose);
  const at = (message: Phrase): Fault[] => [{ path, message }];
  if (schema.const !== undefined && value !== schema.const) {
    return at(phrase`This must be ${JSON.stringify(schema.const)}.`);
  }
  if (schema.enum && !schema.enum.some((each) => each === value)) {
    return at(phrase`This must be one of ${schema.enum.map((each) => JSON.stringify(each)).join(', ')}.`);
  }
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
  if (types && !types.some((type) => TYPES[type].is(value))) {
    return at(phrase`This must be ${types.map((type) => TYPES[type].says()).join(phrase` or `)}.`);
  }
  if (schema.pattern !== undefined && typeof value === 'string' && !new RegExp(schema.pattern).test(value)) {
    return at(saidAlready(schema.patternErrorMessage ?? phrase`This must match ${schema.pattern}.`));
  }
  if (Array.isArray(value)) return faultsOfList(value, schema, path, whose);
  return isJsonObject(value) ? faultsOfObject(value, schema, path, whose) : [];
}

/** Of several shapes that none fits the faults are those of the nearest. */
function faultsOfAny(value: Json, shapes: readonly Schema[], path: Fault['path'], whose: Whose): Fault[] {
  const found = shapes.map((shape) => faultsOf(value, shape, path, whose));
  return found.reduce((best, each) => (weight(each, path) < weight(best, path) ? each : best));
}

/** What is wrong with the value itself weighs more than anything inside it. */
function weight(faults: readonly Fault[], path: Fault['path']): number {
  return faults.reduce((sum, fault) => sum + (fault.path.length === path.length ? 1000 : 1), 0);
}

function faultsOfList(
  list: readonly Json[],
  { items, minItems = 0 }: Schema,
  path: Fault['path'],
  whose: Whose,
): Fault[] {
  if (list.length < minItems) return [{ path, message: phrase`This list must not be empty.` }];
  return items ? list.flatMap((item, index) => faultsOf(item, items, [...path, index], whose)) : [];
}

function faultsOfObject(
  value: { readonly [name: string]: Json },
  { properties = {}, required = [], additionalProperties }: Schema,
  path: Fault['path'],
  whose: Whose,
): Fault[] {
  const missing = required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => missingMember(name, value, properties, whose, path));
  const inside = Object.entries(value).flatMap(([name, member]) => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    return schema ? faultsOf(member, schema, [...path, name], whose) : [];
  });
  return [...missing, ...inside];
}

function missingMember(name: string, value: object, properties: object, whose: Whose, path: Fault['path']): Fault {
  const others = Object.keys(value).filter((each) => !Object.hasOwn(properties, each));
  const nearest = nearestName(name, others);
  const isOurs = whose === 'ours';
  if (nearest !== undefined) {
    const message = isOurs
      ? phrase`The member ${name} is missing. Is ${nearest} meant for it?`
      : phrase`The member ${name} is missing. AWS always sends it. Is ${nearest} meant for it?`;
    return { path, message };
  }
  const message = isOurs
    ? phrase`The member ${name} is missing.`
    : phrase`The member ${name} is missing. AWS always sends it.`;
  return { path, message, missing: name };
}

/** Half a record lacks a dozen members: all that one item of a list lacks, or the event outside of lists, is told at once. */
export function toldAtOnce(faults: readonly Fault[]): Fault[] {
  const groups = new Map<string, { readonly path: Fault['path']; readonly of: Fault[] }>();
  for (const [index, fault] of faults.entries()) {
    const path = fault.path.slice(0, fault.path.findLastIndex((step) => typeof step === 'number') + 1);
    const key = fault.missing === undefined ? `${index}` : `lacks:${JSON.stringify(path)}`;
    const group = groups.get(key) ?? { path, of: [] };
    groups.set(key, { ...group, of: [...group.of, fault] });
  }
  return [...groups.values()].map(({ path, of }) => {
    if (of.length === 1) return of[0]!;
    const names = of.map((each) => [...each.path.slice(path.length), each.missing].join('.'));
    return { path, message: phrase`These members are missing, and AWS always sends them: ${names.join(', ')}.` };
  });
}

/** Where a fault is, as JSONPath has it. */
export function pathText(path: Fault['path']): string {
  const steps = path.map((step) =>
    typeof step === 'number' ? `[${step}]` : /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(step) ? `.${step}` : `['${step}']`,
  );
  return `$${steps.join('')}`;
}

const TYPES: { readonly [Type in SchemaType]: { readonly says: () => Phrase; is(value: Json): boolean } } = {
  string: { says: () => phrase`a text`, is: (value) => typeof value === 'string' },
  number: { says: () => phrase`a number`, is: isNumber },
  integer: { says: () => phrase`a whole number`, is: (value) => isNumber(value) && Number.isInteger(Number(value)) },
  boolean: { says: () => phrase`true or false`, is: (value) => typeof value === 'boolean' },
  null: { says: () => phrase`null`, is: (value) => value === null },
  array: { says: () => phrase`a list`, is: Array.isArray },
  object: { says: () => phrase`an object`, is: isJsonObject },
};
