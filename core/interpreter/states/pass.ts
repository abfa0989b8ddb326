/** Pass: hands on its input, its Result, or what its Parameters or Output make. */
import { isPromise, type MaybePromise } from '../../query';
import { compileStateFields } from '../fields';
import { JsonData } from '../jsonData';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import type { Completion, StateCompiler } from '../step';
import { onward, wayOnward } from './onward';

export const compilePass: StateCompiler = (state) => {
  const fields = compileStateFields(state);
  const goOn = onward(state);
  const { transition, next } = wayOnward(state);
  const { Result: fixed, Parameters: parameters } = state.definition;
  // `.$` keys inside Result are literal (recorded).
  const result = fixed !== undefined && state.queryLanguage === 'JSONPath' ? new JsonData(fixed) : undefined;
  const isPlain = fields.isPlain && !result && parameters === undefined;
  return {
    run: (strand) =>
      isPlain && !strand.stages
        ? { output: strand.data, assigned: undefined, transition, index: 0, next }
        : shape(strand),
  };

  function shape(strand: Strand): MaybePromise<Completion> {
    const input = fields.input(strand);
    const made = result ?? (state.queryLanguage === 'JSONPath' ? fields.arguments(strand, input) : undefined);
    // The usual way without a closure: most states wait for nothing.
    if (isPromise(made)) return made.then((data) => andThen(fields.close(strand, input, data), goOn));
    const closing = fields.close(strand, input, made);
    return isPromise(closing) ? closing.then(goOn) : goOn(closing);
  }
};
