/** A JSON value as a machine handles it: what a state's input, output or a variable is. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. Keys may be any text, `__proto__` included: build with {@link jsonObject} or own-property definition. */
export interface JsonObject {
  [key: string]: Json;
}

/** Narrows to a JSON object (neither null nor an array). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
