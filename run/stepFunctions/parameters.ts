/** What the members of a request may be, and what the service says of those that may not. */
import type { Json, JsonObject } from '../../core/json';
import { ApiError, apiError } from './apiError';

export interface Parameter {
  readonly type: 'string' | 'number' | 'boolean' | 'list' | 'structure';
  readonly required?: boolean;
  /** Of a text or a list its length, of a number its value. */
  readonly least?: number;
  readonly most?: number;
  readonly values?: readonly string[];
  /** The service's own spelling, which it quotes. */
  readonly pattern?: string;
  /** Of a list. */
  readonly item?: Parameter;
  /** Of a structure. */
  readonly members?: Parameters;
  /** The name of a structure, by which the service quotes it. */
  readonly shape?: string;
}

export type Parameters = { readonly [name: string]: Parameter };

/** Parameters that several operations share. Limits: the API reference's page of each operation. */
export const ARN: Parameter = { type: 'string', required: true, least: 1, most: 256 };
export const NAME: Parameter = { type: 'string', least: 1, most: 80 };
export const TASK_TOKEN: Parameter = { type: 'string', required: true, least: 1, most: 2048 };
/** Bytes of an input or output. */
export const DATA: Parameter = { type: 'string', most: 262_144 };
export const INCLUDED_DATA: Parameter = { type: 'string', values: ['ALL_DATA', 'METADATA_ONLY'] };
/** Characters of a definition. */
export const DEFINITION: Parameter = { type: 'string', least: 1, most: 1_048_576 };
export const MACHINE_TYPE: Parameter = { type: 'string', values: ['STANDARD', 'EXPRESS'] };
export const DESCRIPTION: Parameter = { type: 'string', most: 256 };
export const TAGS: Parameter = {
  type: 'list',
  item: {
    type: 'structure',
    shape: 'Tag',
    members: {
      key: { type: 'string', required: true, least: 1, most: 128 },
      value: { type: 'string', required: true, most: 256 },
    },
  },
};
/** Numbers alone are versions. The pattern is the service's own (recorded). */
export const ALIAS_NAME: Parameter = {
  type: 'string',
  required: true,
  least: 1,
  most: 80,
  pattern: '^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$',
};
export const ROUTING: Parameter = {
  type: 'list',
  least: 1,
  most: 2,
  item: {
    type: 'structure',
    shape: 'RoutingConfigurationListItem',
    members: {
      stateMachineVersionArn: { type: 'string', required: true, least: 1, most: 256 },
      weight: { type: 'number', required: true, least: 0, most: 100 },
    },
  },
};
export const MAP_RUN_ARN: Parameter = { type: 'string', required: true, least: 1, most: 2000 };
export const PAGING: Parameters = {
  maxResults: { type: 'number', least: 0, most: 1000 },
  nextToken: { type: 'string', least: 1, most: 1024 },
};
/** Where a longer token is taken. */
export const LONG_PAGING: Parameters = { ...PAGING, nextToken: { type: 'string', least: 1, most: 3096 } };

/** The service's complaint; undefined where all is well. Words: recorded, the plurals and lower bounds by their pattern. */
export function checkParameters(input: JsonObject, parameters: Parameters): ApiError | undefined {
  const findings: string[] = [];
  const wrong = checkMembers(input, parameters, '', findings);
  return wrong ?? (findings.length > 0 ? apiError.validation(findings) : undefined);
}

/** @returns what cannot even be read */
function checkMembers(
  input: JsonObject,
  parameters: Parameters,
  prefix: string,
  findings: string[],
): ApiError | undefined {
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    const wrong = checkValue(value, parameter, prefix + name, findings);
    if (wrong) return wrong;
  }
  return undefined;
}

function checkValue(
  value: Json | undefined,
  parameter: Parameter,
  path: string,
  findings: string[],
): ApiError | undefined {
  if (value === undefined || value === null) {
    if (parameter.required) findings.push(finding('null', path, 'Member must not be null'));
    return undefined;
  }
  if (typeOf(value) !== parameter.type) {
    const found = JSON.stringify(value).slice(0, 100);
    return new ApiError('SerializationException', `${path} must be ${ARTICLES[parameter.type]}, not ${found}.`);
  }
  findings.push(...constraints(value, path, parameter));
  const { members, item } = parameter;
  if (members) return checkMembers(value as JsonObject, members, `${path}.`, findings);
  if (!item) return undefined;
  for (const [index, each] of (value as Json[]).entries()) {
    const wrong = checkValue(each, { ...item, required: true }, `${path}.${index + 1}.member`, findings);
    if (wrong) return wrong;
  }
  return undefined;
}

const ARTICLES: Readonly<Record<Parameter['type'], string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  list: 'a list',
  structure: 'an object',
};

function typeOf(value: Json): string {
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'structure' : typeof value;
}

function constraints(value: Json, path: string, parameter: Parameter): string[] {
  const { least = -Infinity, most = Infinity, values, pattern, type } = parameter;
  const isSized = type === 'string' || type === 'list';
  const size = isSized ? (value as string | Json[]).length : Number(value);
  const found = (constraint: string): string => finding(`'${written(value, parameter)}'`, path, constraint);
  const bound = (than: string, limit: number): string =>
    found(`Member must have ${isSized ? 'length' : 'value'} ${than} than or equal to ${limit}`);
  return [
    ...(size < least ? [bound('greater', least)] : []),
    ...(size > most ? [bound('less', most)] : []),
    ...(values && !values.includes(String(value))
      ? [found(`Member must satisfy enum value set: [${values.join(', ')}]`)]
      : []),
    ...(pattern !== undefined && !new RegExp(pattern).test(String(value))
      ? [found(`Member must satisfy regular expression pattern: ${pattern}`)]
      : []),
  ];
}

/** A value as the service quotes it: lists and structures as Java prints them. */
function written(value: Json, { item, members, shape }: Parameter): string {
  if (Array.isArray(value)) return `[${value.map((each) => written(each, item ?? NOTHING)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = Object.entries(value).map(([name, each]) => `${name}=${written(each, members?.[name] ?? NOTHING)}`);
  return `${shape ?? ''}(${parts.join(', ')})`;
}

const NOTHING: Parameter = { type: 'string' };

function finding(value: string, path: string, constraint: string): string {
  return `Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`;
}

/**
 * What a name may not hold: white space, brackets, wildcards, special and control characters.
 * Source: StartExecution and CreateActivity in the API reference.
 */
const NO_NAME = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

export function checkName(name: string): ApiError | undefined {
  return NO_NAME.test(name) ? apiError.invalidName(name) : undefined;
}
