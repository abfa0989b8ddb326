/** What a state passes to the function that it calls, found by running its machine with a sample input and inferred answers. */
import { taskTarget } from '../../core/facts/calledNames';
import { isJsonObject, type Json } from '../../core/json';
import { jsonText } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import type { Scenario } from '../../core/infer';
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import { runMachine } from '../../core/interpreter/run';
import { nearestName } from '../../core/nearestName';
import { LOCAL_ACCOUNT, LOCAL_REGION, localStateMachineArn } from '../../core/template';
import type { State } from '../../core/model/machine';
import { findFunction, findMachine } from '../../project';
import type { Project, ProjectFunction, ProjectMachine } from '../../project';
import { loadCatalogue } from '../../services/loadTables';
import { createClock } from '../clock';
import type { LoadedMachine } from '../loadMachine';
import { loadProjectMachine } from '../loadMachine';
import { HeldTime } from '../heldTime';
import { HandlerReads } from '../mocks/handlerReads';

export type Passed = { readonly event: Json } | { readonly problem: string };

/** @param written `MACHINE/STATE`; names may have slashes in them: the longest machine that there is, is meant */
export async function passedByState(written: string, project: Project, seed?: number): Promise<Passed> {
  for (let end = written.lastIndexOf('/'); end > 0; end = written.lastIndexOf('/', end - 1)) {
    const found = findMachine(project, written.slice(0, end));
    if (!found) continue;
    const loaded = loadProjectMachine(found, { project });
    if ('problem' in loaded) return loaded;
    return passedIn(loaded, project, { state: written.slice(end + 1), seed });
  }
  const machines = project.machines.map(({ name }) => name);
  const nearest = nearestName(written.split('/')[0]!, machines);
  if (nearest !== undefined)
    return { problem: phrase`There is no state machine in "${written}". Did you mean "${nearest}"?` };
  return {
    problem: phrase`Name the machine and the state: state:MACHINE/STATE. This project has ${machines.join(', ')}.`,
  };
}

/** What the first state passes that calls a function. @returns undefined: no machine of its project comes to one */
export async function passedToFunction(
  wanted: ProjectFunction,
  project: Project,
  seed?: number,
): Promise<{ readonly event: Json; readonly state: string } | undefined> {
  for (const { loaded, state } of callersOf(wanted, project)) {
    const passed = await passedIn(loaded, project, { state, seed });
    if ('event' in passed) return { ...passed, state: `${loaded.name}/${state}` };
  }
  return undefined;
}

/** An event that a state passes. */
export interface PassedEvent {
  readonly state: string;
  readonly event: Json;
}

/** What each state of one machine passes that calls a function. @param names of the function */
export async function passedByMachine(
  machine: string,
  names: readonly string[],
  project: Project,
): Promise<readonly PassedEvent[]> {
  const wanted = project.functions.find((each) => [each.name, ...each.names].some((name) => names.includes(name)));
  const named = findMachine(project, machine);
  const found: PassedEvent[] = [];
  for (const { loaded, state } of wanted && named ? callersOf(wanted, project, [named]) : []) {
    const passed = await passedIn(loaded, project, { state });
    if ('event' in passed) found.push({ state, event: passed.event });
  }
  return found;
}

interface Caller {
  readonly loaded: LoadedMachine;
  /** Its name. */
  readonly state: string;
}

function callersOf(wanted: ProjectFunction, project: Project, machines = project.machines): Caller[] {
  const isWanted = (name: string, { stack }: ProjectMachine): boolean => {
    const found = findFunction(project, name, stack);
    return 'function' in found && hasSameCode(found.function, wanted);
  };
  return machines.flatMap((declared) => {
    const loaded = loadProjectMachine(declared, { project });
    if ('problem' in loaded) return [];
    return loaded.machine.states.flatMap((state): Caller[] => {
      const target = taskTarget(state);
      return target?.kind === 'function' && isWanted(target.name, declared) ? [{ loaded, state: state.name }] : [];
    });
  });
}

/** Code that stands in a deployment file is of one function alone. */
function hasSameCode(one: ProjectFunction, other: ProjectFunction): boolean {
  return one.file === undefined
    ? one.name === other.name && one.stack === other.stack
    : one.file === other.file && one.exportName === other.exportName;
}

interface Wanted {
  readonly state: string;
  readonly seed?: number;
}

async function passedIn(loaded: LoadedMachine, project: Project, wanted: Wanted): Promise<Passed> {
  const { machine, name, stack } = loaded;
  const { state: stateName } = wanted;
  const tasks = machine.states.filter(({ type }) => type === 'Task').map((each) => each.name);
  const state = machine.states.find((each) => each.name === stateName);
  if (!state || state.type !== 'Task') {
    const nearest = nearestName(stateName, tasks);
    return nearest === undefined
      ? { problem: phrase`${name} has no Task state "${stateName}". It has ${tasks.join(', ')}.` }
      : { problem: phrase`${name} has no Task state "${stateName}". Did you mean "${nearest}"?` };
  }
  // Nobody needs it before an event is asked for.
  const { scenariosOf } = await import('../../core/infer');
  const reads = new HandlerReads(project, stack);
  const known = { services: loadCatalogue(), codeOf: (each: State) => reads.ofEvent(each) };
  const { scenarios } = await scenariosOf(machine, known);
  for (const scenario of scenarios.filter(({ inference }) => inference.visited.has(state.path))) {
    const call = await callOf(loaded, state.path, scenario, wanted.seed);
    if (call) return eventIn(call, name);
  }
  return { problem: phrase`No input was found with which ${name} comes to "${stateName}".` };
}

/** The call of a state, where a run by the answers of a scenario comes to it. */
async function callOf(
  { machine, name, type, region }: LoadedMachine,
  path: string,
  { inference, errors }: Scenario,
  seed: number | undefined,
): Promise<TaskCall | undefined> {
  const stop = new AbortController();
  const clock = createClock('skip', { seed, time: new HeldTime() });
  const { answersInTurn } = await import('../../core/infer');
  const answerOf = answersInTurn(inference.answers);
  let found: TaskCall | undefined;
  const runTask = (call: TaskCall): TaskOutcome => {
    const { path: at } = call.state;
    if (at === path && !found) {
      found = call;
      stop.abort();
    }
    const error = errors.get(at);
    if (error !== undefined) return { type: 'failure', error, cause: '' };
    return { type: 'success', output: answerOf(at) };
  };
  await runMachine(
    machine,
    {
      now: () => clock.now(),
      random: () => clock.random(),
      uuid: () => clock.uuid(),
      sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
      runTask,
      readItems: ({ state: { path: at } }) =>
        Promise.resolve({ type: 'success', output: [...(inference.rows.get(at) ?? [])] }),
      emit: () => undefined,
    },
    {
      input: jsonText(inference.input),
      type,
      stateMachineName: name,
      stateMachineArn: localStateMachineArn(name, region),
      region: region ?? LOCAL_REGION,
      accountId: LOCAL_ACCOUNT,
      signal: stop.signal,
    },
  );
  return found;
}

/** Of `lambda:invoke` the payload; a Resource that is the function's ARN passes all of it. */
function eventIn({ input, service, state }: TaskCall, machine: string): Passed {
  if (service === undefined) return { event: input };
  const payload = isJsonObject(input) ? input.Payload : undefined;
  if (service === 'lambda') return { event: payload ?? {} };
  return { problem: phrase`"${state.name}" of ${machine} calls ${service}, not a function.` };
}
