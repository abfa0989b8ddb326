import { nearestName, suggestionText } from './didYouMean';
import { isJsonataFunction, JSONATA_FUNCTIONS } from '../catalog/jsonataFunctions';
import type { Rule } from './rule';
import type { Scope } from '../model/machine';
import { findVariable, variablesOf } from '../facts/variables';
import type { Variables } from '../facts/variables';
import { phrase } from '../l10n/phrase';

/**
 * No state that can run before this one assigns the variable, neither in its scope nor in those around it. AWS
 * accepts the definition, but reading the variable fails the state.
 *
 * Source: AWS: Passing data between states with variables, "Variable scope".
 */
export const undefinedVariable: Rule = {
  code: 'undefined-variable',
  severity: 'warning',
  check(context, report) {
    const variables = variablesOf(context);
    for (const { name, node, part, state } of variables.reads) {
      if (isJsonataFunction(name) || name === 'states') continue;
      if (
        findVariable(variables, name, state.scope) ||
        outerScopes(state.scope).some((scope) => variables.open.has(scope))
      )
        continue;
      const suggestion = nearestName(name, visibleNames(variables, state.scope));
      const elsewhere = variables.assignments.find((assignment) => assignment.name === name);
      const message = elsewhere
        ? phrase`The variable $${name} is assigned only inside "${elsewhere.state.scope.owner?.name ?? ''}" and cannot be read outside it.`
        : phrase`No state assigns the variable $${name}.${suggestionText(suggestion && `$${suggestion}`)}`;
      report(node, message, { part, data: { suggestion: suggestion && `$${suggestion}` } });
    }
  },
};

function outerScopes(from: Scope): Scope[] {
  const scopes: Scope[] = [];
  for (let scope: Scope | undefined = from; scope; scope = scope.owner?.scope) scopes.push(scope);
  return scopes;
}

function visibleNames(variables: Variables, from: Scope): string[] {
  const names = outerScopes(from).flatMap((scope) => [...(variables.byScope.get(scope)?.keys() ?? [])]);
  return [...names, ...JSONATA_FUNCTIONS.map((known) => known.name)];
}
