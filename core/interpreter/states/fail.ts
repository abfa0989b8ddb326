/** Fail: ends its strand with an error of the user's. */
import type { Json, JsonObject } from '../../json';
import { jsonText } from '../../jsonText';
import type { State } from '../../model/machine';
import { unexpectedType, type MaybePromise } from '../../query';
import { compileJsonataField } from '../fields/jsonataFields';
import { pathOrIntrinsicReader } from '../fields/pathReader';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import { evaluationFailure, runtimeFailure, StateFailure } from '../stateFailure';
import type { StatePart } from '../statePart';
import type { StateCompiler } from '../step';

export const compileFail: StateCompiler = (state, _compileScope, part) => {
  const readError = compileText(state, 'Error', part);
  const readCause = compileText(state, 'Cause', part);
  return {
    run: (strand) =>
      andThen(readError(strand), (error) =>
        andThen(readCause(strand), (cause) => {
          const since = strand.execution.resumed?.takeState(strand)?.since;
          throw new StateFailure({
            ...(error !== undefined && { error }),
            ...(cause !== undefined && { cause }),
            ...(since !== undefined && { since }),
          });
        }),
      ),
  };
};

/** Error or Cause: literal, by its `…Path` twin, or by an expression. */
function compileText(
  state: State,
  field: 'Error' | 'Cause',
  whole: StatePart,
): (strand: Strand) => MaybePromise<string | undefined> {
  const definition: JsonObject = state.definition;
  const path = definition[`${field}Path`];
  if (state.queryLanguage === 'JSONPath' && typeof path === 'string') {
    const read = whole.at(`${field}Path`).announced(pathOrIntrinsicReader(path, `${field}Path`));
    return (strand) => andThen(read(strand, strand.data.value), (value) => textOf(value, `${field}Path`));
  }
  const literal = definition[field];
  if (literal === undefined) return () => undefined;
  const part = whole.at(field);
  if (state.queryLanguage === 'JSONPath') {
    const read = part.announced(() => textOf(literal, field), true);
    return (strand) => read(strand, strand.data.value);
  }
  const read = compileJsonataField(literal, part);
  return (strand) =>
    andThen(read?.(strand, strand.data.value), (value = null) => {
      if (typeof value === 'string') return value;
      throw evaluationFailure(unexpectedType(String(literal), field, 'string', value), field);
    });
}

function textOf(value: Json, field: string): string {
  if (typeof value === 'string') return value;
  throw runtimeFailure(`The field '${field}' must be a string but was: ${jsonText(value)}`);
}
