import type { Json } from '../../core/json';
import { jsonText, jsonValue } from '../../core/jsonText';
import type { RunServices, TaskRunner } from '../run';
import { sdkMetadata } from '../sdkMetadata';
import { submitOrWait, type Submission } from '../waitForToken';
import { askInstead } from './ask';
import { functionOf, invokeByApi, type Invocation } from './lambdaApi';

/** `arn:aws:states:::lambda:invoke`, in its three invocation types and as a callback. */
export const lambdaInvokeRunner: TaskRunner = {
  name: 'lambda:invoke',
  run(call, run) {
    if (call.kind !== 'integration' || call.service !== 'lambda' || call.action !== 'invoke') return undefined;
    const called = functionOf(call, run);
    if (called && 'missing' in called) return askInstead(call, run, called);
    return submitOrWait(call, run, async (): Promise<Submission> => {
      const invoked = await invokeByApi(call, run, called);
      if ('type' in invoked) return invoked;
      const { error, payload } = invoked;
      return error
        ? { type: 'failure', error: error.errorType, cause: compact(payload), facts: error.facts }
        : { output: response(invoked, run) };
    });
  },
};

/** What the service answers, its keys in AWS's order. Source: recorded. */
function response({ status, version, payload }: Invocation, run: RunServices): Json {
  const headers: { [name: string]: string } = version === undefined ? {} : { 'X-Amz-Executed-Version': version };
  const length = Buffer.byteLength(payload);
  return {
    ...(version === undefined ? {} : { ExecutedVersion: version }),
    Payload: payload === '' ? '' : jsonValue(payload),
    ...sdkMetadata(run, { contentType: 'application/json', length, status, headers }),
    StatusCode: status,
  };
}

/** lambda:invoke gives the error parsed and printed again, without spaces. Source: recorded. */
function compact(json: string): string {
  try {
    return jsonText(jsonValue(json));
  } catch {
    return json;
  }
}
