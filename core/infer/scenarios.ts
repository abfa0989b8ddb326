/** One walk for each way that a machine can take: the happiest, then one for each way that none has taken yet. */
import type { Json } from '../json';
import { isJsonObject } from '../json';
import type { Machine, State } from '../model/machine';
import { infer, type Inference, type InferenceOptions } from './walk';

export interface Scenario {
  readonly name: string;
  readonly inference: Inference;
  /** By {@link State.path}: the error that a task fails with. */
  readonly errors: ReadonlyMap<string, string>;
}

export interface Scenarios {
  readonly scenarios: readonly Scenario[];
  /** States that no scenario comes to. */
  readonly unreached: readonly State[];
}

/** Beyond so many nobody reads them. */
const MOST_SCENARIOS = 100;

/** What is known besides the machine. */
type Known = Pick<InferenceOptions, 'services' | 'codeOf'>;

export async function scenariosOf(machine: Machine, known: Known = {}): Promise<Scenarios> {
  const happy: Scenario = { name: 'HappyPath', inference: await infer(machine, known), errors: new Map() };
  const found = [happy];
  for (const turn of turnsOf(machine)) {
    if (found.length >= MOST_SCENARIOS || found.some((scenario) => takes(scenario, turn, machine))) continue;
    for (const base of found.filter(({ inference }) => inference.visited.has(turn.state.path))) {
      const another = await turned(machine, base, turn, known);
      if (!takes(another, turn, machine)) continue;
      found.push(another);
      break;
    }
  }
  const visited = new Set(found.flatMap(({ inference }) => [...inference.visited]));
  return { scenarios: named(found), unreached: machine.states.filter(({ path }) => !visited.has(path)) };
}

/** A rule of a Choice, or a catcher: of a task, or of what holds tasks. */
interface Turn {
  readonly state: State;
  readonly kind: 'choice' | 'catch';
  readonly index: number;
  readonly target: string;
}

function turnsOf({ states }: Machine): Turn[] {
  return states.flatMap((state) => {
    const rules = Array.isArray(state.definition.Choices) ? state.definition.Choices.length : 0;
    return state.transitions.flatMap(({ kind, index, target }): Turn[] => {
      if (kind === 'choice') return [{ state, kind, index, target }];
      if (kind === 'default') return [{ state, kind: 'choice', index: rules, target }];
      return kind === 'catch' ? [{ state, kind, index, target }] : [];
    });
  });
}

async function turned(
  machine: Machine,
  base: Scenario,
  { state, kind, index, target }: Turn,
  known: Known,
): Promise<Scenario> {
  const ways = new Map(base.inference.ways);
  const errors = new Map(base.errors);
  // At its first visit; what follows is found anew.
  if (kind === 'choice') ways.set(state.path, [index]);
  else {
    const error = errorOf(state, index);
    const task = failingTask(state, base, error);
    if (task) errors.set(task.path, error);
  }
  const fates = [...errors].map(([path, error]) => ({ path, left: leftBy(machine.byPath.get(path), error) }));
  const caught = new Map(fates.flatMap(({ left }) => (left ? [[left.state.path, left.index] as const] : [])));
  const failing = new Set(fates.flatMap(({ path, left }) => (left?.state.path === path ? [] : [path])));
  const inference = await infer(machine, { ...known, ways, caught, failing });
  return { name: `${state.name}To${target}`, inference, errors };
}

function takes({ inference, errors }: Scenario, { state, kind, index }: Turn, machine: Machine): boolean {
  if (kind === 'choice') return inference.ways.get(state.path)?.includes(index) === true;
  return [...errors].some(([path, error]) => {
    const left = inference.visited.has(path) ? leftBy(machine.byPath.get(path), error) : undefined;
    return left?.state === state && left.index === index;
  });
}

/** The state that a task's failure is caught by: its own, or one around it; undefined: the run fails. */
function leftBy(task: State | undefined, error: string): { readonly state: State; readonly index: number } | undefined {
  for (let state = task; state; state = state.scope.owner) {
    const index = catcherOf(state, error);
    if (index >= 0) return { state, index };
  }
  return undefined;
}

/** The task that must fail for a state to be left by a catcher: itself, or the first in it that nothing nearer catches. */
function failingTask(state: State, { inference }: Scenario, error: string): State | undefined {
  if (state.type === 'Task') return state;
  return tasksIn(state).find((task) => inference.visited.has(task.path) && leftBy(task, error)?.state === state);
}

function tasksIn({ scopes }: State): State[] {
  return scopes.flatMap(({ states }) => states).flatMap((each) => (each.type === 'Task' ? [each] : tasksIn(each)));
}

/** An error that a catcher takes and none before it. */
function errorOf(state: State, index: number): string {
  const [name = 'States.ALL'] = errorsOf(state, index);
  return name === 'States.ALL' || name === 'States.TaskFailed' ? 'Inferred.Error' : name;
}

function catcherOf(state: State | undefined, error: string): number {
  const catchers = state && Array.isArray(state.definition.Catch) ? state.definition.Catch : [];
  const index = catchers.findIndex((_each, place) => {
    const names = errorsOf(state!, place);
    return (
      names.includes(error) ||
      names.includes('States.ALL') ||
      (names.includes('States.TaskFailed') && error !== 'States.Timeout')
    );
  });
  return index;
}

function errorsOf({ definition }: State, index: number): string[] {
  const catcher: Json | undefined = Array.isArray(definition.Catch) ? definition.Catch[index] : undefined;
  const names = catcher !== undefined && isJsonObject(catcher) ? catcher.ErrorEquals : undefined;
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

/** Names in letters and digits, each once. */
function named(found: readonly Scenario[]): Scenario[] {
  const used = new Set<string>();
  return found.map((scenario) => {
    const plain = scenario.name.replace(/[^\p{L}\p{N}]+/gu, '');
    let name = plain;
    for (let count = 2; used.has(name); count++) name = `${plain}${count}`;
    used.add(name);
    return { ...scenario, name };
  });
}
