import { phrase } from '../l10n/phrase';
import type { StateType } from '../model/machine';
import { valueOf } from '../syntax/value';
import type { Rule } from './rule';

/** How a state type is left: by Next or End, by its rules, or never. */
const LEFT_BY: Record<StateType, 'nextOrEnd' | 'rules' | 'nothing'> = {
  Pass: 'nextOrEnd',
  Task: 'nextOrEnd',
  Wait: 'nextOrEnd',
  Parallel: 'nextOrEnd',
  Map: 'nextOrEnd',
  Choice: 'rules',
  Succeed: 'nothing',
  Fail: 'nothing',
};

/**
 * A Pass, Task, Wait, Parallel or Map state must say what follows: the name of a state in Next, or `"End": true`.
 * Without either, AWS refuses the definition.
 *
 * Source: States Language, "Transitions".
 */
export const nextOrEndMissing: Rule = {
  code: 'next-or-end-missing',
  severity: 'error',
  check({ machine }, report) {
    for (const { type, node, nameNode, name } of machine.states) {
      if (!type || LEFT_BY[type] !== 'nextOrEnd' || valueOf(node, 'Next') || node.isOpen) continue;
      const end = valueOf(node, 'End');
      if (!end) {
        if (node.properties.some(({ key, value }) => !value && (key.value === 'Next' || key.value === 'End'))) continue;
        report(nameNode, phrase`"${name}" has neither Next nor End: name the next state, or write "End": true.`, {
          data: { missing: 'Next' },
        });
      } else if (end.kind === 'boolean' && !end.value) {
        report(end, phrase`"${name}" has "End": false and no Next: name the next state, or write "End": true.`);
      }
    }
  },
};

/**
 * A state that ends cannot go on: Next and `"End": true` must not be used together.
 *
 * Source: States Language, "Transitions".
 */
export const nextAndEnd: Rule = {
  code: 'next-and-end',
  severity: 'error',
  check({ machine }, report) {
    for (const { type, node } of machine.states) {
      if (!type || LEFT_BY[type] !== 'nextOrEnd') continue;
      const next = valueOf(node, 'Next');
      const end = valueOf(node, 'End');
      if (next && end?.kind === 'boolean' && end.value) {
        report(end, phrase`A state must have either Next or "End": true, not both.`, {
          related: [{ node: next, message: phrase`Next is here.` }],
        });
      }
    }
  },
};
