import { isJsonObject } from '../../json';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { valueAt } from '../values';

/** An item's member, where an ItemBatcher hands over several items together. */
export const missingInBatch: Explain = ({ missing, state }) => {
  const map = state?.scope.owner;
  if (!missing || missing.root !== 'input' || missing.found > 0 || !map || !isJsonObject(map.definition['ItemBatcher']))
    return undefined;
  const { steps, document, rewritten } = missing;
  if (valueAt(document, ['Items', 0, ...steps]) === undefined) return undefined;
  const items = rewritten(['Items']);
  return {
    sentence:
      state?.queryLanguage === 'JSONata'
        ? phrase`The ItemBatcher of "${map.name}" gives each execution several items together: ${items}. A Map inside with "Items": "{% ${items} %}" goes through them.`
        : phrase`The ItemBatcher of "${map.name}" gives each execution several items together: ${items}. A Map inside with "ItemsPath": "${items}" goes through them.`,
  };
};
