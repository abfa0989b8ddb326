import path from 'node:path';
import type { GivenValues } from '../core/values';
import { filesOnDisk } from './files';
import type { DiskOptions, Files } from './files';
import { withCodeFolder } from './codeFolder';
import { environmentFiles } from './dotenv';
import { withOverrides } from './functionOverrides';
import { foldersUp } from './foldersUp';
import { notReadIn } from './notRead';
import { once } from './once';
import type { Project, ProjectFunction, ProjectSettings } from './project';
import { definitionsInPieces, isPlainMachine, plainMachine, readPlainFolder } from './readers/plainFolder';
import type { ReaderContext, ReaderResult } from './readers/reader';
import { readStacks, stacksInPieces } from './readStacks';
import type { ReadStacks } from './readStacks';
import { readPossibleEvents, readSampleEvents } from './sampleEvents';
import { givenPlaceholders, givenValues } from './settings/givenValues';
import { nearestSettings, settingsFolderOf } from './settings/nearestSettings';

export interface ReadProjectOptions extends DiskOptions {
  /** A definition that is wanted among the machines wherever it lies. */
  readonly definition?: string;
  /** Folders above which nothing is looked for, such as the workspace's; the repository's root always is one. */
  readonly bounds?: readonly string[];
  /** Whether stacks below a folder are wanted that is one itself. */
  readonly isWhole?: boolean;
  /** Values by key that go before those of the settings. */
  readonly values?: GivenValues['all'];
  /** Where all is read; absent: the disk, as the other options say. */
  readonly files?: Files;
}

/** What a folder holds. Nothing is watched, and nothing but the settings is read before it is asked for. */
export function readProject(folder: string, options: ReadProjectOptions = {}): Project {
  const { root, files, read, settings, folderOfSettings, given, context } = begun(folder, options);
  const described = readStacks(root, files, context, { given, isWhole: options.isWhole ?? false });
  const placeholders = givenPlaceholders(given.all);
  const wanted = options.definition === undefined ? undefined : path.resolve(options.definition);
  const wantedMachines = once(() => {
    return wanted !== undefined && isPlainMachine(wanted, files) ? [plainMachine(wanted)] : [];
  });

  /** What has been asked for near: every call of a run looks a name up. */
  const parts = new Map<ReadStacks, Project>();
  /** @param plain what the folder's files hold beside what stacks declare */
  const projectOf = (stacks: ReadStacks, plain: Pick<ReaderResult, 'functions' | 'machines'>): Project => {
    const machines = once(() => {
      const declared = stacks.machines;
      const known = new Set(declared.map(({ file }) => file));
      const others = [...plain.machines, ...wantedMachines()].filter(({ file }) => !known.has(file) && known.add(file));
      if (Object.keys(placeholders).length === 0) return [...declared, ...others];
      return [...declared, ...others].map((machine) => ({
        ...machine,
        substitutions: { ...placeholders, ...machine.substitutions },
      }));
    });
    const overridden = once(() => {
      const functions = [...stacks.functions, ...plain.functions].map((each) => withCodeFolder(each, files));
      // A part of the project leaves out what the settings say of the others.
      const said = plain === NOTHING ? settingsOf(functions, settings) : settings;
      return withOverrides(functions, said, folderOfSettings, files);
    });
    const foldersOfEvents = once(() => [root, ...machines().map(({ file }) => path.dirname(file)), ...foldersAbove()]);
    const events = once(() => readSampleEvents(foldersOfEvents(), files));
    const possibleEvents = once(() => readPossibleEvents(foldersOfEvents(), overridden().functions, files.untold()));
    return {
      root,
      given: () => given,
      get stacks() {
        return stacks.stacks;
      },
      get functions() {
        return overridden().functions;
      },
      get machines() {
        return machines();
      },
      get events() {
        return events();
      },
      possibleEvents,
      get problems() {
        // What was too much to read shows when it is read.
        machines();
        return [
          ...stacks.problems,
          ...(plain === NOTHING ? [] : notReadIn(root, files)),
          ...(read?.problems ?? []),
          ...(Object.keys(settings?.functions ?? {}).length > 0 ? overridden().problems : []),
          ...files.limits.map((message) => ({ message })),
        ];
      },
      get unset() {
        return stacks.unset;
      },
      get asked() {
        return stacks.asked;
      },
      get searched() {
        return stacks.functions.length > 0 ? stacks.searched : [root];
      },
      settings,
      near(sought) {
        const part = described.near(sought);
        const known = parts.get(part) ?? projectOf(part, NOTHING);
        parts.set(part, known);
        return known;
      },
      of: (ids) => projectOf(described.of(ids), NOTHING),
    };
  };

  /** Up to what bounds the project: where nothing describes it, its folder is the handler's own, and its events lie above. */
  const foldersAbove = (): readonly string[] => {
    const { folders, isBounded } = foldersUp(root, options.bounds ?? [], files);
    return isBounded ? folders.slice(1) : [];
  };
  const folderItself = once(() => readPlainFolder(root, files));
  const isDescribed = (): boolean => described.all.functions.length > 0;
  return projectOf(described.all, {
    get functions() {
      return isDescribed() ? [] : folderItself().functions;
    },
    get machines() {
      return isDescribed() && !options.isWhole ? [] : folderItself().machines;
    },
  });
}

/** Reads bit by bit what a reading of the whole then finds kept: others may be answered between two pieces. */
export function* readInPieces(
  folder: string,
  options: ReadProjectOptions & { readonly files: Files },
): Generator<void> {
  const { root, files, given, context } = begun(folder, options);
  yield* stacksInPieces(root, files, context, given);
  yield* definitionsInPieces(root, files);
}

function begun(folder: string, options: ReadProjectOptions) {
  const root = path.resolve(folder);
  const files = options.files ?? filesOnDisk(options);
  const read = nearestSettings(root, options.bounds ?? [], files);
  const settings = read?.settings;
  const folderOfSettings = settingsFolderOf({ root, settings });
  const { environment = {} } = environmentFiles(folderOfSettings, files)(root);
  const given = givenValues(settings, options.values ?? {}, environment);
  return {
    root,
    files,
    read,
    settings,
    folderOfSettings,
    given,
    context: { root, settings, environment: terraformVariables() },
  };
}

/** The plain part of what is only a part of a project. */
const NOTHING = { functions: [], machines: [] };

function settingsOf(
  functions: readonly ProjectFunction[],
  settings: ProjectSettings | undefined,
): ProjectSettings | undefined {
  if (!settings) return undefined;
  const known = new Set(functions.flatMap(({ names }) => names));
  const said = Object.entries(settings.functions).filter(([name]) => known.has(name));
  return { ...settings, functions: Object.fromEntries(said) };
}

/** Of this process's variables those that are meant for Terraform. */
export function terraformVariables(): ReaderContext['environment'] {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('TF_VAR_')));
}
