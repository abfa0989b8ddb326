import { errorNameList, handlesErrors } from '../facts/errorNames';
import { phrase } from '../l10n/phrase';
import type { Rule } from './rule';

/**
 * An empty ErrorEquals matches no error, so its retrier or catcher does nothing.
 *
 * Source: States Language, "Retrying after error": ErrorEquals is a non-empty array. No refusal is recorded, so this
 * is a warning.
 */
export const errorEqualsEmpty: Rule = {
  code: 'error-equals-empty',
  severity: 'warning',
  check({ objects }, report) {
    for (const object of objects.filter(handlesErrors)) {
      const list = errorNameList(object.node);
      if (list?.node.items.length === 0) {
        report(list.node, phrase`This ${object.owner} matches no error: name at least one, or "States.ALL".`);
      }
    }
  },
};
