import path from 'node:path';
import { ValueNotes } from '../core/values';
import type { GivenValues } from '../core/values';
import { filesOnDisk } from './files';
import type { DiskOptions } from './files';
import { isDefinitionFile } from './definitionFile';
import { withOverrides } from './functionOverrides';
import type { Project, ProjectMachine } from './project';
import type { ProjectSettings } from './project';
import { PROJECT_READERS } from './readers';
import { plainMachine, readPlainFolder } from './readers/plainFolder';
import type { ReaderContext, ReaderResult } from './readers/reader';
import { readSampleEvents } from './sampleEvents';
import { readSettings } from './settings/readSettings';

export interface ReadProjectOptions extends DiskOptions {
  /** A definition that is wanted among the machines wherever it lies. */
  readonly definition?: string;
}

/** Reads what a folder holds. Takes some milliseconds; nothing is watched, and source files are read only if functions are asked for. */
export function readProject(folder: string, options: ReadProjectOptions = {}): Project {
  const root = path.resolve(folder);
  const files = filesOnDisk(options);
  const read = readSettings(root, files);
  const settings = read?.settings;
  const values = new ValueNotes(givenValues(settings));
  const context: ReaderContext = { root, values, settings, environment: terraformVariables() };
  let described: ReaderResult | undefined;
  for (const reader of PROJECT_READERS) described ??= reader.read(root, files, context);
  const plain = described?.functions.length ? undefined : readPlainFolder(root, files);

  const machines: ProjectMachine[] = [...(described?.machines ?? [])];
  const addMachine = (machine: ProjectMachine): void => {
    if (!machines.some(({ file, span }) => file === machine.file && !span)) machines.push(machine);
  };
  plain?.machines.forEach(addMachine);
  const wanted = options.definition === undefined ? undefined : path.resolve(options.definition);
  if (wanted !== undefined && isDefinitionFile(wanted)) addMachine(plainMachine(wanted));

  let found: ReturnType<typeof withOverrides> | undefined;
  const overridden = (): NonNullable<typeof found> => {
    const functions = [...(described?.functions ?? []), ...(plain?.functions ?? [])];
    return (found ??= withOverrides(functions, read?.settings, root, files));
  };
  const hasOverrides = Object.keys(read?.settings?.functions ?? {}).length > 0;
  const events = readSampleEvents([root, ...machines.map(({ file }) => path.dirname(file))], files);
  return {
    root,
    stacks: described?.stacks ?? [],
    get unset() {
      return values.all;
    },
    // Looked for when first asked about: a machine without handlers has no use for them.
    get functions() {
      return overridden().functions;
    },
    machines,
    events,
    problems: [
      ...(described?.problems ?? []),
      ...(read?.problems ?? []),
      ...(hasOverrides ? overridden().problems : []),
      ...files.limits.map((message) => ({ message })),
    ],
    searched: described?.functions.length ? described.searched : [root],
    settings: read?.settings,
  };
}

function givenValues(settings: ProjectSettings | undefined): GivenValues {
  const stacks = Object.entries(settings?.stacks ?? {}).map(([id, { values = {} }]) => [id, values] as const);
  return { all: settings?.values ?? {}, stacks: Object.fromEntries(stacks) };
}

/** Of this process's variables those that are meant for Terraform. */
function terraformVariables(): ReaderContext['environment'] {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('TF_VAR_')));
}
