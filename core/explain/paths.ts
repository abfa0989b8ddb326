/** The value at a path of the definition, in the data that a state reads. */
import type { Json, JsonObject } from '../json';
import { compilePath, isQueryProblem } from '../query';
import type { Failure } from './explanation';
import { effectiveInput } from './missing';

/** Undefined where it leads nowhere, or into the context object, of which a history tells too little. */
export function valueAtPath(written: string, failure: Failure): Json | undefined {
  const path = compilePath(written);
  if (isQueryProblem(path)) return undefined;
  const { root } = path.parsed;
  if (root.kind === 'context') return undefined;
  const variables: JsonObject = {};
  if (root.kind === 'variable') {
    const value = failure.variable(root.name);
    if (value === undefined) return undefined;
    variables[root.name] = value;
  }
  const input = effectiveInput(failure);
  if (input === undefined) return undefined;
  const found = path.evaluateIn({ input, variables });
  return found.found ? found.value : undefined;
}
