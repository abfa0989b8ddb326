/**
 * Reads the table of a service. Three parts after the head, which is JSON, with a blank line before each:
 *
 *     PutItem 3 9 0,2 POST /path 204 {"more":…}    operations: input, output, errors, method, path, status
 *     s TableName! Item!:4 Body:B@^x-amz-body       shapes, counted from 0: s structure, u union, l list, m map, e enum
 *     NoSuchKey=Code 404 Message@~                  errors
 *
 * A type is the number of a shape or a letter, and none is a string. `!` is required. `@` begins how a member travels: its
 * place (`/` path, `?` query, `^` header, `*` headers by prefix, `%` status), its name there (`~`: with a small first
 * letter), and other traits as JSON. `-` is nothing.
 */
import type {
  Member,
  Operation,
  ServiceError,
  ServiceTable,
  Shape,
  SimpleShape,
  SimpleType,
  StructureShape,
  Traits,
} from './serviceTable';
import { uncapitalized } from '../../uncapitalized';

const TYPES: { readonly [letter: string]: SimpleType } = {
  '': 'string',
  _: 'string',
  i: 'integer',
  l: 'long',
  f: 'float',
  d: 'double',
  b: 'boolean',
  t: 'timestamp',
  B: 'blob',
  D: 'document',
};

const SIMPLE = Object.fromEntries(
  Object.entries(TYPES).map(([letter, kind]): [string, SimpleShape] => [letter, { kind }]),
);

const PLACES: { readonly [sign: string]: Traits['location'] } = {
  '/': 'uri',
  '?': 'querystring',
  '^': 'header',
  '*': 'headers',
  '%': 'statusCode',
};

/** @param text a file of `services/tables`; shapes are read when they are asked for */
export function readTable(text: string): ServiceTable {
  const [head = '{}', operations = '', shapes = '', errors = ''] = text.split('\n\n');
  const lines = shapes.trimEnd().split('\n');
  const known = new Map<string, Shape>();
  const shape = (ref: string): Shape => {
    const simple = SIMPLE[ref];
    if (simple) return simple;
    let found = known.get(ref);
    if (!found) known.set(ref, (found = readShape(lines[Number(ref)] ?? 's', shape)));
    return found;
  };
  const allErrors = linesOf(errors).map(readError);
  return {
    ...(JSON.parse(head) as ServiceTable),
    errors: allErrors,
    operations: new Map(
      linesOf(operations).map((line) => {
        const operation = readOperation(line, shape, allErrors);
        return [operation.name, operation];
      }),
    ),
  };
}

function linesOf(part: string): string[] {
  return part.trimEnd().split('\n').filter(Boolean);
}

function readOperation(line: string, shape: (ref: string) => Shape, all: readonly ServiceError[]): Operation {
  const [name = '', input, output, errors, method, requestUri, status, more] = line
    .split(' ')
    .map((part) => (part === '-' ? undefined : part));
  const structure = (ref: string | undefined): StructureShape | undefined =>
    ref === undefined ? undefined : (shape(ref) as StructureShape);
  return {
    name,
    get input() {
      return structure(input);
    },
    get output() {
      return structure(output);
    },
    errors: errors?.split(',').flatMap((index) => all[Number(index)] ?? []) ?? [],
    method: method ?? 'POST',
    requestUri: requestUri ?? '/',
    responseCode: Number(status ?? 200),
    deprecated: false,
    ...(JSON.parse(more ?? '{}') as object),
  };
}

function readShape(line: string, shape: (ref: string) => Shape): Shape {
  const traitsAt = line.indexOf(' {"');
  const traits = traitsAt < 0 ? {} : (JSON.parse(line.slice(traitsAt)) as Traits);
  const [kind, ...parts] = (traitsAt < 0 ? line : line.slice(0, traitsAt)).split(' ');
  const [first = '', second = ''] = parts;
  // A shape may hold itself: what is in it is read when it is asked for.
  switch (kind) {
    case 'e':
      return { kind: 'enum', values: parts.map((part) => decodeURIComponent(part)) };
    case 'l':
      return {
        ...traits,
        kind: 'list',
        get of() {
          return shape(first);
        },
      };
    case 'm':
      return {
        ...traits,
        kind: 'map',
        get keys() {
          return shape(first);
        },
        get values() {
          return shape(second);
        },
      };
    default:
      return { ...traits, kind: 'structure', union: kind === 'u', members: readMembers(parts, shape) };
  }
}

function readMembers(parts: readonly string[], shape: (ref: string) => Shape): ReadonlyMap<string, Member> {
  return new Map(
    parts.map((part) => {
      const member = readMember(part, shape);
      return [member.name, member];
    }),
  );
}

function readMember(text: string, shape: (ref: string) => Shape): Member {
  const at = text.indexOf('@');
  const [, name = '', required = '', ref = ''] = /^([^!:]*)(!?):?(.*)$/.exec(at < 0 ? text : text.slice(0, at)) ?? [];
  return {
    ...(at < 0 ? {} : readTraits(name, text.slice(at + 1))),
    name,
    required: required !== '',
    get type() {
      return shape(ref);
    },
  };
}

function readTraits(name: string, text: string): Traits {
  const location = PLACES[text.charAt(0)];
  const rest = location ? text.slice(1) : text;
  const json = rest.indexOf('{');
  const as = json < 0 ? rest : rest.slice(0, json);
  return {
    ...(json < 0 ? {} : (JSON.parse(rest.slice(json)) as Traits)),
    ...(location ? { location } : {}),
    ...(as ? { locationName: as === '~' ? uncapitalized(name) : as } : {}),
  };
}

function readError(line: string): ServiceError {
  const [names = '', status = '-', ...members] = line.split(' ');
  const [name = '', code = name] = names.split('=');
  const simple = (): Shape => SIMPLE['']!;
  return { name, code, status: status === '-' ? 400 : Number(status), members: readMembers(members, simple) };
}
