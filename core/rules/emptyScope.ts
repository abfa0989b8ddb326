import { phrase, type Phrase } from '../l10n/phrase';
import type { Rule } from './rule';

/** Fields that need at least one entry, and what to write. */
const NEEDS_ENTRY: Record<string, { readonly code: string; readonly message: () => Phrase }> = {
  States: {
    code: 'empty-states',
    message: () => phrase`States is empty: a machine needs at least one state.`,
  },
  Branches: {
    code: 'empty-branches',
    message: () => phrase`Branches is empty: a Parallel state needs at least one branch.`,
  },
  Choices: {
    code: 'empty-choices',
    message: () => phrase`Choices is empty: a Choice state needs at least one rule.`,
  },
  And: {
    code: 'empty-rules',
    message: () => phrase`And needs at least one rule.`,
  },
  Or: {
    code: 'empty-rules',
    message: () => phrase`Or needs at least one rule.`,
  },
};

const reportEmpty =
  (code: string): Rule['check'] =>
  ({ fields }, report) => {
    for (const { spec, value } of fields) {
      const needed = Object.hasOwn(NEEDS_ENTRY, spec.name) ? NEEDS_ENTRY[spec.name] : undefined;
      if (needed?.code !== code) continue;
      const size = value.kind === 'object' ? value.properties.length : value.kind === 'array' ? value.items.length : 1;
      const isOpen = (value.kind === 'object' || value.kind === 'array') && value.isOpen;
      if (size === 0 && !isOpen) report(value, needed.message());
    }
  };

/**
 * A machine, a branch and an item processor need at least one state, a Parallel at least one branch, a Choice at
 * least one rule, And and Or at least one rule inside.
 *
 * Source: States Language, "States", "Parallel State", "Choice State": non-empty.
 */
export const emptyScopeRules: readonly Rule[] = [
  { code: 'empty-states', severity: 'error', check: reportEmpty('empty-states') },
  { code: 'empty-branches', severity: 'error', check: reportEmpty('empty-branches') },
  { code: 'empty-choices', severity: 'error', check: reportEmpty('empty-choices') },
  { code: 'empty-rules', severity: 'error', check: reportEmpty('empty-rules') },
];
