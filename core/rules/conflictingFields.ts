import { fieldNamed } from '../catalog/fields';
import type { Rule } from './rule';

/**
 * Two fields that say the same in two ways, of which one may stand: Seconds and SecondsPath, Error and
 * ErrorPath, ItemProcessor and the older Iterator, two comparisons in one choice rule.
 *
 * Source: States Language; what excludes what is in the catalogue.
 */
export const conflictingFields: Rule = {
  code: 'conflicting-fields',
  severity: 'error',
  check({ objects }, report) {
    for (const { owner, node } of objects) {
      const reported = new Set<string>();
      node.properties.forEach(({ key }, index) => {
        const name = key.value;
        // Next beside End has a rule of its own, because `"End": false` does no harm.
        if (name === 'Next' || name === 'End' || reported.has(name)) return;
        const excludes = fieldNamed(owner, name)?.excludes;
        const earlier =
          excludes && node.properties.slice(0, index).find((property) => excludes.includes(property.key.value));
        if (!earlier) return;
        reported.add(name);
        report(key, `"${name}" may not stand beside "${earlier.key.value}": keep one of the two.`, {
          related: [{ node: earlier.key, message: `The "${earlier.key.value}" beside it.` }],
        });
      });
    }
  },
};
