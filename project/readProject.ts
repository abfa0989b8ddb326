import path from 'node:path';
import type { GivenValues } from '../core/values';
import { filesOnDisk } from './files';
import type { DiskOptions } from './files';
import { isDefinitionFile } from './definitionFile';
import { environmentFiles } from './dotenv';
import { withOverrides } from './functionOverrides';
import type { Project, ProjectMachine } from './project';
import { plainMachine, readPlainFolder } from './readers/plainFolder';
import type { ReaderContext } from './readers/reader';
import { readStacks } from './readStacks';
import { readSampleEvents } from './sampleEvents';
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

  const placeholders = givenPlaceholders(given.all);
  const withGiven = (machine: ProjectMachine): ProjectMachine => ({
    ...machine,
    substitutions: { ...placeholders, ...machine.substitutions },
  });
  const machines = described.machines.map(withGiven);
  const addMachine = (machine: ProjectMachine): void => {
    if (!machines.some(({ file }) => file === machine.file)) machines.push(withGiven(machine));
  };
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
      return described.unset();
    },
    searched: described.functions.length > 0 ? described.searched : [root],
    settings,
  };
}

/** Of this process's variables those that are meant for Terraform. */
function terraformVariables(): ReaderContext['environment'] {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('TF_VAR_')));
}
