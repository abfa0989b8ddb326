import type { Shape, StructureShape } from '../../core/catalog/services/serviceTable';
import { isJsonObject, type Json, type JsonObject } from '../../core/json';
import type { Members, Value } from '../../services/wire';
import { jsonOf } from '../calls/membersAsJson';

/** An output as a mock has it: bytes are base64, those of a whole body text. Undefined: the body is no text. */
export function mockableOutput(output: Members, shape: StructureShape | undefined): JsonObject | undefined {
  const body = shape?.payload;
  const bytes = body === undefined ? undefined : output[body];
  if (body !== undefined && bytes instanceof Uint8Array) {
    const text = jsonOf(bytes);
    if (!Buffer.from(String(text), 'utf8').equals(bytes)) return undefined;
    return { ...(mocked({ ...output, [body]: undefined }, shape) as JsonObject), [body]: text };
  }
  const json = mocked(output, shape);
  return isJsonObject(json) ? json : undefined;
}

function mocked(value: Value, shape: Shape | undefined): Json {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) {
    // Events of a stream come one by one, each under its name.
    const item =
      shape?.kind === 'list' ? shape.of : shape?.kind === 'structure' && shape.eventstream ? shape : undefined;
    return value.map((each) => mocked(each, item));
  }
  if (value instanceof Date || typeof value !== 'object' || value === null) return jsonOf(value);
  const of = (name: string): Shape | undefined =>
    shape?.kind === 'structure' ? shape.members.get(name)?.type : shape?.kind === 'map' ? shape.values : undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => (each === undefined ? [] : [[name, mocked(each, of(name))]])),
  );
}
