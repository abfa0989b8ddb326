import { isJsonObject } from '../../json';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';

const NOTHING = /^The JSONata expression '([\s\S]+)' specified for the field '[^']*' returned nothing \(undefined\)\.$/;

/** A variable that the state itself is only about to assign. */
export const variableTooEarly: Explain = ({ cause, state, variable }) => {
  const expression = NOTHING.exec(bareCause(cause))?.[1];
  const assigned = state?.definition['Assign'];
  if (expression === undefined || !isJsonObject(assigned ?? null)) return undefined;
  const names = Object.keys(assigned as object).filter(
    (name) => new RegExp(`\\$${name}(?!\\w)`).test(expression) && variable(name) === undefined,
  );
  const [name, ...more] = names;
  if (name === undefined || more.length > 0 || !/^\w+$/.test(name)) return undefined;
  return {
    sentence: phrase`$${name} has no value yet: the Assign of this state gives it one, which only the states after it see.`,
  };
};
