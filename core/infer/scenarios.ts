/** One walk for each way that a machine can take: the happiest, then one for each way that none has taken yet. */
import type { ServiceCatalogue } from '../catalog/services/serviceCatalogue';
import type { Json } from '../json';
import { isJsonObject } from '../json';
import type { Machine, State } from '../model/machine';
import { infer, type Inference } from './walk';

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

/** @param services what AWS's services answer, where that is known */
export async function scenariosOf(machine: Machine, services?: ServiceCatalogue): Promise<Scenarios> {
  const happy: Scenario = { name: 'HappyPath', inference: await infer(machine, { services }), errors: new Map() };
  const found = [happy];
  for (const turn of turnsOf(machine)) {
    if (found.length >= MOST_SCENARIOS || found.some((scenario) => takes(scenario, turn))) continue;
    for (const base of found.filter(({ inference }) => inference.visited.has(turn.state.path))) {
      const another = await turned(machine, base, turn, services);
      if (!takes(another, turn)) continue;
      found.push(another);
      break;
    }
  }
  const visited = new Set(found.flatMap(({ inference }) => [...inference.visited]));
  return { scenarios: named(found), unreached: machine.states.filter(({ path }) => !visited.has(path)) };
}

/** A rule of a Choice, or a catcher of a task. */
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
      return kind === 'catch' && state.type === 'Task' ? [{ state, kind, index, target }] : [];
    });
  });
}

async function turned(
  machine: Machine,
  base: Scenario,
  { state, kind, index, target }: Turn,
  services: ServiceCatalogue | undefined,
): Promise<Scenario> {
  const ways = new Map(base.inference.ways);
  const errors = new Map(base.errors);
  // At its first visit; what follows is found anew.
  if (kind === 'choice') ways.set(state.path, [index]);
  else errors.set(state.path, errorOf(state, index));
  const caught = new Map([...errors].map(([path, error]) => [path, catcherOf(machine.byPath.get(path), error)]));
  return { name: `${state.name}To${target}`, inference: await infer(machine, { ways, caught, services }), errors };
}

function takes({ inference, errors }: Scenario, { state, kind, index }: Turn): boolean {
  if (kind === 'choice') return inference.ways.get(state.path)?.includes(index) === true;
  const error = errors.get(state.path);
  return error !== undefined && catcherOf(state, error) === index && inference.visited.has(state.path);
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
