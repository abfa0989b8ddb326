import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { namesIn } from '../missing';
import type { Missing } from '../missing';
import { listed, shownValue } from '../values';

/** What there is instead. */
export const missingMember: Explain = ({ missing, state }) => {
  if (!missing) return undefined;
  const { steps, found, holder, rewritten } = missing;
  const at = found === 0 ? rootOf(missing) : rewritten(steps.slice(0, found));
  const wanted = rewritten(steps.slice(0, found + 1));
  const names = namesIn(holder);
  const what =
    names.length > 0
      ? phrase`There is no ${wanted}: ${at} has ${listed(names)}.`
      : phrase`There is no ${wanted}: ${at} is ${shownValue(holder)}.`;
  if (state?.type !== 'Choice' || state.queryLanguage === 'JSONata') return { sentence: what };
  return { sentence: phrase`${what} A rule with "IsPresent": true before it, in an And, asks whether it is there.` };
};

function rootOf({ root, rewritten }: Missing): string {
  if (root === 'input') return phrase`the input`;
  if (root === 'result') return phrase`the result`;
  return root === 'context' ? phrase`the context object` : rewritten([]);
}
