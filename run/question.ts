import { prettyJsonText } from '../core/jsonText';
import type { ItemReaderCall, TaskCall } from '../core/interpreter/host';
import { sampleResponse } from '../core/catalog/integrations';
import { mockSnippet } from '../project';
import type { MockQuestion } from './run';

/** What a person is asked about a call, with an answer to start from. */
export function questionOf(call: TaskCall, machine: string): MockQuestion {
  const answer = sampleResponse(call.resource);
  return {
    machine,
    state: call.state.name,
    resource: call.resource,
    input: call.input,
    suggestion: prettyJsonText(answer),
    snippet: mockSnippet(machine, call.state.name, { return: answer }),
  };
}

/** As {@link questionOf}, about the items that a Map reads and its bucket has not. */
export function questionOfItems({ state, resource, input }: ItemReaderCall, machine: string): MockQuestion {
  const items = [{}];
  return {
    machine,
    state: state.name,
    resource,
    input,
    suggestion: prettyJsonText(items),
    snippet: mockSnippet(machine, state.name, { return: items }),
  };
}
