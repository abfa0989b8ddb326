/**
 * Executions that a run starts (states:startExecution), as its debugger sees them: each is a line of execution inside the
 * line of the state that started it, and its progress stands in the console under its machine's name.
 */
import type { Machine } from '../core/model/machine';
import { LineLimit } from '../run';
import type { ExecutionObserver, NestedExecution, StartRunOptions } from '../run';
import { nestedLine } from './lineOfExecution';
import { RunConsole, type ConsoleLine } from './runConsole';

export interface NestedRunListener {
  readonly pause?: StartRunOptions['pause'];
  readonly stoodStill?: () => number;
  readonly stepsInto?: (line: string) => boolean;
  nestedBegan(machine: Machine, name: string): void;
  nestedEnded(line: string): void;
  write(line: ConsoleLine & { readonly machine: Machine }): void;
}

export class NestedRuns {
  private count = 0;
  /** By all of them: a Map may start thousands. */
  private readonly limit = new LineLimit();

  constructor(private readonly listener: NestedRunListener) {}

  /** @param outer the line of the execution that starts others */
  observer(outer: string): (nested: NestedExecution) => ExecutionObserver {
    const { pause, stoodStill, stepsInto } = this.listener;
    return ({ machine, name, startedBy }) => {
      const line = nestedLine(outer + (startedBy?.line ?? ''), ++this.count);
      this.listener.nestedBegan(machine, name);
      const output = new RunConsole(machine, (words) => this.listener.write({ ...words, machine }), {
        owner: name,
        limit: this.limit,
      });
      return {
        emit: output.add,
        pause: pause && ((point) => pause({ ...point, line: line + point.line })),
        stoodStill,
        stepsInto: stepsInto && ((call) => stepsInto(line + call.line)),
        observeNested: this.observer(line),
        ended: () => this.listener.nestedEnded(line),
      };
    };
  }
}
