/** StartSyncExecution: answers when the express execution has ended. */
import { ApiError, apiError } from '../apiError';
import { ARN, DATA, INCLUDED_DATA, NAME } from '../parameters';
import { describe } from './describeExecution';
import type { Operation } from './operation';
import { begin, startNew } from './startExecution';

export const startSyncExecution: Operation = {
  parameters: { stateMachineArn: ARN, name: NAME, input: DATA, includedData: INCLUDED_DATA },
  async run(request, service, { from }) {
    const execution = begin(request, service, from, (machine, host, wanted) =>
      machine.type === 'EXPRESS'
        ? startNew(machine, { ...wanted, synchronous: true }, host, service)
        : apiError.stateMachineTypeNotSupported(),
    );
    if (execution instanceof ApiError) return execution;
    await execution.result;
    const took = (execution.stopDate ?? execution.startDate) - execution.startDate;
    return {
      ...describe(execution, request.includedData !== 'METADATA_ONLY'),
      // Billed in steps of 100 ms and 64 MB (pricing page).
      billingDetails: {
        billedDurationInMilliseconds: Math.max(100, Math.ceil(took / 100) * 100),
        billedMemoryUsedInMB: 64,
      },
    };
  },
};
