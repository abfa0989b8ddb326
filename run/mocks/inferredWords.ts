import { visible } from '../../core/escape/visible';
import { phrase } from '../../core/l10n/phrase';
import type { InferredAnswers } from './inferredAnswers';

/** What is said of a run that went by inferred answers; nothing where it used none. */
export function inferredWords({
  inferred,
  inferredInput,
}: {
  readonly inferred?: Pick<InferredAnswers, 'used' | 'usedCalls' | 'hasFailed'>;
  /** JSON text. */
  readonly inferredInput?: string;
}): string[] {
  const states = [...new Set([...(inferred?.used.values() ?? [])].map(({ state }) => `"${state}"`))];
  const calls = [...(inferred?.usedCalls.keys() ?? [])];
  if (states.length === 0 && calls.length === 0 && inferredInput === undefined) return [];
  return [
    ...(calls.length > 0
      ? [visible(phrase`The answers to ${calls.join(', ')}, which handlers call, were made up from AWS's models.`)]
      : []),
    ...(states.length > 0
      ? [visible(phrase`The answers of ${states.join(', ')} were inferred from what the machine reads.`)]
      : []),
    ...(inferredInput === undefined ? [] : [visible(phrase`The input was inferred: ${inferredInput}`)]),
    inferred?.hasFailed
      ? phrase`With real data it may end otherwise.`
      : phrase`This shows that the end can be reached, not what the services would answer.`,
  ];
}
