/** Succeed: ends its line well. */
import { compileStateFields } from '../fields';
import { andThen } from '../maybePromise';
import type { StateCompiler } from '../step';

export const compileSucceed: StateCompiler = (state) => {
  const fields = compileStateFields(state);
  return {
    run: (line) =>
      andThen(fields.close(line, fields.input(line), undefined), ({ output, assigned }) => ({
        output,
        assigned,
        transition: 'end',
        index: 0,
        next: undefined,
      })),
  };
};
