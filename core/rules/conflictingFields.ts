import { fieldNamed } from '../catalog/fields';
import { phrase } from '../l10n/phrase';
import type { StringNode } from '../syntax/tree';
import type { Rule } from './rule';

/**
 * Two fields that say the same in two ways, of which only one is allowed: Seconds and SecondsPath, Error and
 * ErrorPath, ItemProcessor and the older Iterator, two comparisons in one choice rule.
 *
 * Source: States Language; what excludes what is in the catalogue.
 */
export const conflictingFields: Rule = {
  code: 'conflicting-fields',
  severity: 'error',
  check({ objects }, report) {
    for (const { owner, node } of objects) {
      const before = new Map<string, StringNode>();
      for (const { key } of node.properties) {
        const name = key.value;
        // Next beside End has a rule of its own, because `"End": false` does no harm.
        if (name === 'Next' || name === 'End' || before.has(name)) continue;
        const earlier = fieldNamed(owner, name)?.excludes?.find((other) => before.has(other));
        before.set(name, key);
        if (earlier === undefined) continue;
        report(key, phrase`"${name}" cannot be used together with "${earlier}": keep one of the two.`, {
          related: [{ node: before.get(earlier) ?? key, message: phrase`"${earlier}" is here.` }],
        });
      }
    }
  },
};
