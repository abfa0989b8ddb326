/** The comparisons of a Choice of JSONPath, with the values that they compared. */
import { isJsonObject, type Json, type JsonObject } from '../json';
import { phrase, type Phrase } from '../l10n/phrase';
import type { Failure } from './explanation';
import { bareCause } from './missing';
import { valueAtPath } from './paths';
import type { DefinitionEdit } from '../interpreter/historyEvent';

export interface Comparison {
  /** From the state to the rule. */
  readonly at: DefinitionEdit['at'];
  readonly variable: string;
  /** What the variable is; undefined where it leads nowhere. */
  readonly value: Json | undefined;
  /** `NumericEquals`. */
  readonly operator: string;
  readonly operand: Json;
}

/** Whether a Choice found no rule that holds, and has no Default. */
export function foundNoRule({ state, cause }: Failure): boolean {
  return state?.type === 'Choice' && bareCause(cause).startsWith('Failed to transition out of the state.');
}

/** What follows where one rule does not hold. */
export function restOf({ state }: Failure): Phrase {
  const rules = state?.definition['Choices'];
  const isOnly = Array.isArray(rules) && rules.length === 1;
  return isOnly ? phrase`The state has no Default.` : phrase`No other rule holds, and the state has no Default.`;
}

/** Those of all rules, in the order in which they stand. */
export function comparisonsOf(failure: Failure): readonly Comparison[] {
  const { state } = failure;
  if (!state || state.queryLanguage !== 'JSONPath') return [];
  const found: Comparison[] = [];
  const look = (rule: Json | undefined, at: DefinitionEdit['at']): void => {
    if (!isJsonObject(rule)) return;
    for (const name of ['And', 'Or']) {
      const { [name]: rules } = rule;
      if (Array.isArray(rules)) rules.forEach((each, index) => look(each, [...at, name, index]));
    }
    look(rule['Not'], [...at, 'Not']);
    const comparison = comparisonIn(rule, at, failure);
    if (comparison) found.push(comparison);
  };
  const rules = state.definition['Choices'];
  if (Array.isArray(rules)) rules.forEach((rule, index) => look(rule, ['Choices', index]));
  return found;
}

function comparisonIn(rule: JsonObject, at: DefinitionEdit['at'], failure: Failure): Comparison | undefined {
  const { Variable: variable } = rule;
  const operator = Object.keys(rule).find((name) => /^(?:String|Numeric|Boolean|Timestamp)[A-Z]/.test(name));
  if (typeof variable !== 'string' || operator === undefined) return undefined;
  return { at, variable, operator, operand: rule[operator]!, value: valueAtPath(variable, failure) };
}
