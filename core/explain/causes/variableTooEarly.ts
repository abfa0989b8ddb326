import { objectOf } from '../../json';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { expressionOfNothing } from '../missing';

/** A variable that the state itself is only about to assign. */
export const variableTooEarly: Explain = ({ cause, state, variable }) => {
  const expression = expressionOfNothing(cause);
  if (expression === undefined) return undefined;
  const read = new Set(Array.from(expression.matchAll(/\$([\p{L}_][\p{L}\p{N}_]*)/gu), ([, name]) => name));
  const [name, ...more] = Object.keys(objectOf(state?.definition['Assign'])).filter(
    (each) => read.has(each) && variable(each) === undefined,
  );
  if (name === undefined || more.length > 0) return undefined;
  return {
    sentence: phrase`$${name} has no value yet: the Assign of this state gives it one, which only the states after it see.`,
  };
};
