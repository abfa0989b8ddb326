import type { TaskRunner } from '../run';
import { callAwsService, serviceOf } from './callAwsService';

/** Calls of services that an endpoint answers for, or AWS itself where that was chosen. */
export const awsServiceRunner: TaskRunner = {
  name: 'aws service',
  run(call, run) {
    if (call.kind !== 'integration' || call.service === undefined || call.action === undefined) return undefined;
    return run.aws?.destinationOf(serviceOf(call)) && callAwsService(call, run, call.signal);
  },
};
