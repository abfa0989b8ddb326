import { phrase } from '../l10n/phrase';
import { valueOf } from '../syntax/value';
import type { Rule } from './rule';

/**
 * A heartbeat that is due after the timeout is never waited for: HeartbeatSeconds must be smaller than
 * TimeoutSeconds.
 *
 * Source: States Language, "Task State".
 */
export const heartbeatNotBelowTimeout: Rule = {
  code: 'heartbeat-not-below-timeout',
  severity: 'error',
  mayRun: true,
  check({ machine }, report) {
    for (const { type, node } of machine.states) {
      if (type !== 'Task') continue;
      const heartbeat = valueOf(node, 'HeartbeatSeconds');
      const timeout = valueOf(node, 'TimeoutSeconds');
      if (heartbeat?.kind !== 'number' || timeout?.kind !== 'number' || heartbeat.value < timeout.value) continue;
      report(
        heartbeat,
        phrase`HeartbeatSeconds (${heartbeat.text}) must be smaller than TimeoutSeconds (${timeout.text}).`,
        {
          related: [{ node: timeout, message: phrase`TimeoutSeconds is here.` }],
        },
      );
    }
  },
};
