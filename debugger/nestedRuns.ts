/**
 * Executions that a run starts (states:startExecution), as its debugger sees them: each is a strand inside the
 * line of the state that started it, and its progress stands in the console under its machine's name.
 */
import type { Machine } from '../core/model/machine';
import { LineLimit } from '../run';
import type { ExecutionObserver, NestedExecution, StartRunOptions } from '../run';
import { NestedEvents, type TellsNested } from './nestedEvents';
import { nestedStrand } from './strand';
import { RunConsole, type ConsoleLine } from './runConsole';

export interface NestedRunListener extends TellsNested {
  readonly pause?: StartRunOptions['pause'];
  readonly stoodStill?: () => number;
  readonly stepsInto?: (strand: string) => boolean;
  nestedBegan(machine: Machine, name: string): void;
  nestedEnded(strand: string): void;
  write(line: ConsoleLine & { readonly machine: Machine }): void;
}

export class NestedRuns {
  private count = 0;
  /** By all of them: a Map may start thousands. */
  private readonly limit = new LineLimit();

  constructor(private readonly listener: NestedRunListener) {}

  /**
   * @param outer the strand of the execution that starts others
   * @param outerId by which views know that execution
   */
  observer(outer: string, outerId: string): (nested: NestedExecution) => ExecutionObserver {
    const { pause, stoodStill, stepsInto } = this.listener;
    return ({ machine, name, startedBy }) => {
      const strand = nestedStrand(outer + (startedBy?.strand ?? ''), ++this.count);
      this.listener.nestedBegan(machine, name);
      const output = new RunConsole(machine, (words) => this.listener.write({ ...words, machine }), {
        owner: name,
        limit: this.limit,
      });
      const runId = `${outerId}/${this.count}`;
      const events = new NestedEvents(this.listener, { runId, parentId: outerId, machine, name, startedBy });
      return {
        emit(event) {
          output.add(event);
          events.add(event);
        },
        pause: pause && ((point) => pause({ ...point, strand: strand + point.strand })),
        stoodStill,
        stepsInto: stepsInto && ((call) => stepsInto(strand + call.strand)),
        observeNested: this.observer(strand, runId),
        ended: () => {
          events.end();
          this.listener.nestedEnded(strand);
        },
      };
    };
  }
}
