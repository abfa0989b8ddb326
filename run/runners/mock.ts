import { sampleResponse } from '../../core/catalog/integrations';
import type { TaskRunner } from '../run';

/** Answers from `.vscode/stepwise.json`. Jobs and callbacks are submitted and complete at once. */
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
    return Promise.resolve(outcome);
  },
};
