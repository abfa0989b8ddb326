/**
 * What a service would refuse of a call: what must be there and is not, values of another type than its model has, and
 * names that are a slip of the pen.
 */
import { nearestName } from '../core/nearestName';
import { integrationNamed, parseResource } from '../core/catalog/integrations';
import { calledOperation, memberNamed, takesJson, writtenMember } from '../core/catalog/services/calledOperation';
import type { CalledOperation } from '../core/catalog/services/calledOperation';
import { fitsShape, type JsonKind } from '../core/catalog/services/fitsShape';
import { madeBySdk, takesPlainText } from '../core/catalog/services/leniency';
import type { Shape, StructureShape } from '../core/catalog/services/serviceTable';
import { INFERRED } from '../core/inferredText';
import { isJsonObject, type Json, type JsonObject } from '../core/json';
import { isNumber } from '../core/jsonNumber';
import { hasFiller } from '../core/values';
import { loadCatalogue } from '../services/loadTables';

/**
 * What the models do not have is let pass, since it may be newer than they are, unless they have a name much like it.
 *
 * @returns in AWS's words
 */
export function argumentFaults(resource: string, given: Json): readonly string[] {
  const called = calledOperation(parseResource(resource), loadCatalogue());
  if (!called?.input || !isJsonObject(given)) return [];
  const own = called.isSdk ? undefined : integrationNamed(called.resourceService, resourceAction(resource));
  const missing = own
    ? own.required.flatMap((each) => {
        const names = typeof each === 'string' ? [each] : each;
        return names.some((name) => has(given, name)) ? [] : [missingField(names[0]!)];
      })
    : missingMembers(given, called.input, called);
  return [...new Set([...missing, ...faultsInside(given, called.input, called)])];
}

function resourceAction(resource: string): string {
  const parsed = parseResource(resource);
  return parsed?.kind === 'integration' ? parsed.action : '';
}

const missingField = (name: string): string => `The field '${name}' is required but was missing`;

function has(given: JsonObject, name: string): boolean {
  return Object.keys(given).some((key) => key.toLowerCase() === name.toLowerCase());
}

function missingMembers(given: JsonObject, { members }: StructureShape, called: CalledOperation): string[] {
  return [...members.values()]
    .filter(({ required }) => required)
    .map(({ name }) => writtenMember(called, name))
    .filter((name) => !madeBySdk(name) && !has(given, name))
    .map(missingField);
}

/** Of the members of an object. */
function faultsInside(given: JsonObject, shape: StructureShape, called: CalledOperation): string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const member = memberNamed(shape, name);
    if (!member)
      return isSlip(name, given, shape, called) ? [`The field "${name}" is not supported by Step Functions`] : [];
    if (takesJson(called, name)) return isNoText(value) ? [`The value for the field '${name}' must be a STRING`] : [];
    return faultsOf(name, value, member.type, called);
  });
}

/** JSON becomes its text, a number alone does not. Source: asked in public of `lambda:invoke`. */
function isNoText(value: Json): boolean {
  return isNumber(value) || typeof value === 'boolean';
}

/** A name much like one that is missing here. */
function isSlip(name: string, given: JsonObject, { members }: StructureShape, called: CalledOperation): boolean {
  const missing = [...members.keys()].map((each) => writtenMember(called, each)).filter((each) => !has(given, each));
  return nearestName(name, missing) !== undefined;
}

/** Of a value, under the name of the field that it is, or that it is an item or entry of. */
function faultsOf(name: string, value: Json, shape: Shape, called: CalledOperation): string[] {
  if (value === null || isUnknown(value) || takesPlainText(value, shape, called)) return [];
  if (!fits(value, shape, called)) return [`The value of the field '${name}' has an invalid format`];
  if (shape.kind === 'list' && Array.isArray(value)) {
    return value.flatMap((each) => faultsOf(name, each, shape.of, called));
  }
  if (!isJsonObject(value)) return [];
  if (shape.kind === 'map') return Object.values(value).flatMap((each) => faultsOf(name, each, shape.values, called));
  if (shape.kind !== 'structure') return [];
  return [...missingMembers(value, shape, called), ...faultsInside(value, shape, called)];
}

/** What stands for a value that nobody has given, or was inferred. */
function isUnknown(value: Json): boolean {
  return typeof value === 'string' && (hasFiller(value) || value.startsWith(INFERRED));
}

function fits(value: NonNullable<Json>, shape: Shape, { isOwn }: CalledOperation): boolean {
  // Step Functions itself makes no text of JSON where the argument is its own, and knows the values that it has.
  if (isOwn && shape.kind === 'string') return typeof value === 'string';
  if (isOwn && shape.kind === 'enum') return shape.values.includes(value as string);
  return fitsShape(kindOf(value), typeof value === 'string' ? value : '', shape);
}

function kindOf(value: NonNullable<Json>): JsonKind {
  if (isNumber(value)) return 'number';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'object' | 'string' | 'boolean';
}
