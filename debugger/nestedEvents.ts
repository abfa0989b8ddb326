/** What views hear of an execution that another has started: the same as of a run, under an id of its own. */
import { errorOf, executionStatusAfter } from '../core/history/eventKinds';
import type { ErrorDetails, RunEvent } from '../core/interpreter/historyEvent';
import type { Machine } from '../core/model/machine';
import type { AdapterEvents } from '../messages/debugClient';
import type { NestedExecution } from '../run';
import { EventBatch } from './eventBatch';
import { fileOf } from './machineFile';

export interface TellsNested {
  tell<Name extends 'stepwise.nestedStarted' | 'stepwise.runEvents' | 'stepwise.runEnded'>(
    name: Name,
    body: AdapterEvents[Name],
  ): void;
}

interface Nested {
  readonly runId: string;
  readonly parentId: string;
  readonly machine: Machine;
  readonly name: string;
  readonly startedBy?: NestedExecution['startedBy'];
}

export class NestedEvents {
  private readonly batch: EventBatch<RunEvent>;
  private result: ErrorDetails & { readonly status: string; readonly output?: string } = { status: 'ABORTED' };

  constructor(
    private readonly listener: TellsNested,
    private readonly nested: Nested,
  ) {
    const { runId, parentId, machine, name, startedBy } = nested;
    this.batch = new EventBatch((events) => listener.tell('stepwise.runEvents', { runId, events }));
    listener.tell('stepwise.nestedStarted', {
      runId,
      parentId,
      program: fileOf(machine),
      name,
      ...(startedBy && { statePath: startedBy.state.path, iterations: startedBy.iterations }),
    });
  }

  add(event: RunEvent): void {
    this.batch.add(event);
    const status = event.kind === 'history' ? executionStatusAfter(event.event.type) : undefined;
    if (event.kind !== 'history' || status === undefined || status === 'RUNNING') return;
    const output = event.event.executionSucceededEventDetails?.output;
    this.result = { status, ...(output !== undefined && { output }), ...errorOf(event.event) };
  }

  end(): void {
    this.batch.flush();
    this.listener.tell('stepwise.runEnded', { runId: this.nested.runId, ...this.result });
  }
}
