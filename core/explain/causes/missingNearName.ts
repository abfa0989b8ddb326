import { phrase } from '../../l10n/phrase';
import { nearestName } from '../../nearestName';
import { replacing, replacingExpression } from '../edit';
import type { Explain } from '../explanation';
import { namesIn } from '../missing';
import { valueAt } from '../values';

/** A name that is written a little otherwise than the one that is there. */
export const missingNearName: Explain = ({ missing, state }) => {
  if (!missing) return undefined;
  const { holder, steps, found, document, written, rewritten } = missing;
  const name = steps[found];
  if (typeof name !== 'string') return undefined;
  const near = nearestName(name, namesIn(holder));
  if (near === undefined || isOtherNumber(name, near)) return undefined;
  const meant = [...steps.slice(0, found), near, ...steps.slice(found + 1)];
  if (valueAt(document, meant) === undefined) return undefined;
  const right = rewritten(meant);
  const edit =
    state?.queryLanguage === 'JSONata' ? replacingExpression(state, written, right) : replacing(state, written, right);
  return {
    sentence: phrase`There is no ${JSON.stringify(name)} here, but there is ${JSON.stringify(near)}. Did you mean ${right}?`,
    ...edit,
  };
};

/** `item1` is no mistake for `item2`. */
function isOtherNumber(name: string, near: string): boolean {
  return name.replace(/\d+/g, '') === near.replace(/\d+/g, '');
}
