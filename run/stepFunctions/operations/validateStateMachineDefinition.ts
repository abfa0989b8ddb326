/** ValidateStateMachineDefinition: what our checker finds. Shape: recorded. */
import { DEFINITION, MACHINE_TYPE } from '../parameters';
import type { Operation } from './operation';

const MOST_FINDINGS = 100;

export const validateStateMachineDefinition: Operation = {
  parameters: {
    definition: { ...DEFINITION, required: true },
    type: MACHINE_TYPE,
    severity: { type: 'string', values: ['ERROR', 'WARNING'] },
    maxResults: { type: 'number', least: 0, most: MOST_FINDINGS },
  },
  async run({ definition, type, severity, maxResults }) {
    // The rules are many, and nothing else of a run needs them.
    const { findingsOf } = await import('../definition');
    const all = findingsOf(definition, type ?? 'STANDARD');
    const wanted = all.filter((finding) => severity === 'WARNING' || finding.severity === 'ERROR');
    const shown = wanted.slice(0, maxResults || MOST_FINDINGS);
    return {
      diagnostics: shown.map((finding) => ({ ...finding })),
      result: all.some((finding) => finding.severity === 'ERROR') ? 'FAIL' : 'OK',
      truncated: shown.length < wanted.length,
    };
  },
};
