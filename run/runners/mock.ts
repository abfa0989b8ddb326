import { completeAnswer } from '../mocks/completeAnswer';
import { mockFault } from '../mocks/mockFault';
import type { TaskRunner } from '../run';
import { submittedSample } from '../submittedSample';

/** Answers from the mocks of the run. Jobs and callbacks are submitted and complete at once. */
export const mockRunner: TaskRunner = {
  name: 'mock',
  run(call, run) {
    const outcome = run.mocks.find(call, run.machineName);
    if (!outcome) return undefined;
    const fault = outcome.type === 'success' ? mockFault(call, outcome.output, run.project.settings) : undefined;
    if (fault) return Promise.resolve(fault);
    const isSubmitted = call.pattern !== undefined && call.pattern !== 'requestResponse';
    if (isSubmitted && call.kind === 'integration') {
      call.submitted(submittedSample(call));
    }
    if (outcome.type === 'failure') return Promise.resolve(outcome);
    return Promise.resolve({ type: 'success', output: completeAnswer(call, outcome.output) });
  },
};
