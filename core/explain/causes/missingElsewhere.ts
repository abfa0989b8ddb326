import { isJsonObject, type Json } from '../../json';
import { phrase } from '../../l10n/phrase';
import { replacing, replacingExpression } from '../edit';
import type { Explain } from '../explanation';
import { valueAt } from '../values';

/** Objects that are looked through, and how deep. */
const MOST = 500;
const DEEPEST = 4;

/** What is wanted stands elsewhere, and in one place alone: an event of EventBridge has it in `detail`. */
export const missingElsewhere: Explain = ({ missing, state }) => {
  if (!missing || missing.found > 0) return undefined;
  const { steps, document, written, rewritten } = missing;
  const places = placesOf(document, steps);
  if (places?.length !== 1) return undefined;
  const right = rewritten(places[0]!);
  const edit =
    state?.queryLanguage === 'JSONata' ? replacingExpression(state, written, right) : replacing(state, written, right);
  return { sentence: phrase`There is no ${rewritten(steps)}, but there is ${right}.`, ...edit };
};

type Steps = readonly (string | number)[];

/** Undefined: there is too much to look through. */
function placesOf(document: Json, wanted: Steps): Steps[] | undefined {
  const found: Steps[] = [];
  const queue: { readonly value: Json; readonly at: Steps }[] = [{ value: document, at: [] }];
  for (let next = 0; next < queue.length; next++) {
    if (next > MOST) return undefined;
    const { value, at } = queue[next]!;
    if (!isJsonObject(value)) continue;
    if (at.length > 0 && valueAt(value, wanted) !== undefined) found.push([...at, ...wanted]);
    if (at.length < DEEPEST)
      for (const [name, member] of Object.entries(value)) queue.push({ value: member, at: [...at, name] });
  }
  return found;
}
