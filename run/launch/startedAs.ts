/** The input that one of a machine's triggers would start it with. */
import { jsonText } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import { readNamedTexts } from '../../core/namedTexts';
import { nearestName } from '../../core/nearestName';
import type { Start } from '../../events';
import { loadEvents } from '../../events/load';
import { stackOf } from '../../project';
import type { Project, Trigger } from '../../project';
import type { LoadedMachine } from '../loadMachine';
import type { LaunchReader, Problem } from './launchReader';
import type { Choices } from './options';

export interface StartedAs {
  /** JSON text. */
  readonly input: string;
  /** What is said of it: which trigger it is of, and what of it AWS might do otherwise. */
  readonly notes: readonly string[];
}

/** @returns undefined: the machine is to be started as no trigger would */
export async function startedAs(
  { as, set = [], seed, input, inputFile, inputText, resume }: Choices,
  loaded: Pick<LoadedMachine, 'name' | 'stack'>,
  project: Project,
  { called, where }: Pick<LaunchReader, 'called' | 'where'>,
): Promise<StartedAs | Problem | undefined> {
  if (as === undefined) {
    return set.length === 0 ? undefined : { problem: phrase`${called('set')}${where} needs ${called('as')}.` };
  }
  if ((input ?? inputFile ?? inputText ?? resume) !== undefined) {
    return { problem: phrase`${called('as')}${where} gives the input itself: it cannot be used with another input.` };
  }
  const { startsOf, passedOn, EVENT_SOURCES } = await loadEvents();
  const starts = startsOf(triggersOf(loaded, project));
  const start = starts.find(({ name }) => name === as);
  if (!start) return { problem: noSuchStart(as, starts, loaded.name) };
  const given = readNamedTexts(set);
  if ('bad' in given) return { problem: phrase`${called('set')}${where} must be NAME=VALUE, not "${given.bad}".` };
  const options = seed === undefined ? { seed: Math.floor(Math.random() * 2 ** 32), now: Date.now() } : { seed };
  const handed = passedOn(start, EVENT_SOURCES, given.texts, options);
  if ('problem' in handed) return { problem: phrase`${start.name} cannot start ${loaded.name}. ${handed.problem}` };
  return {
    input: jsonText(handed.input),
    notes: [phrase`Started as ${start.name} would: ${start.title}.`, ...handed.notes],
  };
}

/** The names of what could start a machine, as `--as` takes them. */
export async function startNames(loaded: Pick<LoadedMachine, 'name' | 'stack'>, project: Project): Promise<string[]> {
  const triggers = triggersOf(loaded, project);
  return triggers.length === 0 ? [] : (await loadEvents()).startsOf(triggers).map(({ name }) => name);
}

function triggersOf({ name, stack }: Pick<LoadedMachine, 'name' | 'stack'>, project: Project): readonly Trigger[] {
  const named = project.machines.filter((machine) => machine.name === name);
  return (named.find((machine) => stackOf(machine, project) === stack) ?? named[0])?.triggers ?? [];
}

function noSuchStart(wanted: string, starts: readonly Start[], machine: string): string {
  if (starts.length === 0) return phrase`Nothing in this project starts ${machine}, as far as its files tell.`;
  const list = starts.map(({ name, title }) => `\n  ${name}  ${title}`).join('');
  if (wanted === '') return phrase`Name what starts ${machine}:${list}`;
  const nearest = nearestName(
    wanted,
    starts.map(({ name }) => name),
  );
  return nearest === undefined
    ? phrase`Nothing called "${wanted}" starts ${machine}. These do:${list}`
    : phrase`Nothing called "${wanted}" starts ${machine}. Did you mean ${nearest}?`;
}
