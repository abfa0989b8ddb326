import type { TaskRunner } from '../run';
import { submitOrWait, type Submission } from '../waitForToken';
import { askInstead } from './ask';
import { functionOf, invokeByApi } from './lambdaApi';

/**
 * `arn:aws:states:::aws-sdk:lambda:invoke` of a function of the project. The answer is the API's own: the payload is
 * text, and a function that fails is told of by FunctionError, not by an error. Source: Lambda API, "Invoke".
 */
export const lambdaSdkRunner: TaskRunner = {
  name: 'aws-sdk:lambda:invoke',
  run(call, run) {
    if (call.service !== 'aws-sdk:lambda' || call.action !== 'invoke') return undefined;
    const called = functionOf(call, run);
    if (called && 'missing' in called) {
      return run.aws?.destinationOf('lambda') ? undefined : askInstead(call, run, called);
    }
    return submitOrWait(call, run, async (): Promise<Submission> => {
      const invoked = await invokeByApi(call, run, called);
      if ('type' in invoked) return invoked;
      const { status, version, payload, error } = invoked;
      return {
        output: {
          ...(version === undefined ? {} : { ExecutedVersion: version }),
          ...(error && { FunctionError: 'Unhandled' }),
          Payload: payload,
          StatusCode: status,
        },
      };
    });
  },
};
