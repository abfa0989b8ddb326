/** The inventory of the project that a command line means. */
import path from 'node:path';
import { phrase } from '../../core/l10n/phrase';
import { filesOnDisk, findProjectPlace, inventoryOf, readProject } from '../../project';
import type { Inventory, Project, WhyProject } from '../../project';
import { loadProjectMachine, projectFolderOf, TERMINAL } from '../../run';
import type { Io } from '../io';
import { readValueFlags, tellUnusedValues } from '../valueOptions';
import type { ValueFlags } from '../valueOptions';

export interface FoundInventory {
  readonly project: Project;
  readonly inventory: Inventory;
  /** Why it is the project of this folder, as a sentence. */
  readonly why: string;
}

interface Flags extends ValueFlags {
  readonly project?: string;
}

/** @param about a file that is asked about: without `--project` it is its project */
export async function readInventory(
  flags: Flags,
  io: Io,
  about?: string,
): Promise<FoundInventory | { readonly problem: string }> {
  const given = await readValueFlags(flags, io);
  if ('problem' in given) return given;
  const place = about === undefined || flags.project !== undefined ? meantFolder(flags, io) : placeOfFile(about);
  if ('problem' in place) return place;
  const project = readProject(place.folder, { isWhole: true, values: given.values });
  tellUnusedValues(flags, project, io);
  const files = filesOnDisk();
  const inventory = inventoryOf(project, {
    files,
    load: (known, noted) => loadProjectMachine(known, { project, files: noted }),
  });
  return { project, inventory, why: place.why };
}

/** The folder that is asked about, or the sentence that says why there is none. */
export function meantFolder({ project }: Pick<Flags, 'project'>, io: Io): Place | { readonly problem: string } {
  return project === undefined ? placeOf(io.cwd) : chosen(project, io);
}

interface Place {
  readonly folder: string;
  readonly why: string;
}

function chosen(project: string, { cwd }: Io): Place | { readonly problem: string } {
  const found = projectFolderOf({ project }, cwd, { ...TERMINAL, resolve: (written) => path.resolve(cwd, written) });
  return 'problem' in found ? found : { ...found, why: phrase`It was chosen with --project.` };
}

function placeOfFile(file: string): Place {
  const { folder, why } = findProjectPlace(file);
  return { folder, why: WHY_OF_FILE[why]() };
}

const WHY_OF_FILE: { readonly [why in WhyProject]: () => string } = {
  owner: () => phrase`A deployment file in it names the file.`,
  above: () => phrase`No deployment file names the file, and it is the nearest folder above with one.`,
  beside: () => phrase`No deployment file names the file; it lies beside and has one.`,
  settings: () => phrase`No deployment file was found; it has a .vscode/stepwise.json.`,
  code: () => phrase`No deployment file was found; it is the nearest folder above that has code.`,
  own: () => phrase`No deployment file was found: it is the file's own folder.`,
};

/** The project around a folder. */
function placeOf(cwd: string): Place {
  const { folder, why } = findProjectPlace(cwd);
  return { folder, why: WHY[why]() };
}

const WHY: { readonly [why in WhyProject]: () => string } = {
  owner: () => phrase`A deployment file in it names the current folder.`,
  above: () => phrase`It is the nearest folder with a deployment file.`,
  beside: () => phrase`It lies beside the current folder and has a deployment file.`,
  settings: () => phrase`It has a .vscode/stepwise.json.`,
  code: () => phrase`It is the nearest folder with code.`,
  own: () => phrase`It is the current folder.`,
};
