/** TestState: one state on its own; what it calls, unless mocked, is answered as in the run. */
import type { TestStateRequest } from '../../../core/interpreter/testState';
import type { JsonObject } from '../../../core/json';
import { ApiError } from '../apiError';
import { ARN, DATA, DEFINITION } from '../parameters';
import type { Operation } from './operation';

export const testState: Operation = {
  parameters: {
    definition: { ...DEFINITION, required: true },
    stateName: { type: 'string', least: 1, most: 80 },
    input: DATA,
    inspectionLevel: { type: 'string', values: ['INFO', 'DEBUG', 'TRACE'] },
    revealSecrets: { type: 'boolean' },
    roleArn: { ...ARN, required: false },
    context: DATA,
    variables: DATA,
    mock: {
      type: 'structure',
      members: {
        result: DATA,
        errorOutput: {
          type: 'structure',
          members: { error: { type: 'string', most: 256 }, cause: { type: 'string', most: 32_768 } },
        },
        fieldValidationMode: { type: 'string', values: ['STRICT', 'PRESENT', 'NONE'] },
      },
    },
    stateConfiguration: {
      type: 'structure',
      members: {
        retrierRetryCount: { type: 'number', least: 0 },
        errorCausedByState: { type: 'string', least: 1, most: 80 },
        mapIterationFailureCount: { type: 'number', least: 0 },
        mapItemReaderData: DATA,
      },
    },
  },
  async run(request, { host }) {
    if (!host) return new ApiError('ValidationException', 'A state can be tested only while something runs here.');
    const answer = await host.testState(withoutNulls(request as unknown as JsonObject) as unknown as TestStateRequest);
    if ('error' in answer) return new ApiError(answer.error.code, answer.error.message);
    return answer.response as unknown as JsonObject;
  },
};

/** A member that is null is one that is not given. */
function withoutNulls(request: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== null));
}
