/** The machines of a run: the launched one, and those its states start. A state itself does not know its machine. */
import type { Machine, State } from '../core/model/machine';
import { fileOf, lineOf } from './machineFile';

export class RunningMachines {
  private readonly homes = new WeakMap<State, { readonly machine: Machine; readonly name: string }>();

  add(machine: Machine, name: string): void {
    for (const state of machine.states) this.homes.set(state, { machine, name });
  }

  /** Of the machine a state belongs to. */
  nameOf(state: State): string | undefined {
    return this.homes.get(state)?.name;
  }

  /** Where a state is written; lines are zero-based. */
  placeOf(state: State): { readonly file: string; readonly line: number } | undefined {
    const machine = this.homes.get(state)?.machine;
    return machine && { file: fileOf(machine), line: lineOf(machine, state) };
  }
}
