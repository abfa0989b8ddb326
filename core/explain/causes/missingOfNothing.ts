import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { shownValue } from '../values';

/** The input is no object: what came before returned nothing, or a single value. */
export const missingOfNothing: Explain = ({ missing, earlier, state }) => {
  if (!missing || missing.root !== 'input' || missing.found > 0) return undefined;
  const { holder } = missing;
  if (typeof holder === 'object' && holder !== null) return undefined;
  const [before] = earlier();
  const value = shownValue(holder);
  if (!before || before.state.scope !== state?.scope)
    return { sentence: phrase`The input of this state is ${value}, which has no members.` };
  const { name, type } = before.state;
  return {
    sentence:
      holder === null && type === 'Task'
        ? phrase`The input of this state is null, as "${name}" left it: a function that returns nothing gives null.`
        : phrase`The input of this state is ${value}, as "${name}" left it, which has no members.`,
  };
};
