/** ValidateStateMachineDefinition: what our checker finds. Shape: recorded. */
import type { JsonObject } from '../../../core/json';
import { DEFINITION, MACHINE_TYPE } from '../parameters';
import type { Operation } from './operation';

export const validateStateMachineDefinition: Operation = {
  parameters: {
    definition: { ...DEFINITION, required: true },
    type: MACHINE_TYPE,
    severity: { type: 'string', values: ['ERROR', 'WARNING'] },
    maxResults: { type: 'number', least: 0, most: 100 },
  },
  async run({ definition, type, severity, maxResults }) {
    // The rules are many, and nothing else of a run needs them.
    const { answerOf, findingsOf } = await import('../definition');
    const findings = findingsOf(definition, type ?? 'STANDARD');
    const answer = answerOf(findings, severity === 'WARNING' ? 'WARNING' : 'ERROR', maxResults || undefined);
    return { ...answer, diagnostics: answer.diagnostics.map((finding): JsonObject => ({ ...finding })) };
  },
};
