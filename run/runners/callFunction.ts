import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import type { InvokeOutcome } from '../../lambda/lambda';
import { findFunction } from '../../project';
import { functionSpec } from '../functionSpec';
import type { RunServices } from '../run';

type Failure = Extract<TaskOutcome, { type: 'failure' }>;

/**
 * Invokes the function that a name or ARN means, for a task; what cannot be found is a failure in AWS's terms and our words.
 *
 * @param isQueued the task does not wait for it
 */
export async function callFunction(
  nameOrArn: string,
  eventText: string,
  run: RunServices,
  signal: AbortSignal,
  call: TaskCall,
  isQueued = false,
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
  const stepInto = !isQueued && run.stepsInto?.(call, spec.name);
  const takenBy = (processId: string): void =>
    run.stepFunctions.serves(processId, { call, observeNested: run.observeNested });
  return run.lambda.invoke(spec, eventText, { signal, stepInto, takenBy });
}
