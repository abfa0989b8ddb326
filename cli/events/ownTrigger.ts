/** A function's own trigger as a command line means it: `template.yaml#Function/Event`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { EventUse } from '../../core/handlers/dataReads';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { nearestName } from '../../core/nearestName';
import type { OwnEvent } from '../../events';
import type { Events } from '../../events/load';
import { filesOnDisk, findFunction, findProjectFolder, handlerCode, readProject } from '../../project';
import type { Project, ProjectFunction, Trigger } from '../../project';
import type { Io } from '../io';

type Problem = { readonly problem: Phrase | string };

/** What the trigger sends and the function does with it, or the sentence that says why that is not known. */
export function ownEventAt(
  written: string,
  { fromTrigger, eventUse }: Events,
  io: Io,
): { readonly own: OwnEvent; readonly use?: EventUse } | Problem {
  const found = triggerAt(written, io);
  if ('problem' in found) return found;
  const own = fromTrigger(found.trigger);
  const code = handlerCode(found.function);
  if (own) return { own, use: code && eventUse(code) };
  const { name, type } = found.trigger;
  return {
    problem: phrase`There is no sample event for ${name ?? type}, which is of the type ${type}. Name one of "stepwise events list" instead.`,
  };
}

interface Started {
  readonly function: ProjectFunction;
  readonly trigger: Trigger;
}

function triggerAt(written: string, io: Io): Started | Problem {
  const hash = written.indexOf('#');
  const file = hash < 0 ? written : written.slice(0, hash);
  const place = path.resolve(io.cwd, file);
  const name = hash < 0 ? '' : written.slice(hash + 1);
  if (!existsSync(place)) return { problem: phrase`The file ${path.relative(io.cwd, place)} does not exist.` };
  const project = declaredAt(place);
  if (name === '') return { problem: nameAFunction(written, project) };
  const found = functionIn(project, name);
  if ('problem' in found) return found;
  const trigger = triggerOf(found, file);
  return 'problem' in trigger ? trigger : { function: found.function, trigger };
}

/** What a file declares, or all of its project where it declares nothing itself, such as `cdk.json`; of a folder, its project. */
function declaredAt(place: string): Project {
  const project = readProject(filesOnDisk().isFolder(place) ? place : findProjectFolder(place));
  const functions = project.functions.filter(({ source }) => source.file === place);
  return functions.length === 0 ? project : { ...project, near: undefined, functions };
}

function nameAFunction(written: string, { functions }: Project): Phrase {
  const started = functions.find(({ triggers = [] }) => triggers.length > 0) ?? functions[0];
  if (!started) return phrase`--from must be FILE#FUNCTION/EVENT. ${written} declares no function.`;
  return phrase`--from must be FILE#FUNCTION/EVENT, such as ${written.replace(/#$/, '')}#${exampleOf(started)}.`;
}

function exampleOf({ name, triggers: [first] = [] }: ProjectFunction): string {
  return first?.name === undefined ? name : `${name}/${first.name}`;
}

interface Named {
  readonly function: ProjectFunction;
  /** Of its trigger; absent: the only one is meant. */
  readonly event?: string;
}

/** Names of functions and of triggers may have slashes in them: the longest function that there is, is meant. */
function functionIn(project: Project, written: string): Named | Problem {
  for (let end = written.length; end > 0; end = written.lastIndexOf('/', end - 1)) {
    const found = findFunction(project, written.slice(0, end));
    if ('function' in found && found.guessedFrom === undefined) {
      return { function: found.function, ...(end < written.length && { event: written.slice(end + 1) }) };
    }
  }
  const found = findFunction(project, written.split('/')[0]!);
  if ('problem' in found) return found;
  return { problem: phrase`There is no function "${written}". Did you mean "${exampleOf(found.function)}"?` };
}

function triggerOf({ function: { name, triggers = [] }, event }: Named, file: string): Trigger | Problem {
  const [first, second] = triggers;
  if (!first)
    return { problem: phrase`Nothing is declared that starts ${name}. Name one of "stepwise events list" instead.` };
  if (event === undefined && !second) return first;
  const names = triggers.flatMap((each) => each.name ?? []);
  const all = names.map((each) => `${file}#${name}/${each}`).join(', ');
  if (event === undefined) return { problem: phrase`${name} has several events. Name one: ${all}.` };
  const found = triggers.find((each) => each.name === event);
  if (found) return found;
  const nearest = nearestName(event, names);
  return {
    problem:
      nearest === undefined
        ? phrase`${name} has no event "${event}". Its events: ${all}.`
        : phrase`${name} has no event "${event}". Did you mean "${nearest}"?`,
  };
}
