/** Conditions of a template, which may depend on what is not known. Source: CloudFormation, "Condition functions". */
import type { Json } from '../json';
import { isJsonObject } from '../json';
import { firstUnknown, literal, own } from './resolution';
import type { Resolution } from './resolution';
import type { SubstitutionValue } from './template';

/** Conditions may refer to themselves. */
const DEEPEST = 40;

/** Whether a condition holds; else the unknown value that decides it. */
export type Outcome = boolean | SubstitutionValue;

export function conditionHolds(condition: Json, resolution: Resolution, depth = 0): Outcome {
  if (depth > DEEPEST || !isJsonObject(condition)) return false;
  const [name = '', argument = null] = Object.entries(condition)[0] ?? [];
  const parts = Array.isArray(argument) ? argument : [argument];
  const all = (): Outcome[] => parts.map((part) => conditionHolds(part, resolution, depth + 1));
  switch (name) {
    case 'Condition':
      return conditionHolds(own(resolution.scope.conditions, String(argument)) ?? null, resolution, depth + 1);
    case 'Fn::Equals': {
      const [left = literal(''), right = literal('')] = parts.map(resolution.resolve);
      return firstUnknown(left, right) ?? resolution.text(left) === resolution.text(right);
    }
    case 'Fn::And':
      return decided(all(), false);
    case 'Fn::Or':
      return decided(all(), true);
    case 'Fn::Not': {
      const outcome = conditionHolds(parts[0] ?? null, resolution, depth + 1);
      return typeof outcome === 'boolean' ? !outcome : outcome;
    }
    default:
      return false;
  }
}

/** One of these decides, whatever is not known; else an unknown leaves all open. */
function decided(outcomes: readonly Outcome[], by: boolean): Outcome {
  if (outcomes.includes(by)) return by;
  return outcomes.find((outcome) => typeof outcome !== 'boolean') ?? !by;
}
