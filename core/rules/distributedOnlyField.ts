import { isDistributed } from './definitionObjects';
import type { Rule } from './rule';

/**
 * ItemReader, ItemBatcher, ResultWriter, Label, the tolerated failures and ExecutionType exist only where
 * a Map runs its items as executions of their own, with `"Mode": "DISTRIBUTED"`.
 *
 * Source: AWS: Using Map state in Distributed mode.
 */
export const distributedOnlyField: Rule = {
  code: 'distributed-only-field',
  severity: 'error',
  check({ fields }, report) {
    for (const { spec, property, object } of fields) {
      if (!spec.distributedOnly || object.state?.type !== 'Map' || isDistributed(object.state) !== false) continue;
      report(
        property.key,
        `"${spec.name}" needs a Map in distributed mode: write "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"} in its ItemProcessor.`,
      );
    }
  },
};
