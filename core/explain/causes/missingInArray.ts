import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { valueAt } from '../values';

/** A name behind an array, whose items have it. */
export const missingInArray: Explain = ({ missing, state, earlier }) => {
  if (!missing || state?.queryLanguage === 'JSONata') return undefined;
  const { holder, steps, found, rewritten } = missing;
  if (!Array.isArray(holder) || typeof steps[found] !== 'string') return undefined;
  const index = holder.findIndex((item) => valueAt(item, steps.slice(found)) !== undefined);
  if (index < 0) return undefined;
  const array = rewritten(steps.slice(0, found));
  const right = rewritten([...steps.slice(0, found), index, ...steps.slice(found)]);
  const [before] = earlier();
  if (found === 0 && before?.state.type === 'Parallel' && before.state.scope === state?.scope) {
    return {
      sentence: phrase`The Parallel state "${before.state.name}" gives an array with the output of each branch. Branch ${index} has it: ${right}.`,
    };
  }
  return {
    sentence: phrase`${array} is an array of ${holder.length}. One of its items is meant by its number: ${right}.`,
  };
};
