/** The machines of a run: the launched one, and those its states start. A state itself does not know its machine. */
import type { Machine, State } from '../core/model/machine';
import type { PartPath } from '../core/interpreter/host';
import type { Range } from '../core/syntax/tree';
import { rangeOf } from './breakpoints';

export class RunningMachines {
  /** Undefined: a function was launched. */
  launched: Machine | undefined;
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

  /** Where a state, from its name to its end, or a part of it is written. */
  placeOf(state: State, part?: PartPath): { readonly machine: Machine; readonly range: Range } | undefined {
    const machine = this.homes.get(state)?.machine;
    if (!machine) return undefined;
    const whole = { start: state.nameNode.span.start, end: state.node.span.end };
    return { machine, range: part ? rangeOf({ machine, state, part }) : machine.document.rangeOf(whole) };
  }
}
