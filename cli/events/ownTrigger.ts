/** What a project's own triggers send, as a command line means it: `template.yaml#Function/Event`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { EventUse } from '../../core/handlers/dataReads';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { nearestName } from '../../core/nearestName';
import { namesOfTriggers } from '../../core/triggers/names';
import type { OwnEvent } from '../../events';
import type { Events } from '../../events/load';
import { filesOnDisk, findFunction, findProjectFolder, handlerCode, machineCalled, readProject } from '../../project';
import type { Project, ProjectFunction, ProjectMachine } from '../../project';
import type { Io } from '../io';

type Problem = { readonly problem: Phrase | string };

/** Whether a command line may mean a trigger by it. */
export function isTriggerName(written: string): boolean {
  return written.includes('#');
}

/** What the trigger sends and the function does with it, or the sentence that says why that is not known. */
export function ownEventAt(
  written: string,
  events: Events,
  io: Io,
): { readonly own: OwnEvent; readonly use?: EventUse } | Problem {
  const hash = written.indexOf('#');
  const file = hash < 0 ? written : written.slice(0, hash);
  const place = path.resolve(io.cwd, file);
  const name = hash < 0 ? '' : written.slice(hash + 1);
  if (!existsSync(place)) return { problem: phrase`The file ${path.relative(io.cwd, place)} does not exist.` };
  const project = declaredAt(place);
  if (name === '') return { problem: nameOne(written, project, events) };
  const found = startedIn(project, name, events);
  if ('problem' in found) return found;
  const trigger = triggerOf(found, file);
  if ('problem' in trigger) return trigger;
  if (!trigger.own)
    return {
      problem: phrase`There is no sample event for ${trigger.name}, which is of the type ${trigger.type}. Name one of "stepwise events list" instead.`,
    };
  const code = found.started.function && handlerCode(found.started.function);
  return { own: trigger.own, use: code && events.eventUse(code) };
}

/** What {@link ownEventAt} knows in a project, by the names that it takes. @param cwd to which paths are relative */
export function ownEvents(project: Project, events: Events, cwd: string): { name: string; own: OwnEvent }[] {
  const functions = project.functions.map((each) => ({ started: functionAs(each, events), file: each.source.file }));
  const machines = project.machines.map((each) => ({ started: machineAs(each, events), file: each.source.file }));
  const named = new Map<string, OwnEvent>();
  for (const { started, file } of [...functions, ...machines]) {
    const where = path.relative(cwd, file).split(path.sep).join('/');
    for (const { name, own } of started.triggers) {
      const whole = `${where}#${started.name}/${name}`;
      if (own && !named.has(whole)) named.set(whole, own);
    }
  }
  return [...named].map(([name, own]) => ({ name, own }));
}

/** What is started, and all that does. */
interface Started {
  readonly name: string;
  readonly function?: ProjectFunction;
  readonly triggers: readonly NamedTrigger[];
}

interface NamedTrigger {
  readonly name: string;
  readonly type: string;
  /** Undefined: nothing is known of such a trigger. */
  readonly own: OwnEvent | undefined;
}

function functionAs(found: ProjectFunction, { fromTrigger }: Events): Started {
  const { name, triggers = [] } = found;
  const names = namesOfTriggers(triggers);
  return {
    name,
    function: found,
    triggers: triggers.map((trigger, at) => ({ name: names[at]!, type: trigger.type, own: fromTrigger(trigger) })),
  };
}

/** By the names that `run --as` takes. */
function machineAs({ name, triggers = [] }: ProjectMachine, { startsOf }: Events): Started {
  return { name, triggers: startsOf(triggers).map((own) => ({ name: own.name, type: own.source, own })) };
}

/** What a file declares, or all of its project where it declares nothing itself, such as `cdk.json`; of a folder, its project. */
function declaredAt(place: string): Project {
  const project = readProject(filesOnDisk().isFolder(place) ? place : findProjectFolder(place));
  const functions = project.functions.filter(({ source }) => source.file === place);
  const machines = project.machines.filter(({ source }) => source.file === place);
  return functions.length + machines.length === 0 ? project : { ...project, near: undefined, functions, machines };
}

function nameOne(written: string, { functions, machines }: Project, events: Events): Phrase {
  const all = [
    ...functions.map((each) => functionAs(each, events)),
    ...machines.map((each) => machineAs(each, events)),
  ];
  const example = all.find(({ triggers }) => triggers.length > 0) ?? all[0];
  if (!example) return phrase`--from must be FILE#FUNCTION/EVENT. ${written} declares no function.`;
  return phrase`--from must be FILE#FUNCTION/EVENT, such as ${written.replace(/#$/, '')}#${exampleOf(example)}.`;
}

function exampleOf({ name, triggers: [first] }: Started): string {
  return first === undefined ? name : `${name}/${first.name}`;
}

interface Found {
  readonly started: Started;
  /** Of its trigger; absent: the only one is meant. */
  readonly event?: string;
}

/** Names of functions and of triggers may have slashes in them: the longest that there is, is meant. */
function startedIn(project: Project, written: string, events: Events): Found | Problem {
  for (let end = written.length; end > 0; end = written.lastIndexOf('/', end - 1)) {
    const started = called(project, written.slice(0, end), events);
    if (started) return { started, ...(end < written.length && { event: written.slice(end + 1) }) };
  }
  const found = findFunction(project, written.split('/')[0]!);
  if ('problem' in found) return found;
  const meant = exampleOf(functionAs(found.function, events));
  return { problem: phrase`There is no function "${written}". Did you mean "${meant}"?` };
}

function called(project: Project, name: string, events: Events): Started | undefined {
  const found = findFunction(project, name);
  if ('function' in found && found.guessedFrom === undefined) return functionAs(found.function, events);
  const machine = machineCalled(project, name);
  return machine && machineAs(machine, events);
}

function triggerOf({ started: { name, triggers }, event }: Found, file: string): NamedTrigger | Problem {
  const [first, second] = triggers;
  if (!first)
    return { problem: phrase`Nothing is declared that starts ${name}. Name one of "stepwise events list" instead.` };
  if (event === undefined && !second) return first;
  const names = triggers.map((each) => each.name);
  const all = names.map((each) => `${file}#${name}/${each}`).join(', ');
  if (event === undefined) return { problem: phrase`${name} has several events. Name one: ${all}.` };
  const exact = triggers.find((each) => each.name === event);
  // Terraform's have their type before their name.
  const [called, another] = triggers.filter((each) => each.name.endsWith(`.${event}`));
  const found = exact ?? (another ? undefined : called);
  if (found) return found;
  const nearest = nearestName(event, names);
  return {
    problem:
      nearest === undefined
        ? phrase`${name} has no event "${event}". Its events: ${all}.`
        : phrase`${name} has no event "${event}". Did you mean "${nearest}"?`,
  };
}
