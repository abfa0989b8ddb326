import { sampleResponse } from '../../core/catalog/integrations';
import { completeAnswer } from '../mocks/completeAnswer';
import type { TaskRunner } from '../run';

/** Answers from the mocks of the run. Jobs and callbacks are submitted and complete at once. */
export const mockRunner: TaskRunner = {
  name: 'mock',
  run(call, run) {
    const outcome = run.mocks.find(call, run.machineName);
    if (!outcome) return undefined;
    const isSubmitted = call.pattern !== undefined && call.pattern !== 'requestResponse';
    if (isSubmitted && call.kind === 'integration') {
      // What a job or callback is submitted with is what the call answers without the suffix.
      call.submitted(sampleResponse(call.resource.replace(/\.(sync(:2)?|waitForTaskToken)$/, '')));
    }
    if (outcome.type === 'failure') return Promise.resolve(outcome);
    return Promise.resolve({ type: 'success', output: completeAnswer(call, outcome.output) });
  },
};
