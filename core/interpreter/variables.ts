/** Variables as events tell of them. */
import type { JsonObject } from '../json';
import { jsonText } from '../query';

/** Every value as JSON text, as `assignedVariables` of a StateExited event holds them (recorded). */
export function assignedTexts(assigned: JsonObject): { [name: string]: string } {
  return Object.fromEntries(Object.entries(assigned).map(([name, value]) => [name, jsonText(value)]));
}
