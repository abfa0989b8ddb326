/** Reference paths: where a ResultPath puts a value. */
import type { Json, JsonObject } from '../../json';
import { isJsonObject } from '../../json';
import { jsonText } from '../../jsonText';
import type { Evaluated, QueryProblem } from '../outcome';
import { failure, isQueryProblem, queryProblem, success } from '../outcome';
import { ownValue, setOwnValue } from '../ownProperties';
import { parsePath } from './parsePath';
import type { ParsedPath } from './pathSyntax';

/** Reads a path that may hold only property names and single indices. */
export function parseReferencePath(text: string): ParsedPath | QueryProblem {
  const path = parsePath(text);
  if (isQueryProblem(path) || path.reference) return path;
  return queryProblem(
    'A reference path names one place: only names and indices are allowed, such as $.order.items[0].',
    0,
    text.length,
  );
}

/**
 * A copy of `input` with `value` at `path`: missing objects on the way are created. Fails with
 * `States.ResultPathMatchFailure` where a step meets something it cannot enter. Shares what it does
 * not change. Source: States Language, "InputPath, Parameters and ResultPath".
 */
export function setAtPath(input: Json, path: ParsedPath, value: Json): Evaluated {
  const keys = path.steps.map((step) => {
    if (step.kind === 'property') return step.names[0]!;
    return step.kind === 'indices' ? step.indices[0]! : '';
  });
  let failedKey: string | number | undefined;
  const place = (current: Json | undefined, index: number): Json => {
    if (index === keys.length) return value;
    const key = keys[index]!;
    if (typeof key === 'string' && (current === undefined || isJsonObject(current))) {
      const copy: JsonObject = { ...current };
      setOwnValue(copy, key, place(ownValue(copy, key), index + 1));
      return copy;
    }
    if (typeof key === 'number' && Array.isArray(current) && key < current.length) {
      return current.with(key, place(current[key], index + 1));
    }
    failedKey ??= key;
    return null;
  };
  const result = place(input, 0);
  if (failedKey === undefined) return success(result);
  return failure('States.ResultPathMatchFailure', `Unable to apply step "${failedKey}" to input ${jsonText(input)}`);
}
