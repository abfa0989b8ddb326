/** Machine → program: every state compiled once, scope by scope. */
import type { Scope, State } from '../model/machine';
import { compileStep } from './compileStep';
import { runtimeFailure } from './stateFailure';
import type { PartPath } from './host';
import { andThen } from './maybePromise';
import { StatePart } from './statePart';
import { STATE_COMPILERS } from './states';
import type { Program, StateBody, Step } from './step';

/** @param found is told the parts of states that are announced; absent: none is */
export function compileProgram(scope: Scope, found?: (state: State, path: PartPath) => void): Program {
  const steps = new Map<string, Step>();
  for (const [name, state] of scope.byName) {
    const part = new StatePart([], found && ((path) => found(state, path)));
    const body = compileBody(state, (inner) => compileProgram(inner, found), part);
    steps.set(
      name,
      compileStep(state, body, part, (next) => steps.get(next)),
    );
  }
  const startAt = scope.startAt?.value ?? '';
  return { scope, startAt, start: steps.get(startAt), steps };
}

function compileBody(state: State, compileScope: (scope: Scope) => Program, part: StatePart): StateBody {
  if (state.type) return announceInputPath(state, STATE_COMPILERS[state.type](state, compileScope, part), part);
  return {
    run() {
      throw runtimeFailure(`The state has no known Type.`);
    },
  };
}

/** InputPath comes before all other fields, of whatever type the state is. */
function announceInputPath(state: State, body: StateBody, part: StatePart): StateBody {
  const { definition, queryLanguage } = state;
  if (!part.isWatched || queryLanguage !== 'JSONPath' || definition.InputPath === undefined) return body;
  const inputPath = part.at('InputPath');
  inputPath.declare();
  return {
    ...body,
    run: (strand) => andThen(inputPath.reached(strand, strand.data.value), () => body.run(strand)),
  };
}
