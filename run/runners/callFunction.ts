import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import type { InvokeOutcome } from '../../lambda/lambda';
import { findFunction } from '../../project';
import { functionSpec } from '../functionSpec';
import type { RunServices } from '../run';

type Failure = Extract<TaskOutcome, { type: 'failure' }>;

/** Invokes the function that a name or ARN means, for the task that waits for it, if one does; what cannot be found is a failure in AWS's terms and our words. */
export async function callFunction(
  nameOrArn: string,
  eventText: string,
  run: RunServices,
  signal: AbortSignal,
  call?: TaskCall,
): Promise<InvokeOutcome | Failure> {
  const found = findFunction(run.project, nameOrArn);
  if ('problem' in found) {
    return { type: 'failure', error: 'Lambda.ResourceNotFoundException', cause: found.problem };
  }
  const spec = functionSpec(found.function, run.project);
  if ('problem' in spec) {
    // The name AWS's own runtimes give to a module that is not there.
    const cause = JSON.stringify({ errorType: 'Runtime.ImportModuleError', errorMessage: spec.problem });
    return { type: 'failure', error: 'Runtime.ImportModuleError', cause };
  }
  const stepInto = call !== undefined && run.stepsInto?.(call, spec.name);
  return run.lambda.invoke(spec, eventText, { signal, stepInto });
}
