/** Whether an alias may route to these versions. Words: recorded for ARNs of machines, the others by their pattern. */
import { apiError, type ApiError } from './apiError';
import { checkArn } from './arns';
import { machineArnParts, type Route, type StateMachine } from './machines';
import type { StepFunctionsService } from './service';

/** @param machine whose versions they must be; absent: of any machine, but of one */
export function routingFault(
  routes: readonly Route[],
  { machines }: StepFunctionsService,
  machine?: StateMachine,
): ApiError | undefined {
  const arns = routes.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
  const received = `Received: [${arns.join(', ')}]`;
  for (const arn of arns) {
    const wrong = checkArn(arn, 'stateMachine');
    if (wrong) return wrong;
  }
  if (!arns.every((arn) => /^\d+$/.test(machineArnParts(arn).qualifier ?? ''))) {
    return apiError.unfitting(`Routing configuration must contain state machine version ARNs. ${received}`);
  }
  if (new Set(arns).size < arns.length) {
    return apiError.unfitting(`Routing configuration must contain distinct state machine version ARNs. ${received}`);
  }
  const weights = routes.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100) {
    return apiError.unfitting(`Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`);
  }
  const versions = arns.map((arn) => machines.version(arn));
  if (versions.some((version) => !version)) return apiError.referenceNotFound();
  const owner = machine ?? versions[0]?.machine;
  if (versions.some((version) => version?.machine !== owner)) {
    return apiError.unfitting(`Routing configuration must contain versions of one state machine. ${received}`);
  }
  return undefined;
}
