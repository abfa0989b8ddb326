import { hasPlaceholder } from '../syntax/tree';
import type { Rule } from './rule';
import { findVariable, variablesOf } from '../facts/variables';
import { phrase } from '../l10n/phrase';

const LONGEST = 80;
const NAME = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
const RESERVED = 'states';
const MENTION = /\$([\p{ID_Start}_][\p{ID_Continue}]*)/gu;

/**
 * A variable name must be an identifier: letters, digits and `_`, not beginning with a digit, at most 80 characters.
 * `states` is reserved.
 *
 * Source: AWS: Passing data between states with variables, "Variable name".
 */
export const variableName: Rule = {
  code: 'variable-name',
  severity: 'error',
  check(context, report) {
    for (const { name, key } of variablesOf(context).assignments) {
      if (hasPlaceholder(name)) continue;
      if (name === RESERVED) {
        report(key, phrase`The name "states" is reserved: Step Functions provides $states itself.`);
      } else if (!NAME.test(name)) {
        report(
          key,
          phrase`"${name}" is not a valid variable name: use only letters, digits and _, and do not begin with a digit.`,
        );
      } else if ([...name].length > LONGEST) {
        report(key, phrase`A variable name must have at most ${LONGEST} characters; this one has ${[...name].length}.`);
      }
    }
  },
};

/**
 * An inner scope reads the variables of the scopes around it but cannot assign them: AWS refuses a variable that an outer scope
 * assigns and a branch or an item processor assigns again. Where only catchers assign it outside, this is a warning: such a
 * machine was created and ran.
 *
 * Source: AWS: Passing data between states with variables, "Variable scope"; recorded refusal, "The variable name … was already
 * defined in a parent scope."
 */
export const variableRebindsOuter: Rule = {
  code: 'variable-rebinds-outer',
  severity: 'error',
  check(context, report) {
    const variables = variablesOf(context);
    for (const { name, key, state } of variables.assignments) {
      const outer = state.scope.owner && findVariable(variables, name, state.scope.owner.scope);
      if (!outer || outer.beyondDistributed || state.scope.owner?.type === undefined) continue;
      const others = variables.byScope.get(outer.scope)?.get(name) ?? [];
      const first = others.find(({ on }) => on !== 'catch') ?? others[0];
      report(
        key,
        phrase`The variable $${name} was already defined in a scope around this one: inside "${state.scope.owner.name}" it can only be read.`,
        {
          ...(first?.on === 'catch' && { severity: 'warning' as const }),
          related: first && [{ node: first.key, message: phrase`Assigned here in the outer scope.` }],
        },
      );
    }
  },
};

/**
 * The items of a distributed Map run as executions of their own, which cannot read the variables of the machine
 * around them. Pass the value in with ItemSelector.
 *
 * Source: AWS: Passing data between states with variables, "Distributed Map states cannot currently reference
 * variables in outer scopes".
 */
export const distributedOuterVariable: Rule = {
  code: 'distributed-outer-variable',
  severity: 'error',
  mayRun: true,
  check(context, report) {
    const variables = variablesOf(context);
    for (const { name, node, part, state } of variables.reads) {
      if (findVariable(variables, name, state.scope)?.beyondDistributed !== true) continue;
      report(
        node,
        phrase`A distributed Map cannot read the variable $${name} of the scope around it: pass it in with ItemSelector.`,
        { part },
      );
    }
  },
};

/**
 * No state reads this variable.
 *
 * Source: our own advice.
 */
export const unusedVariable: Rule = {
  code: 'unused-variable',
  severity: 'hint',
  check(context, report) {
    const variables = variablesOf(context);
    if (variables.assignments.length === 0) return;
    // Text that cannot be read, or is known only at deployment, may read a variable too.
    const mentioned = new Set([...context.document.text.matchAll(MENTION)].map(([, name]) => name));
    for (const { name, key } of variables.assignments) {
      if (mentioned.has(name) || hasPlaceholder(name)) continue;
      report(key, phrase`No state reads the variable $${name}.`);
    }
  },
};
