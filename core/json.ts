import { isExactNumber, type ExactNumber } from './jsonNumber';

/** A JSON value as a machine handles it: what a state's input, output or a variable is. */
export type Json = null | boolean | number | ExactNumber | string | Json[] | JsonObject;

/** A JSON object. Keys may be any text, `__proto__` included: build with {@link jsonObject} or own-property definition. */
export interface JsonObject {
  [key: string]: Json;
}

/** Narrows to a JSON object (neither null nor an array). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isExactNumber(value);
}

/** An object as it is, and for anything else one without members. */
export function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** A list as it is, and for anything else one without items. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** Narrows to what has members: an object or an array. */
export function isContainer(value: unknown): value is Json[] | JsonObject {
  return typeof value === 'object' && value !== null && !isExactNumber(value);
}

/** A copy with containers of its own; what structuredClone makes of an exact number prints as a text. */
export function copyOf(value: Json): Json {
  if (!isContainer(value)) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copyOf(member)]));
}
