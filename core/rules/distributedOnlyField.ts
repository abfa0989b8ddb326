import { isDistributed } from '../facts/definitionObjects';
import { phrase } from '../l10n/phrase';
import type { Rule } from './rule';

/**
 * ItemReader, ItemBatcher, ResultWriter, Label, the tolerated failures and ExecutionType work only in a Map that runs
 * its items as executions of their own, with `"Mode": "DISTRIBUTED"`.
 *
 * Source: AWS: Using Map state in Distributed mode. Deployed machines have a Label on an inline Map, and no refusal
 * is recorded, so this is a warning: the field has no effect.
 */
export const distributedOnlyField: Rule = {
  code: 'distributed-only-field',
  severity: 'warning',
  check({ fields }, report) {
    for (const { spec, property, object } of fields) {
      if (!spec.distributedOnly || object.state?.type !== 'Map' || isDistributed(object.state) !== false) continue;
      report(
        property.key,
        phrase`"${spec.name}" works only in a distributed Map: add "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"} to its ItemProcessor.`,
      );
    }
  },
};
