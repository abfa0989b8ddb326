/** What may stand at the end of a command line that is being written. */
import path from 'node:path';
import { findProjectFolder, readProject } from '../../project';
import type { Project } from '../../project';
import type { Command, Place } from '../commands';
import type { Io } from '../io';
import type { OptionSpec, OptionTable } from '../options';

export interface Candidate {
  readonly word: string;
  /** What it is, in a few words. */
  readonly help?: string;
}

export interface Candidates {
  readonly words: readonly Candidate[];
  /** Whether a file or folder may stand there too: a shell knows those better. */
  readonly isFile: boolean;
}

type Commands = { readonly [name: string]: Command };

const NONE: Candidates = { words: [], isFile: false };

/** @param words behind `stepwise`; the last is being written, and may be empty */
export async function candidatesFor(words: readonly string[], commands: Commands, io: Io): Promise<Candidates> {
  const found = await allFor(joined(words), commands, io);
  const current = joined(words).at(-1) ?? '';
  return { ...found, words: found.words.filter(({ word }) => word.startsWith(current)) };
}

/** Bash takes `--clock=skip` for three words. */
function joined(words: readonly string[]): readonly string[] {
  return words
    .filter((word, index) => word !== '=' || index === words.length - 1)
    .map((word) => (word === '=' ? '' : word));
}

async function allFor(words: readonly string[], commands: Commands, io: Io): Promise<Candidates> {
  const [name = '', ...rest] = words;
  if (rest.length === 0) return { words: commandNames(commands), isFile: false };
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return NONE;
  const table = await command.options();
  const before = rest.slice(0, -1);
  const current = rest.at(-1)!;
  const taken = optionOf(before.at(-1), table);
  const own = await command.completion?.();
  if (taken && !before.slice(0, -1).includes('--')) {
    const known = await own?.({ option: taken.name, before });
    return known ?? valuesOf(taken.name, taken.spec, () => projectOf(before, table, io));
  }
  if (current.startsWith('-') && !before.includes('--')) return { words: optionNames(table, before), isFile: false };
  const known = await own?.({ before });
  if (known) return known;
  return atPlace(placeAt(command, before, table), () => projectOf(before, table, io));
}

function commandNames(commands: Commands): Candidate[] {
  return Object.entries(commands).map(([word, { summary }]) => ({ word, help: summary() }));
}

function optionNames(table: OptionTable, before: readonly string[]): Candidate[] {
  return Object.entries(table)
    .filter(([name, { retired, many }]) => retired === undefined && (many || !before.includes(`--${name}`)))
    .map(([name, { help }]) => ({ word: `--${name}`, help: help() }));
}

/** The option that a word names and that a value follows. */
function optionOf(word: string | undefined, table: OptionTable): { name: string; spec: OptionSpec } | undefined {
  const name = word?.startsWith('--') ? word.slice(2) : '';
  const spec = Object.hasOwn(table, name) ? table[name] : undefined;
  return spec?.value === undefined ? undefined : { name, spec };
}

function valuesOf(name: string, { value = '', values }: OptionSpec, project: () => Project | undefined): Candidates {
  if (values) return { words: values.map((word) => ({ word })), isFile: false };
  if (name === 'machine') return atPlace(['machine'], project);
  if (name === 'explain') return atPlace(['file', 'function', 'machine'], project);
  return { words: [], isFile: /FILE|DIR|HISTORY/.test(value) };
}

function placeAt(
  { places = [], isRepeated = false }: Command,
  before: readonly string[],
  table: OptionTable,
): Place | undefined {
  const positionals = before.filter(
    (word, index) => !word.startsWith('--') && optionOf(before[index - 1], table) === undefined,
  );
  return places[positionals.length] ?? (isRepeated ? places.at(-1) : undefined);
}

function atPlace(place: Place | undefined, project: () => Project | undefined): Candidates {
  if (!place) return NONE;
  if ('words' in place) return { words: place.words.map((word) => ({ word })), isFile: false };
  const known = place.some((kind) => kind !== 'file') ? project() : undefined;
  const names = [
    ...(place.includes('machine') ? (known?.machines ?? []).map(({ name }) => name) : []),
    ...(place.includes('function') ? (known?.functions ?? []).map(({ name }) => name) : []),
  ];
  return { words: [...new Set(names)].sort().map((word) => ({ word })), isFile: place.includes('file') };
}

/** Nothing is run for it, and what cannot be read completes nothing. */
function projectOf(before: readonly string[], table: OptionTable, io: Io): Project | undefined {
  const at = before.indexOf('--project');
  const folder = at >= 0 && 'project' in table ? path.resolve(io.cwd, before[at + 1] ?? '') : findProjectFolder(io.cwd);
  return readProject(folder, { isWhole: true });
}
