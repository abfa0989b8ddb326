/** Pass: hands on its input, its Result, or what its Parameters or Output make. */
import type { Json } from '../../json';
import { isPromise, type MaybePromise } from '../../query';
import { compileStateFields } from '../fields';
import { JsonData } from '../jsonData';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import type { StatePart } from '../statePart';
import type { Completion, StateCompiler } from '../step';
import { onward, wayOnward } from './onward';

export const compilePass: StateCompiler = (state, _compileScope, part) => {
  const fields = compileStateFields(state, part);
  const goOn = onward(state);
  const { transition, next } = wayOnward(state);
  const { Result: fixed, Parameters: parameters } = state.definition;
  // `.$` keys inside Result are literal (recorded).
  const result =
    fixed !== undefined && state.queryLanguage === 'JSONPath' ? resultReader(fixed, part.at('Result')) : undefined;
  const isPlain = fields.isPlain && !result && parameters === undefined;
  return {
    run: (strand) =>
      isPlain && !strand.stages
        ? { output: strand.data, assigned: undefined, transition, index: 0, next }
        : shape(strand),
  };

  function shape(strand: Strand): MaybePromise<Completion> {
    const input = fields.input(strand);
    const made =
      result?.(strand, input) ?? (state.queryLanguage === 'JSONPath' ? fields.arguments(strand, input) : undefined);
    // The usual way without a closure: most states wait for nothing.
    if (isPromise(made)) return made.then((data) => andThen(fields.close(strand, input, data), goOn));
    const closing = fields.close(strand, input, made);
    return isPromise(closing) ? closing.then(goOn) : goOn(closing);
  }
};

function resultReader(fixed: Json, part: StatePart): (strand: Strand, input: JsonData) => MaybePromise<JsonData> {
  const result = new JsonData(fixed);
  return part.announced((_strand: Strand, _input: JsonData) => result, true);
}
