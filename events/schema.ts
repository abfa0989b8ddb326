/** The part of JSON Schema (draft-07) that describes an event. Editors read all of it; {@link ./check} reads it here. */
export interface Schema {
  readonly type?: SchemaType | readonly SchemaType[];
  readonly const?: string | number | boolean;
  readonly enum?: readonly (string | number | boolean)[];
  readonly pattern?: string;
  /** What VS Code says instead of the pattern. */
  readonly patternErrorMessage?: string;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  /** Of what `properties` has not; absent: anything, since AWS adds members. */
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly description?: string;
}

export type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object';
