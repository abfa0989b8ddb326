/** What a state passes to the function that it calls, found by running its machine with a sample input and inferred answers. */
import { isJsonObject, type Json } from '../../core/json';
import { jsonText } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import type { Scenario } from '../../core/infer';
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import { runMachine } from '../../core/interpreter/run';
import { nearestName } from '../../core/nearestName';
import { LOCAL_ACCOUNT, LOCAL_REGION, localStateMachineArn } from '../../core/template';
import type { Machine } from '../../core/model/machine';
import { findMachine } from '../../project';
import type { Project } from '../../project';
import { loadCatalogue } from '../../services/loadTables';
import { createClock } from '../clock';
import { loadProjectMachine } from '../loadMachine';
import { HeldTime } from '../heldTime';

export type Passed = { readonly event: Json } | { readonly problem: string };

/** @param written `MACHINE/STATE`; names may have slashes in them: the longest machine that there is, is meant */
export async function passedByState(written: string, project: Project, seed?: number): Promise<Passed> {
  for (let end = written.lastIndexOf('/'); end > 0; end = written.lastIndexOf('/', end - 1)) {
    const found = findMachine(project, written.slice(0, end));
    if (!found) continue;
    const loaded = loadProjectMachine(found, { project });
    if ('problem' in loaded) return loaded;
    return passedIn(loaded.machine, { name: found.name, type: loaded.type, state: written.slice(end + 1), seed });
  }
  const machines = project.machines.map(({ name }) => name);
  const nearest = nearestName(written.split('/')[0]!, machines);
  if (nearest !== undefined)
    return { problem: phrase`There is no state machine in "${written}". Did you mean "${nearest}"?` };
  return {
    problem: phrase`Name the machine and the state: state:MACHINE/STATE. This project has ${machines.join(', ')}.`,
  };
}

/** An event that a state passes. */
export interface PassedEvent {
  readonly state: string;
  readonly event: Json;
}

/** What the states of a machine pass to one function, each state once. @param names by which it may be called */
export async function passedByMachine(
  machineName: string,
  names: readonly string[],
  project: Project,
): Promise<readonly PassedEvent[]> {
  const found = findMachine(project, machineName);
  const loaded = found && loadProjectMachine(found, { project });
  if (!found || !loaded || 'problem' in loaded) return [];
  const passed = new Map<string, Json>();
  const isMeant = (call: TaskCall): boolean =>
    !passed.has(call.state.name) && names.includes(calledName(call, found.substitutions));
  for (const scenario of await scenariosIn(loaded.machine)) {
    for (const call of await callsOf(loaded.machine, isMeant, scenario, { name: found.name, type: loaded.type })) {
      const read = eventIn(call, found.name);
      if ('event' in read && !passed.has(call.state.name)) passed.set(call.state.name, read.event);
    }
  }
  return [...passed].map(([state, event]) => ({ state, event }));
}

/** The name of the function that is called, without its account and version; empty where it is none. */
function calledName({ kind, service, resource, input }: TaskCall, values: { readonly [key: string]: Json }): string {
  if (kind !== 'lambda' && service !== 'lambda') return '';
  const written = kind === 'lambda' ? resource : isJsonObject(input) ? input.FunctionName : undefined;
  if (typeof written !== 'string') return '';
  const whole = written.replace(/\$\{([^}]+)\}/g, (all, key: string) => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    return typeof value === 'string' ? value : all;
  });
  return /:function:([^:]+)/.exec(whole)?.[1] ?? whole.split(':')[0]!;
}

async function scenariosIn(machine: Machine): Promise<readonly Scenario[]> {
  // Nobody needs it before an event is asked for.
  const { scenariosOf } = await import('../../core/infer');
  return (await scenariosOf(machine, loadCatalogue())).scenarios;
}

interface Running {
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly seed?: number;
}

interface Wanted extends Running {
  readonly state: string;
}

async function passedIn(machine: Machine, wanted: Wanted): Promise<Passed> {
  const { name, state: stateName } = wanted;
  const tasks = machine.states.filter(({ type }) => type === 'Task').map((each) => each.name);
  const state = machine.states.find((each) => each.name === stateName);
  if (!state || state.type !== 'Task') {
    const nearest = nearestName(stateName, tasks);
    return nearest === undefined
      ? { problem: phrase`${name} has no Task state "${stateName}". It has ${tasks.join(', ')}.` }
      : { problem: phrase`${name} has no Task state "${stateName}". Did you mean "${nearest}"?` };
  }
  for (const scenario of await scenariosIn(machine)) {
    if (!scenario.inference.visited.has(state.path)) continue;
    const [call] = await callsOf(machine, (each) => each.state.path === state.path, scenario, wanted, 1);
    if (call) return eventIn(call, name);
  }
  return { problem: phrase`No input was found with which ${name} comes to "${stateName}".` };
}

/** A machine that goes round and round is left then. */
const MOST_CALLS = 50;

/** The calls of interest that a run by the answers of a scenario makes; ones of the same state may come again. */
async function callsOf(
  machine: Machine,
  isMeant: (call: TaskCall) => boolean,
  { inference, errors }: Scenario,
  { name, type, seed }: Running,
  most = MOST_CALLS,
): Promise<readonly TaskCall[]> {
  const stop = new AbortController();
  const clock = createClock('skip', { seed, time: new HeldTime() });
  const { answersInTurn } = await import('../../core/infer');
  const answerOf = answersInTurn(inference.answers);
  const found: TaskCall[] = [];
  const runTask = (call: TaskCall): TaskOutcome => {
    const { path: at } = call.state;
    if (isMeant(call)) found.push(call);
    if (found.length >= most) stop.abort();
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
      emit: () => undefined,
    },
    {
      input: jsonText(inference.input),
      type,
      stateMachineName: name,
      stateMachineArn: localStateMachineArn(name),
      region: LOCAL_REGION,
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
