import { isJsonObject } from '../../core/json';
import { findFunction } from '../../project';
import type { TaskRunner } from '../run';
import { submitOrWait, type Submission } from '../waitForToken';
import { invokeByApi } from './lambdaApi';

/**
 * `arn:aws:states:::aws-sdk:lambda:invoke` of a function of the project. The answer is the API's own: the payload is
 * text, and a function that fails is told of by FunctionError, not by an error. Source: Lambda API, "Invoke".
 */
export const lambdaSdkRunner: TaskRunner = {
  name: 'aws-sdk:lambda:invoke',
  run(call, run) {
    if (call.service !== 'aws-sdk:lambda' || call.action !== 'invoke') return undefined;
    const { FunctionName: name } = isJsonObject(call.input) ? call.input : {};
    const isElsewhere = typeof name === 'string' && 'problem' in findFunction(run.project, name);
    if (isElsewhere && run.aws?.destinationOf('lambda')) return undefined;
    return submitOrWait(call, run, async (): Promise<Submission> => {
      const invoked = await invokeByApi(call, run);
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
