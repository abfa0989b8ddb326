/** How Step Functions writes a JSON value as text: compact, keys in their order. */
import type { Json } from '../json';

/** The compact JSON text of a value, as it stands in outputs, `States.JsonToString` and echoed inputs. */
export function jsonText(value: Json): string {
  return JSON.stringify(value);
}
