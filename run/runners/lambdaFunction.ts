import type { TaskOutcome } from '../../core/interpreter/host';
import { jsonText, jsonValue } from '../../core/jsonText';
import type { TaskRunner } from '../run';
import { askInstead } from './ask';
import { calledFunction } from './calledFunction';
import { callFunction, refusal } from './callFunction';

/** A function's ARN as Resource: the state's input is the event, the result is the output. */
export const lambdaFunctionRunner: TaskRunner = {
  name: 'lambda function',
  run(call, run) {
    if (call.kind !== 'lambda') return undefined;
    const called = calledFunction(call.resource, run);
    if ('missing' in called) return askInstead(call, run, called);
    return callFunction(called, jsonText(call.input), run, call.signal, call).then(
      async (outcome): Promise<TaskOutcome> => {
        if (outcome.type === 'success') {
          return { type: 'success', output: jsonValue(outcome.payload), outputText: outcome.payload };
        }
        const refused = await refusal(outcome, call, run, called);
        if (refused) return refused;
        // The cause is the function's own text, spaced as its runtime prints it. Source: recorded.
        const { errorType: error, payload: cause, facts } = outcome;
        return { type: 'failure', error, cause, ...(facts && { facts }) };
      },
    );
  },
};
