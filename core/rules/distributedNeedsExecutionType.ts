import { phrase } from '../l10n/phrase';
import { isDeployTime, propertyOf, textOf } from '../syntax/value';
import type { Rule } from './rule';

/**
 * A Map in distributed mode must say what its child executions are: `"ExecutionType": "STANDARD"` or `"EXPRESS"`.
 *
 * Source: AWS: Using Map state in Distributed mode, "If you specify DISTRIBUTED for the Mode field, you must also
 * specify ExecutionType".
 */
export const distributedNeedsExecutionType: Rule = {
  code: 'distributed-needs-execution-type',
  severity: 'error',
  mayRun: true,
  check({ objects }, report) {
    for (const { owner, node } of objects) {
      if (owner !== 'processorConfig' || isDeployTime(node)) continue;
      if (textOf(node, 'Mode') !== 'DISTRIBUTED' || propertyOf(node, 'ExecutionType')) continue;
      report(node, phrase`A distributed Map needs an ExecutionType: "STANDARD" or "EXPRESS".`, {
        data: { missing: 'ExecutionType' },
      });
    }
  },
};
