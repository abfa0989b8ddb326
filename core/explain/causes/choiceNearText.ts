import { phrase } from '../../l10n/phrase';
import { comparisonsOf, foundNoRule, restOf } from '../choiceRules';
import type { Explain } from '../explanation';
import { quoted } from '../values';

const alike = (text: string): string => text.trim().toLowerCase();

/** `"StringEquals": "approved"`, and the value is `Approved`. */
export const choiceNearText: Explain = (failure) => {
  if (!foundNoRule(failure)) return undefined;
  const near = comparisonsOf(failure).find(
    ({ operator, operand, value }) =>
      operator === 'StringEquals' &&
      typeof operand === 'string' &&
      typeof value === 'string' &&
      value !== operand &&
      alike(value) === alike(operand),
  );
  if (!near) return undefined;
  const { variable, value, operand, at } = near;
  const text = String(value);
  return {
    sentence: phrase`${variable} is ${quoted(text)}, and the rule compares with ${quoted(String(operand))}: capital letters and spaces count. ${restOf(failure)}`,
    edit: {
      title: phrase`Change to ${quoted(text)}`,
      statePath: failure.state!.path,
      at: [...at, 'StringEquals'],
      was: operand,
      value: text,
    },
  };
};
