import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import { completeAnswer } from '../mocks/completeAnswer';
import { mockFault } from '../mocks/mockFault';
import type { RunServices, TaskRunner } from '../run';
import { jobFailure } from './callService';
import { submittedSample } from '../submittedSample';

/** Answers from the mocks of the run. Jobs and callbacks are submitted and complete at once. */
export const mockRunner = {
  name: 'mock',
  run(call: TaskCall, run: RunServices): TaskOutcome | undefined {
    const outcome = run.mocks.find(call, run.machineName);
    if (!outcome) return undefined;
    const output = outcome.type === 'success' ? completeAnswer(call, outcome.output) : undefined;
    const fault = output === undefined ? undefined : mockFault(call, output, run.project.settings);
    if (fault) return fault;
    const isSubmitted = call.pattern !== undefined && call.pattern !== 'requestResponse';
    if (isSubmitted && call.kind === 'integration') {
      call.submitted(submittedSample(call));
    }
    if (output === undefined) return outcome;
    return jobFailure(call, output) ?? { type: 'success', output };
  },
} satisfies TaskRunner;
