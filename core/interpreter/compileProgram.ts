/** Machine → program: every state compiled once, scope by scope. */
import type { Scope, State } from '../model/machine';
import { compileStep } from './compileStep';
import { runtimeFailure } from './stateFailure';
import { STATE_COMPILERS } from './states';
import type { Program, StateBody, Step } from './step';

export function compileProgram(scope: Scope): Program {
  const steps = new Map<string, Step>();
  for (const [name, state] of scope.byName) {
    steps.set(
      name,
      compileStep(state, compileBody(state), (next) => steps.get(next)),
    );
  }
  const startAt = scope.startAt?.value ?? '';
  return { scope, startAt, start: steps.get(startAt), steps };
}

function compileBody(state: State): StateBody {
  if (state.type) return STATE_COMPILERS[state.type](state, compileProgram);
  return {
    run() {
      throw runtimeFailure(`The state has no known Type.`);
    },
  };
}
