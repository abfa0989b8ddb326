import { errorNameList, handlesErrors, isLast } from '../facts/errorNames';
import { phrase } from '../l10n/phrase';
import type { Rule } from './rule';

/**
 * `States.ALL` must be alone in its ErrorEquals.
 *
 * Source: States Language, "Retrying after error" and "Fallback states"; recorded refusal.
 */
export const statesAllAlone: Rule = {
  code: 'states-all-alone',
  severity: 'error',
  check({ objects }, report) {
    for (const object of objects.filter(handlesErrors)) {
      const list = errorNameList(object.node);
      const all = list?.names.find(({ value }) => value === 'States.ALL');
      if (list && all && list.node.items.length > 1) {
        report(
          all,
          phrase`"States.ALL" must be alone in its list: it matches every error, so the other names have no effect.`,
        );
      }
    }
  },
};

/**
 * A retrier or catcher with `States.ALL` must be the last in its list: those after it would never be tried.
 *
 * Source: States Language, "Retrying after error" and "Fallback states"; recorded refusal.
 */
export const statesAllLast: Rule = {
  code: 'states-all-last',
  severity: 'error',
  check({ objects }, report) {
    for (const object of objects.filter(handlesErrors)) {
      const all = errorNameList(object.node)?.names.find(({ value }) => value === 'States.ALL');
      if (all && !isLast(object)) {
        report(all, phrase`The ${object.owner} with "States.ALL" must be the last in its list: move it to the end.`);
      }
    }
  },
};
