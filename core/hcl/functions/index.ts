/** Terraform's functions by name. What is missing here is not known. */
import { phrase } from '../../l10n/phrase';
import { plain, Unknown } from '../value';
import { COLLECTION_FUNCTIONS } from './collections';
import { ENCODING_FUNCTIONS } from './encoding';
import { FILE_FUNCTIONS } from './files';
import type { FunctionTable } from './function';
import { NUMBER_FUNCTIONS } from './numbers';
import { STRING_FUNCTIONS } from './strings';

const TRYING_FUNCTIONS: FunctionTable = {
  try: {
    kind: 'special',
    call: (written, scope, evaluate) => {
      for (const each of written) {
        const value = evaluate(each, scope);
        const found = plain(value);
        if (!(found instanceof Unknown) || !found.isMistake) return value;
      }
      return Unknown.mistake('try()', phrase`No argument of try can be worked out.`);
    },
  },
  can: {
    kind: 'special',
    call: ([written], scope, evaluate) => {
      const found = written && plain(evaluate(written, scope));
      return !(found instanceof Unknown && found.isMistake);
    },
  },
};

export const FUNCTIONS: FunctionTable = {
  ...STRING_FUNCTIONS,
  ...COLLECTION_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...ENCODING_FUNCTIONS,
  ...FILE_FUNCTIONS,
  ...TRYING_FUNCTIONS,
};
