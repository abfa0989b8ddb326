import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import { originOf } from '../consent/origin';
import type { RunServices, TaskRunner } from '../run';
import { askInstead } from './ask';
import { callAwsService, integrationOf, serviceOf } from './callAwsService';

/** Calls of services that an endpoint answers for, or AWS itself where that was chosen. */
export const awsServiceRunner: TaskRunner = {
  name: 'aws service',
  run(call, run) {
    if (call.kind !== 'integration' || call.service === undefined || call.action === undefined) return undefined;
    if (integrationOf(call)?.nobody !== undefined) return undefined;
    const destination = run.aws?.destinationOf(serviceOf(call));
    // That AWS itself may be called is asked once, before the run begins.
    if (destination?.endpoint === undefined) return callAwsService(call, run, call.signal);
    return callOrAsk(call, run, destination.endpoint);
  },
};

async function callOrAsk(call: TaskCall, run: RunServices, endpoint: string): Promise<TaskOutcome> {
  const origin = originOf(endpoint);
  if (origin === undefined) {
    const cause = `The endpoint of ${serviceOf(call)} must be a URL such as http://localhost:8000, not ${JSON.stringify(endpoint)}.`;
    return { type: 'failure', error: 'States.Runtime', cause, terminal: true };
  }
  const wanted = [{ kind: 'endpoint', origin } as const];
  const verdict = await run.whileBusy(run.consents.allows(wanted, { state: call.state.name }, call.signal));
  if (verdict !== 'allowed') return askInstead(call, run, { lacks: run.consents.missing(wanted) });
  return callAwsService(call, run, call.signal) ?? askInstead(call, run);
}
