/** What the members of a request may be, and what the service says of those that may not. */
import type { Json, JsonObject } from '../../core/json';
import { ApiError, apiError } from './apiError';

export interface Parameter {
  readonly type: 'string' | 'number' | 'boolean';
  readonly required?: boolean;
  /** Of a text its length, of a number its value. */
  readonly least?: number;
  readonly most?: number;
  readonly values?: readonly string[];
}

export type Parameters = { readonly [name: string]: Parameter };

/** Parameters that several operations share. Limits: the API reference's page of each operation. */
export const ARN: Parameter = { type: 'string', required: true, least: 1, most: 256 };
export const NAME: Parameter = { type: 'string', least: 1, most: 80 };
export const TASK_TOKEN: Parameter = { type: 'string', required: true, least: 1, most: 2048 };
/** Bytes of an input or output. */
export const DATA: Parameter = { type: 'string', most: 262_144 };
export const INCLUDED_DATA: Parameter = { type: 'string', values: ['ALL_DATA', 'METADATA_ONLY'] };
export const PAGING: Parameters = {
  maxResults: { type: 'number', least: 0, most: 1000 },
  nextToken: { type: 'string', least: 1, most: 1024 },
};

/** The service's complaint; undefined where all is well. Words: recorded, the plurals and lower bounds by their pattern. */
export function checkParameters(input: JsonObject, parameters: Parameters): ApiError | undefined {
  const findings: string[] = [];
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    if (value === undefined || value === null) {
      if (parameter.required) findings.push(finding(null, name, 'Member must not be null'));
      continue;
    }
    if (typeof value !== parameter.type) {
      const article = parameter.type === 'string' ? 'a text' : `a ${parameter.type}`;
      return new ApiError('SerializationException', `${name} must be ${article}, not ${JSON.stringify(value)}.`);
    }
    findings.push(...constraints(value, name, parameter));
  }
  return findings.length > 0 ? apiError.validation(findings) : undefined;
}

function constraints(value: Json, name: string, { least = -Infinity, most = Infinity, values }: Parameter): string[] {
  const isText = typeof value === 'string';
  const size = isText ? value.length : Number(value);
  const bound = (than: string, limit: number): string =>
    finding(value, name, `Member must have ${isText ? 'length' : 'value'} ${than} than or equal to ${limit}`);
  return [
    ...(size < least ? [bound('greater', least)] : []),
    ...(size > most ? [bound('less', most)] : []),
    ...(values && !values.includes(String(value))
      ? [finding(value, name, `Member must satisfy enum value set: [${values.join(', ')}]`)]
      : []),
  ];
}

function finding(value: Json, name: string, constraint: string): string {
  const written = value === null ? 'null' : `'${String(value)}'`;
  return `Value ${written} at '${name}' failed to satisfy constraint: ${constraint}`;
}

/**
 * What a name may not hold: white space, brackets, wildcards, special and control characters.
 * Source: StartExecution and CreateActivity in the API reference.
 */
const NO_NAME = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

export function checkName(name: string): ApiError | undefined {
  return NO_NAME.test(name) ? apiError.invalidName(name) : undefined;
}
