import { phrase } from '../l10n/phrase';
import type { StringNode } from '../syntax/tree';
import { hasPlaceholder } from '../syntax/tree';
import { valueOf } from '../syntax/value';
import type { Rule } from './rule';

/**
 * Two Maps of a machine must not have the same Label: it tells their Map Runs apart.
 *
 * Source: AWS: Using Map state in Distributed mode, "Label"; its code in the API reference, `DUPLICATE_LABEL_NAME`.
 */
export const duplicateLabel: Rule = {
  code: 'duplicate-label',
  severity: 'error',
  aws: 'DUPLICATE_LABEL_NAME',
  check({ machine }, report) {
    const first = new Map<string, StringNode>();
    for (const { type, node } of machine.states) {
      const label = type === 'Map' ? valueOf(node, 'Label') : undefined;
      if (label?.kind !== 'string' || hasPlaceholder(label.value)) continue;
      const earlier = first.get(label.value);
      if (!earlier) first.set(label.value, label);
      else {
        report(label, phrase`Another Map has the Label "${label.value}". Labels must be unique.`, {
          related: [{ node: earlier, message: phrase`The other Map with this Label.` }],
        });
      }
    }
  },
};
