/** Where an integration and the command of the service's API differ. */
import type { Json, JsonObject } from '../../json';

export interface SdkCall {
  /** Such as `RunJobFlow`, where the command is not called as the action. */
  readonly command?: string;
  readonly parameters?: (input: JsonObject) => JsonObject;
  /** What the task is answered, from what the command was. */
  readonly answer?: (output: JsonObject, input: JsonObject) => JsonObject;
  /** An answer that AWS takes for a failure. It has none of the metadata of HTTP. */
  readonly failure?: (output: JsonObject) => { readonly error: string; readonly cause: string } | undefined;
}

/** A text field that may be given as JSON. */
export function withText(field: string): (input: JsonObject) => JsonObject {
  return (input) => {
    const value = input[field];
    return value === undefined || typeof value === 'string' ? input : { ...input, [field]: JSON.stringify(value) };
  };
}

/** A list of the one value that the integration takes in its place. */
export function listOf(value: Json | undefined): Json {
  return [value ?? null];
}
