import { phrase } from '../l10n/phrase';
import { valueOf } from '../syntax/value';
import type { Rule } from './rule';

/**
 * MaxDelaySeconds bounds how long the waits between retries grow, so it must be greater than IntervalSeconds
 * (whose default is 1).
 *
 * Source: AWS: Handling errors in Step Functions workflows, "MaxDelaySeconds".
 */
export const maxDelay: Rule = {
  code: 'max-delay',
  severity: 'error',
  mayRun: true,
  check({ objects }, report) {
    for (const { owner, node } of objects) {
      const most = owner === 'retrier' ? valueOf(node, 'MaxDelaySeconds') : undefined;
      const interval = valueOf(node, 'IntervalSeconds');
      if (most?.kind !== 'number' || (interval && interval.kind !== 'number')) continue;
      const seconds = interval?.kind === 'number' ? interval.value : 1;
      if (most.value > seconds || most.value < 1) continue;
      report(most, phrase`MaxDelaySeconds (${most.text}) must be greater than IntervalSeconds (${seconds}).`);
    }
  },
};
