import { phrase } from '../l10n/phrase';
import { hasPlaceholder } from '../syntax/tree';
import { valueOf } from '../syntax/value';
import type { Rule } from './rule';

const LONGEST = 40;
const FORBIDDEN = /[\s?*<>{}[\]:;,\\|^~$#%&`"]|\p{Cc}/u;

/**
 * The Label of a distributed Map becomes part of its Map Run's ARN: at most 40 characters, without spaces, wildcards,
 * brackets and other special characters.
 *
 * Source: AWS: Using Map state in Distributed mode, "Label".
 */
export const mapLabel: Rule = {
  code: 'map-label',
  severity: 'error',
  aws: 'INVALID_LABEL_NAME',
  check({ machine }, report) {
    for (const { type, node } of machine.states) {
      const label = type === 'Map' ? valueOf(node, 'Label') : undefined;
      if (label?.kind !== 'string' || hasPlaceholder(label.value)) continue;
      if (label.value.length > LONGEST) {
        report(label, phrase`A Label must have at most ${LONGEST} characters; this one has ${label.value.length}.`);
      }
      const forbidden = FORBIDDEN.exec(label.value);
      if (forbidden) {
        report(label, phrase`A Label must not contain ${JSON.stringify(forbidden[0])}.`, {
          part: { offset: forbidden.index, length: 1 },
        });
      }
    }
  },
};
