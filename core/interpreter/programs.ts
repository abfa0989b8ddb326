/** Machines as they were compiled: each once for runs, and once more where somebody watches its parts. */
import type { Machine, State } from '../model/machine';
import { compileProgram } from './compileProgram';
import type { PartPath } from './host';
import { partKey } from './statePart';
import type { Program } from './step';

interface WatchedProgram {
  readonly program: Program;
  readonly parts: ReadonlyMap<State, readonly PartPath[]>;
}

const programs = new WeakMap<Machine, Program>();
const watchedPrograms = new WeakMap<Machine, WatchedProgram>();

export function programOf(machine: Machine, isWatched: boolean): Program {
  if (isWatched) return watched(machine).program;
  let program = programs.get(machine);
  if (!program) programs.set(machine, (program = compileProgram(machine.root)));
  return program;
}

/** The parts of each state that are announced to a host that watches: what stands in the definition and is evaluated. */
export function partsOf(machine: Machine): ReadonlyMap<State, readonly PartPath[]> {
  return watched(machine).parts;
}

function watched(machine: Machine): WatchedProgram {
  let known = watchedPrograms.get(machine);
  if (!known) {
    const byState = new Map<State, Map<string, PartPath>>();
    const program = compileProgram(machine.root, (state, path) => {
      let parts = byState.get(state);
      if (!parts) byState.set(state, (parts = new Map()));
      parts.set(partKey(path), path);
    });
    const parts = new Map([...byState].map(([state, paths]) => [state, [...paths.values()]]));
    watchedPrograms.set(machine, (known = { program, parts }));
  }
  return known;
}
