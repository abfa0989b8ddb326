import { phrase } from '../../l10n/phrase';
import { comparisonsOf, foundNoRule } from '../choiceRules';
import type { Explain } from '../explanation';
import { shownValue } from '../values';

/** A path under an operator that compares with what is written: `"NumericEquals": "$.limit"`. */
export const choicePathAsText: Explain = (failure) => {
  if (!foundNoRule(failure)) return undefined;
  const found = comparisonsOf(failure).find(
    ({ operator, operand }) => typeof operand === 'string' && /^\$[.[]./.test(operand) && !operator.endsWith('Path'),
  );
  if (!found) return undefined;
  const { at, operator, operand, variable, value } = found;
  const name = `${operator}Path`;
  const compared = value === undefined ? variable : phrase`${variable}, ${shownValue(value)},`;
  return {
    sentence: phrase`${operator} compares ${compared} with the text ${JSON.stringify(operand)} itself. ${name} compares with the value at that path. The state has no Default.`,
    edit: {
      title: phrase`Change to ${name}`,
      statePath: failure.state!.path,
      at: [...at, operator],
      was: operand,
      name,
    },
  };
};
