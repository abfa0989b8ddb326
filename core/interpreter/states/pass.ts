/** Pass: hands on its input, its Result, or what its Parameters or Output make. */
import { compileStateFields } from '../fields';
import { JsonData } from '../jsonData';
import { isPromise } from '../../query';
import { andThen } from '../maybePromise';
import type { StateCompiler } from '../step';
import { onward } from './onward';

export const compilePass: StateCompiler = (state) => {
  const fields = compileStateFields(state);
  const goOn = onward(state);
  const { Result: fixed } = state.definition;
  // `.$` keys inside Result are literal (recorded).
  const result = fixed !== undefined && state.queryLanguage === 'JSONPath' ? new JsonData(fixed) : undefined;
  return {
    run: (line) => {
      const input = fields.input(line);
      const made = result ?? (state.queryLanguage === 'JSONPath' ? fields.arguments(line, input) : undefined);
      // The usual way without a closure: most states wait for nothing.
      if (isPromise(made)) return made.then((data) => andThen(fields.close(line, input, data), goOn));
      return andThen(fields.close(line, input, made), goOn);
    },
  };
};
