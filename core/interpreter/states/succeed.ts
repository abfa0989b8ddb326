/** Succeed: ends its strand well. */
import { compileStateFields } from '../fields';
import { andThen } from '../maybePromise';
import type { StateCompiler } from '../step';

export const compileSucceed: StateCompiler = (state, _compileScope, part) => {
  const fields = compileStateFields(state, part);
  return {
    run: (strand) =>
      andThen(fields.close(strand, fields.input(strand), undefined), ({ output, assigned }) => ({
        output,
        assigned,
        transition: 'end',
        index: 0,
        next: undefined,
      })),
  };
};
