import type { Json, JsonObject } from '../json';
import { fillerOf } from '../values';
import type { UnsetValue, Values } from '../values';
import { LOCAL_REGION } from './localAddress';
import type { SubstitutionValue } from './template';

/** What is known of a stack besides its template. */
export interface StackEnvironment {
  readonly values: Values;
  /** Values of parameters that a tool's configuration or a parent stack gives. */
  readonly parameters: JsonObject;
  /** What parameters are given elsewhere, such as for another stage. */
  readonly suggestions?: { readonly [parameter: string]: readonly string[] };
  /** Of AWS, such as `eu-west-2`. */
  readonly region: string;
  readonly stackName: string;
  /** The last part of the stack's id. */
  readonly stackUuid: string;
  /** What a nested stack or application gives, by its logical id; undefined where that is not known. */
  output?(logicalId: string, output: string): Json | undefined;
  /** What another stack of the project exports by a name. */
  exported?(name: string): Json | undefined;
  /** What a file beside the template holds, for `AWS::Include`. */
  include?(location: string): Json | undefined;
}

const UNNOTED: Values = { given: () => undefined, unset: ({ key }) => fillerOf(key), within: () => UNNOTED };

/** A template by itself, in a stack of no name of its own. */
export const LONE_STACK: StackEnvironment = {
  values: UNNOTED,
  parameters: {},
  region: LOCAL_REGION,
  // Names of stacks have a dash as often as not, and templates split ids at it.
  stackName: 'local-stack',
  stackUuid: '5f0c8a30-1b7e-11ef-9c3a-0242ac120002',
};

/** What a template declares, as far as its values can be resolved without AWS. */
export interface TemplateScope {
  readonly parameters: JsonObject;
  readonly mappings: JsonObject;
  readonly conditions: JsonObject;
  /** By logical id, plain values in the long form. */
  readonly resources: JsonObject;
  /** What SAM says for all resources of a type. */
  readonly globals?: JsonObject;
  /** Absent: {@link LONE_STACK}. */
  readonly environment?: StackEnvironment;
  /** Where what is being resolved stands. */
  readonly place?: UnsetValue['place'];
  /** Where a parameter is declared. */
  placeOfParameter?(name: string): UnsetValue['place'];
}

export function environmentOf({ environment = LONE_STACK }: TemplateScope): StackEnvironment {
  return environment;
}

/** A value that only a deployment knows: what a person has given for it, else its filler. */
export function givenOrUnset(value: Omit<UnsetValue, 'filler'>, scope: TemplateScope): SubstitutionValue {
  const { values } = environmentOf(scope);
  const given = values.given(value.key);
  if (given !== undefined) return { kind: 'literal', value: given };
  return { kind: 'unknown', text: values.unset({ place: scope.place, ...value }) };
}
