/** Pass: hands on its input, its Result, or what its Parameters or Output make. */
import { compileStateFields } from '../fields';
import { JsonData } from '../jsonData';
import { andThen } from '../maybePromise';
import type { StateCompiler } from '../step';
import { onward } from './onward';

export const compilePass: StateCompiler = (state) => {
  const fields = compileStateFields(state);
  const transition = onward(state);
  const { Result: fixed } = state.definition;
  // `.$` keys inside Result are literal (recorded).
  const result = fixed !== undefined && state.queryLanguage === 'JSONPath' ? new JsonData(fixed) : undefined;
  return {
    run: (line) => {
      const input = fields.input(line);
      const made = result ?? (state.queryLanguage === 'JSONPath' ? fields.arguments(line, input) : undefined);
      return andThen(made, (data) =>
        andThen(fields.close(line, input, data), (closing) => ({ ...closing, ...transition })),
      );
    },
  };
};
