/** The machines of a run: the launched one, and those its states start. A state itself does not know its machine. */
import type { Machine, State } from '../core/model/machine';
import type { Range } from '../core/syntax/tree';

export class RunningMachines {
  private readonly homes = new WeakMap<State, { readonly machine: Machine; readonly name: string }>();

  add(machine: Machine, name: string): void {
    for (const state of machine.states) this.homes.set(state, { machine, name });
  }

  /** Of the machine a state belongs to. */
  nameOf(state: State): string | undefined {
    return this.homes.get(state)?.name;
  }

  machineOf(state: State): Machine | undefined {
    return this.homes.get(state)?.machine;
  }

  /** Where a state is written, from its name to its end. */
  placeOf(state: State): { readonly machine: Machine; readonly range: Range } | undefined {
    const machine = this.homes.get(state)?.machine;
    const span = { start: state.nameNode.span.start, end: state.node.span.end };
    return machine && { machine, range: machine.document.rangeOf(span) };
  }
}
