/** Objects of users may have any key: read and write own properties only, `__proto__` included. */
import type { Json, JsonObject } from '../json';

/** The own property's value; undefined where there is none. */
export function ownValue(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets an own property, also where plain assignment would reach the prototype. */
export function setOwnValue(object: JsonObject, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}
