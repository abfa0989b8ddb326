/**
 * Executions that a run starts (states:startExecution), as its debugger sees them: each is a strand inside the
 * line of the state that started it, and its progress stands in the console under its machine's name.
 */
import type { Machine } from '../core/model/machine';
import { LineLimit } from '../run';
import type { ExecutionObserver, NestedExecution, StartRunOptions } from '../run';
import { nestedStrand } from './strand';
import { RunConsole, type ConsoleLine } from './runConsole';
import { ToldRuns, type TellingRun, type ToldRun } from './toldRun';

export interface NestedRunListener {
  readonly pause?: StartRunOptions['pause'];
  readonly watches?: StartRunOptions['watches'];
  readonly stepsInto?: (strand: string, functionName: string) => boolean;
  nestedBegan(machine: Machine, name: string): void;
  nestedEnded(strand: string): void;
  write(line: ConsoleLine & { readonly machine: Machine }): void;
}

export class NestedRuns {
  private count = 0;
  /** By all of them: a Map may start thousands. */
  private readonly limit = new LineLimit();

  private readonly runs = new ToldRuns();

  constructor(private readonly listener: NestedRunListener) {}

  /** As the editor knows it. */
  told(runId: string): ToldRun | undefined {
    return this.runs.get(runId);
  }

  /** @param outer the strand of the execution that starts others, and as which run the editor knows it */
  observer(outer: string, run: TellingRun): (nested: NestedExecution) => ExecutionObserver {
    const { pause, watches, stepsInto } = this.listener;
    return ({ machine, name, startedBy, isDetached = false }) => {
      // What goes on by itself stands inside no state.
      const strand = nestedStrand(outer + (isDetached ? '' : (startedBy?.strand ?? '')), ++this.count);
      this.listener.nestedBegan(machine, name);
      const output = new RunConsole(machine, (words) => this.listener.write({ ...words, machine }), {
        owner: name,
        limit: this.limit,
      });
      const told = this.runs.begin(run, machine, name, startedBy);
      return {
        emit: (event) => {
          output.add(event);
          told?.add(event);
        },
        pause: pause && ((point) => pause({ ...point, strand: strand + point.strand })),
        watches,
        stepsInto: stepsInto && ((call, functionName) => stepsInto(strand + call.strand, functionName)),
        observeNested: this.observer(strand, told ?? run),
        ended: () => this.listener.nestedEnded(strand),
      };
    };
  }
}
