import { phrase } from '../l10n/phrase';
import { strayNames } from '../facts/strayStates';
import type { RuleContext, Rule } from './rule';
import type { Scope } from '../model/machine';
import type { StringNode } from '../syntax/tree';
import { hasPlaceholder } from '../syntax/tree';
import { valueOf } from '../syntax/value';
import { hasFiller } from '../values';
import { nearestName, suggestionText } from './didYouMean';

/** Each one compares a name with all of its scope, which in a large broken machine would take long. */
const MOST_SUGGESTIONS = 50;

/**
 * StartAt, Next and Default name a state of the same scope: the machine, one branch of a Parallel, or
 * one item processor. A name that no state of the scope has makes AWS refuse the definition
 * (`MISSING_TRANSITION_TARGET`); a state of another scope cannot be reached. Where the name of a state in the scope is only known once it is
 * deployed, nothing is said.
 *
 * Source: States Language, "Transitions" and "Top-level fields".
 */
export const unknownState: Rule = {
  code: 'unknown-state',
  severity: 'error',
  aws: 'MISSING_TRANSITION_TARGET',
  check(context, report) {
    let suggestions = 0;
    for (const scope of context.scopes) {
      const container = valueOf(scope.node, 'States');
      if (container?.kind !== 'object' || container.isOpen) continue;
      // States without a body yet, in a wrong place, and placeholders in their place, have a name all the same.
      const names = new Set([...container.properties.map(({ key }) => key.value), ...strayNames(scope)]);
      // What a deployment names, such as each turn of a loop in Terraform's template, may be the one that is meant.
      const isNamedLater = [...names].some((name) => hasPlaceholder(name) || hasFiller(name));
      const checkTarget = (node: StringNode): void => {
        if (isNamedLater || names.has(node.value) || hasPlaceholder(node.value)) return;
        const elsewhere = scopeHolding(context, node.value);
        if (elsewhere) {
          const message = phrase`There is no state "${node.value}" in ${scopeText(scope)}: it belongs to ${scopeText(elsewhere)}, and a transition cannot leave its scope.`;
          report(node, message);
          return;
        }
        const suggestion = suggestions++ < MOST_SUGGESTIONS ? nearestName(node.value, names) : undefined;
        report(node, phrase`There is no state "${node.value}".${suggestionText(suggestion)}`, { data: { suggestion } });
      };
      if (scope.startAt) checkTarget(scope.startAt);
      for (const state of scope.states) for (const { node } of state.transitions) checkTarget(node);
    }
  },
};

function scopeHolding(context: RuleContext, name: string): Scope | undefined {
  return context.scopes.find((scope) => scope.byName.has(name));
}

function scopeText(scope: Scope): string {
  const owner = scope.owner?.name ?? '';
  if (scope.kind === 'branch') return phrase`branch ${scope.index + 1} of "${owner}"`;
  return scope.kind === 'itemProcessor' ? phrase`the item processor of "${owner}"` : phrase`the machine itself`;
}
