/** Succeed: ends its strand well. */
import type { MaybePromise } from '../../query';
import { compileStateFields, type Closing } from '../fields';
import type { JsonData } from '../jsonData';
import { andThen, andThenWith } from '../maybePromise';
import type { StateCompiler } from '../step';
import type { Strand } from '../strand';

export const compileSucceed: StateCompiler = (state, _compileScope, part) => {
  const fields = compileStateFields(state, part);
  return {
    run: (strand) =>
      andThen(andThenWith(fields.input(strand), strand, close), ({ output, assigned }) => ({
        output,
        assigned,
        transition: 'end',
        index: 0,
        next: undefined,
      })),
  };

  function close(strand: Strand, input: JsonData): MaybePromise<Closing> {
    return fields.close(strand, input, undefined);
  }
};
