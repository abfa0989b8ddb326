import path from 'node:path';
import { ValueNotes } from '../core/values';
import type { GivenValues, UnsetValue } from '../core/values';
import { filesOnDisk } from './files';
import type { DiskOptions, Files } from './files';
import { isDefinitionFile } from './definitionFile';
import { environmentFiles } from './dotenv';
import { withOverrides } from './functionOverrides';
import type { Project, ProjectMachine } from './project';
import { PROJECT_READERS } from './readers';
import { plainMachine, readPlainFolder } from './readers/plainFolder';
import type { ReaderContext, ReaderResult } from './readers/reader';
import { readSampleEvents } from './sampleEvents';
import { givenPlaceholders, givenValues } from './settings/givenValues';
import { nearestSettings, settingsFolderOf } from './settings/nearestSettings';
import { isMarked, markedFoldersBelow } from './stackFolders';

export interface ReadProjectOptions extends DiskOptions {
  /** A definition that is wanted among the machines wherever it lies. */
  readonly definition?: string;
  /** Folders above which no settings are looked for. */
  readonly bounds?: readonly string[];
  /** Whether stacks below a folder are wanted that is one itself. */
  readonly isWhole?: boolean;
  /** Values by key that go before those of the settings. */
  readonly values?: GivenValues['all'];
}

/** Reads what a folder holds. Takes some milliseconds; nothing is watched, and source files are read only if functions are asked for. */
export function readProject(folder: string, options: ReadProjectOptions = {}): Project {
  const root = path.resolve(folder);
  const files = filesOnDisk(options);
  const read = nearestSettings(root, options.bounds ?? [], files);
  const settings = read?.settings;
  const folderOfSettings = settingsFolderOf({ root, settings });
  const { environment = {} } = environmentFiles(folderOfSettings, files)(root);
  const given = givenValues(settings, options.values ?? {}, environment);
  const context = { root, settings, environment: terraformVariables() };
  const described = readStacks(root, files, context, { given, isWhole: options.isWhole ?? false });
  const plain = described.functions.length > 0 ? undefined : readPlainFolder(root, files);

  const machines: ProjectMachine[] = [];
  const placeholders = givenPlaceholders(given.all);
  const addMachine = (machine: ProjectMachine): void => {
    if (machines.some(({ file, span, mapped }) => file === machine.file && !span && !mapped)) return;
    machines.push({ ...machine, substitutions: { ...placeholders, ...machine.substitutions } });
  };
  for (const machine of described.machines) {
    machines.push({ ...machine, substitutions: { ...placeholders, ...machine.substitutions } });
  }
  (plain ?? (options.isWhole ? readPlainFolder(root, files) : undefined))?.machines.forEach(addMachine);
  const wanted = options.definition === undefined ? undefined : path.resolve(options.definition);
  if (wanted !== undefined && isDefinitionFile(wanted)) addMachine(plainMachine(wanted));

  let found: ReturnType<typeof withOverrides> | undefined;
  const overridden = (): NonNullable<typeof found> => {
    const functions = [...described.functions, ...(plain?.functions ?? [])];
    return (found ??= withOverrides(functions, settings, folderOfSettings, files));
  };
  const hasOverrides = Object.keys(settings?.functions ?? {}).length > 0;
  const events = readSampleEvents([root, ...machines.map(({ file }) => path.dirname(file))], files);
  return {
    root,
    stacks: described.stacks,
    // Looked for when first asked about: a machine without handlers has no use for them.
    get functions() {
      return overridden().functions;
    },
    machines,
    events,
    problems: [
      ...described.problems,
      ...(read?.problems ?? []),
      ...(hasOverrides ? overridden().problems : []),
      ...files.limits.map((message) => ({ message })),
    ],
    get unset() {
      return distinct(described.unset());
    },
    searched: described.functions.length > 0 ? described.searched : [root],
    settings,
  };
}

/**
 * All that readers know of a folder; of the folders below it too where it is no stack itself, or the whole is wanted. What
 * is a part of another stack, such as a module or a nested template, is told by that one.
 */
function readStacks(
  root: string,
  files: Files,
  context: Omit<ReaderContext, 'values'>,
  { given, isWhole }: { readonly given: GivenValues; readonly isWhole: boolean },
): ReaderResult & { unset(): readonly UnsetValue[] } {
  const folders = isWhole || !isMarked(root, files) ? markedFoldersBelow(root, files) : [root];
  const results = folders.flatMap((folder) =>
    PROJECT_READERS.flatMap((reader) => {
      // What a stack does not know counts only where the stack does.
      const values = new ValueNotes(given);
      const read = reader.read(folder, files, { ...context, values });
      return read ? [{ read, values }] : [];
    }),
  );
  const parts = new Set<string>();
  const ids = new Set<string>();
  for (const { read } of results) {
    const others = read.stacks.flatMap((stack) => stack.files.slice(1));
    for (const file of [...read.searched, ...others]) {
      if (!read.stacks.some((stack) => stack.files[0] === file)) parts.add(file);
    }
  }
  const kept = results.flatMap(({ read: result, values }) => {
    const stacks = result.stacks.filter(({ id, files: [file] }) => !ids.has(id) && !(file && parts.has(file)));
    stacks.forEach(({ id }) => ids.add(id));
    const isKept = ({ stack }: { readonly stack?: string }): boolean =>
      stack === undefined || stacks.some(({ id }) => id === stack);
    if (result.stacks.length > 0 && stacks.length === 0) return [];
    return [
      {
        ...result,
        values,
        stacks,
        functions: result.functions.filter(isKept),
        machines: result.machines.filter(isKept),
      },
    ];
  });
  return {
    stacks: kept.flatMap(({ stacks }) => stacks),
    functions: kept.flatMap(({ functions }) => functions),
    machines: kept.flatMap(({ machines }) => machines),
    problems: kept.flatMap(({ problems }) => problems),
    searched: kept.flatMap(({ searched }) => searched),
    unset: () => kept.flatMap(({ values }) => values.all),
  };
}

/** Two stacks may ask for the same. */
function distinct(values: readonly UnsetValue[]): UnsetValue[] {
  return [...new Map(values.map((value) => [value.key, value])).values()];
}

/** Of this process's variables those that are meant for Terraform. */
function terraformVariables(): ReaderContext['environment'] {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('TF_VAR_')));
}
