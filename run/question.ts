import type { TaskCall } from '../core/interpreter/host';
import { mockSnippet } from '../project';
import type { MockQuestion } from './run';
import { sampleAnswer } from './sampleAnswer';

/** What a person is asked about a call, with an answer to start from. */
export function questionOf(call: TaskCall, machine: string): MockQuestion {
  const answer = sampleAnswer(call);
  return {
    machine,
    state: call.state.name,
    resource: call.resource,
    input: call.input,
    suggestion: JSON.stringify(answer, null, 2),
    snippet: mockSnippet(machine, call.state.name, { return: answer }),
  };
}
