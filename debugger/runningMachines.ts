/** The machines of a run: the launched one, and those its states start. A state itself does not know its machine. */
import type { Machine, State } from '../core/model/machine';
import type { PartPath } from '../core/interpreter/host';
import type { Range } from '../core/syntax';
import { rangeOf } from './breakpoints';
import { fileOf } from './machineFile';

export class RunningMachines {
  private readonly homes = new WeakMap<State, { readonly machine: Machine; readonly name: string }>();

  add(machine: Machine, name: string): void {
    for (const state of machine.states) this.homes.set(state, { machine, name });
  }

  /** Of the machine a state belongs to. */
  nameOf(state: State): string | undefined {
    return this.homes.get(state)?.name;
  }

  /** Where a state, or a part of it, is written. */
  placeOf(state: State, part?: PartPath): { readonly file: string; readonly range: Range } | undefined {
    const machine = this.homes.get(state)?.machine;
    return machine && { file: fileOf(machine), range: rangeOf({ machine, state, part }) };
  }
}
