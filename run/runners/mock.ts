import type { TaskRunner } from '../run';
import { sampleAnswer } from '../sampleAnswer';

/** Answers from `.vscode/stepwise.json`. Jobs and callbacks are submitted and complete at once. */
export const mockRunner: TaskRunner = {
  name: 'mock',
  run(call, run) {
    const outcome = run.mocks.find(call, run.machineName);
    if (!outcome) return undefined;
    const isSubmitted = call.pattern !== undefined && call.pattern !== 'requestResponse';
    if (isSubmitted && call.kind === 'integration')
      call.submitted(sampleAnswer({ ...call, pattern: 'requestResponse' }));
    return Promise.resolve(outcome);
  },
};
