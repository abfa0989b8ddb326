/** What a service refuses of a request before it looks at anything else: members that are missing, or of the wrong type. */
import type { Shape, StructureShape } from '../core/catalog/services/serviceTable';
import type { Call, CallError, Members, Value } from './wire';
import { isMembers } from './wire/values';
import { uncapitalized } from '../core/uncapitalized';

/** How the services of a protocol refuse; those that differ stand beside it by name. */
interface Refusal {
  readonly missing: (paths: readonly string[]) => CallError;
  /** @param problem `NUMBER_VALUE can not be converted to a String` */
  readonly wrongType: (problem: string) => CallError;
}

/** Source: errors of the services' own front, which most of them share; "Common Errors" of the API references. */
const byConstraint = (name: string) => (paths: readonly string[]) => {
  const each = paths.map((path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`);
  const count = paths.length === 1 ? '1 validation error' : `${paths.length} validation errors`;
  return { name, message: `${count} detected: ${each.join('; ')}`, status: 400 };
};
const byParameter = ([path = '']: readonly string[]): CallError => {
  const name = path.charAt(0).toUpperCase() + path.slice(1);
  return { name: 'MissingParameter', message: `The request must contain the parameter ${name}.`, status: 400 };
};
const named =
  (name: string) =>
  (message: string): CallError => ({ name, message, status: 400 });

const JSON_REFUSAL: Refusal = {
  missing: byConstraint('ValidationException'),
  wrongType: named('SerializationException'),
};
const QUERY_REFUSAL: Refusal = { missing: byConstraint('ValidationError'), wrongType: named('MalformedInput') };
const XML_PROBLEM = 'The XML you provided was not well-formed or did not validate against our published schema';
const XML_REFUSAL: Refusal = {
  missing: () => named('MalformedXML')(XML_PROBLEM),
  wrongType: () => named('MalformedXML')(XML_PROBLEM),
};

const REFUSALS: { readonly [protocol in Call['protocol']]: Refusal } = {
  json: JSON_REFUSAL,
  'rest-json': JSON_REFUSAL,
  'smithy-rpc-v2-cbor': JSON_REFUSAL,
  'json-as-cbor': JSON_REFUSAL,
  query: QUERY_REFUSAL,
  ec2: { ...QUERY_REFUSAL, missing: byParameter },
  'rest-xml': XML_REFUSAL,
};

const OTHERS: { readonly [service: string]: Partial<Refusal> } = { sqs: { missing: byParameter } };

/** Undefined: the service would go on with it. */
export function requestFault({ service, operation, protocol, input }: Call): CallError | undefined {
  const found: Found = { missing: [], wrongType: undefined };
  // Clients of old SQS may name the queue by the address alone that they call.
  const given = service.name === 'sqs' && protocol === 'query' ? { QueueUrl: '', ...input } : input;
  if (operation.input) lookInside(given, operation.input, '', found);
  const refusal = { ...REFUSALS[protocol], ...OTHERS[service.name] };
  if (found.wrongType !== undefined) return refusal.wrongType(found.wrongType);
  return found.missing.length > 0 ? refusal.missing(found.missing) : undefined;
}

interface Found {
  readonly missing: string[];
  /** Of the first. */
  wrongType: string | undefined;
}

function lookInside(given: Members, shape: StructureShape, path: string, found: Found): void {
  for (const { name, required, type } of shape.members.values()) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const inner = `${path}${uncapitalized(name)}`;
    if (value !== undefined && value !== null) look(value, type, inner, found);
    else if (required) found.missing.push(inner);
  }
}

function look(value: Value, shape: Shape, path: string, found: Found): void {
  // Its events come one by one, and each is looked at when it comes.
  if (shape.kind === 'structure' && shape.eventstream) return;
  if (!isOfKind(value, shape)) {
    found.wrongType ??= problemOf(value, shape);
  } else if (shape.kind === 'structure' && isMembers(value)) {
    lookInside(value, shape, `${path}.`, found);
  } else if (shape.kind === 'map' && isMembers(value)) {
    for (const [key, each] of Object.entries(value))
      if (each !== null) look(each, shape.values, `${path}.${key}`, found);
  } else if (shape.kind === 'list' && Array.isArray(value)) {
    value.forEach((each, index) => {
      if (each !== null) look(each, shape.of, `${path}.${index + 1}.member`, found);
    });
  }
}

/** A number may be a word (`NaN`); blobs and times were made of text already, and a document is anything. */
function isOfKind(value: Value, { kind }: Shape): boolean {
  switch (kind) {
    case 'structure':
    case 'map':
      return isMembers(value);
    case 'list':
      return Array.isArray(value);
    case 'string':
    case 'enum':
      return typeof value === 'string';
    case 'integer':
    case 'long':
      return typeof value === 'number';
    case 'float':
    case 'double':
      return typeof value === 'number' || /^(?:NaN|-?Infinity)$/.test(String(value));
    case 'boolean':
      return typeof value === 'boolean';
    case 'timestamp':
    case 'blob':
    case 'document':
      return true;
  }
}

const CALLED: { readonly [kind in Shape['kind']]?: string } = {
  integer: 'an Integer',
  long: 'a Long',
  float: 'a Float',
  double: 'a Double',
  boolean: 'a Boolean',
  structure: 'a Structure',
  map: 'a Map',
  list: 'a List',
};

function problemOf(value: Value, { kind }: Shape): string {
  if (Array.isArray(value)) return 'Start of list found where not expected';
  if (isMembers(value)) return 'Start of structure or map found where not expected.';
  const token = typeof value === 'boolean' ? String(value).toUpperCase() : (typeof value).toUpperCase();
  return `${token}_VALUE can not be converted to ${CALLED[kind] ?? 'a String'}`;
}
