import { phrase } from '../l10n/phrase';
import type { Rule } from './rule';

/**
 * A number below or above what the field allows, such as a BackoffRate of 0.5 or a MaxAttempts of -1.
 * AWS refuses the definition.
 *
 * Source: States Language, "Retrying after error" and the tables of each state; the limits are those of
 * the catalogue.
 */
export const fieldRange: Rule = {
  code: 'field-range',
  severity: 'error',
  check({ fields }, report) {
    for (const { spec, value } of fields) {
      if (value.kind !== 'number') continue;
      const { minimum, maximum } = spec;
      if (minimum !== undefined && value.value < minimum) {
        report(value, phrase`"${spec.name}" must be at least ${minimum}, not ${value.text}.`);
      } else if (maximum !== undefined && value.value > maximum) {
        report(value, phrase`"${spec.name}" must be at most ${maximum}, not ${value.text}.`);
      }
    }
  },
};
