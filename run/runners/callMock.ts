import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import type { JsonObject } from '../../core/json';
import { jsonValue } from '../../core/jsonText';
import { isJsonObject } from '../../core/json';
import type { RunServices, TaskRunner } from '../run';
import { submittedSample } from '../submittedSample';
import { callService, commandOf, integrationOf, type Send } from './callService';
import { senderOf, sendHere } from './senders';
import { unansweredCommand } from './unanswered';

/** Answers from the mocks by service and action, before anything of the project is called. */
export const callMockRunner: TaskRunner = {
  name: 'call mock',
  run(call, run) {
    const action = commandOf(call);
    return action && run.callMocks.has(action) ? answer(call, run, action.action) : undefined;
  },
};

/** Undefined: none of the mocks is for a call with this input. */
async function answer(call: TaskCall, run: RunServices, command: string): Promise<TaskOutcome | undefined> {
  if (integrationOf(call)?.runner !== undefined && call.pattern !== 'waitForTaskToken') {
    return answerWhole(call, run, command);
  }
  const others = senderOf(call, run, call.signal);
  const send: Send = async (name, parameters) =>
    name === command
      ? ((await sendHere(call, run, name, parameters)) ?? { nobody: {}, command })
      : others(name, parameters);
  const outcome = await callService(call, run, send)!;
  if (!('nobody' in outcome)) return outcome;
  return outcome.command === command ? undefined : unansweredCommand(call, run, outcome.command, outcome.nobody);
}

/** Of what a runner of ours would answer whole: the mock is the task's own answer, as a mock of the state is. */
async function answerWhole(call: TaskCall, run: RunServices, command: string): Promise<TaskOutcome | undefined> {
  const found = await sendHere(call, run, command, isJsonObject(call.input) ? call.input : {});
  if (!found || !('output' in found)) return found;
  if (call.pattern !== undefined && call.pattern !== 'requestResponse') call.submitted(submittedSample(call));
  return { type: 'success', output: withPayload(found.output) };
}

/** In the API a function's answer is text; the integration has it parsed. */
function withPayload(output: JsonObject): JsonObject {
  if (typeof output.Payload !== 'string') return output;
  try {
    return { ...output, Payload: jsonValue(output.Payload) };
  } catch {
    return output;
  }
}
