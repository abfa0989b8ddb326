/** The projects that are asked about: kept until a file changes where somebody tells of that, else for a moment or not at all. */
import path from 'node:path';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { ProjectNames } from '../core/features/languageText';
import type { State } from '../core/model/machine';
import type { PlaceholdersOf, RaisedBy } from '../core/rules';
import { namedStarts, type NamedStart } from '../core/triggers/starts';
import {
  findProjectFolder,
  homeFolder,
  inventoryOf,
  namesOfMachine,
  placeholdersIn,
  raisedIn,
  ProjectIndex,
  readInPieces,
  readProject,
} from '../project';
import type { FileChange, Files, Inventory, Project, ProjectMachine } from '../project';
import type { CallingMachine } from '../messages/languageClient';
import { loadProjectMachine } from '../run/loadMachine';
import type { Disk } from './disk';
import { filePathOf, isBelow, samePath } from './fileUri';

/** Long enough for a burst of typing, short enough that a new function is soon offered. Milliseconds. */
const FRESH = 2_000;

/** Milliseconds that one question may hold up the others for. */
const TURN = 15;

const INSTALLED = 'node_modules';

export class Projects {
  private readonly index: ProjectIndex;
  /** Whether changes of the workspace's files are told of. */
  private isTold = false;
  private until = 0;
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly disk: Disk) {
    this.index = new ProjectIndex({ disk: () => disk.files(), isWatched: (file) => this.isWatched(file) });
  }

  /** From now on {@link changed} hears of all files of the workspace. */
  watch(): void {
    this.isTold = true;
  }

  changed(changes: readonly FileChange[]): void {
    this.index.changed(changes);
  }

  /** The same of files that no document here stands for. */
  changedOnDisk(changes: readonly FileChange[]): void {
    this.changed(changes);
    for (const listener of this.listeners) listener();
  }

  onDidChangeOnDisk(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** What was read under other rules counts no more. */
  forget(): void {
    this.index.forget();
  }

  /** As it stands now. */
  around(file: string): Project {
    return this.read(file, this.files());
  }

  /** What a folder holds, with the stacks below it. */
  within(folder: string): Project {
    return this.files().kept(`within:${folder}`, (files) => readProject(folder, { files, isWhole: true }));
  }

  /** Reads bit by bit what {@link inventory} and {@link within} need, so that other questions are answered meanwhile: a repository takes a second. */
  async prepare(folder: string): Promise<void> {
    // Until somebody tells of changes nothing is kept.
    if (!this.isTold) return;
    let since = performance.now();
    for (const _ of readInPieces(folder, { files: this.files(), isWhole: true })) {
      if (performance.now() - since < TURN) continue;
      await othersTurn();
      since = performance.now();
    }
  }

  /** All that a folder holds. */
  inventory(folder: string, from = this.files()): Inventory {
    return from.kept(`inventory:${folder}`, (files) => {
      const project = readProject(folder, { files, isWhole: true });
      return inventoryOf(project, {
        files,
        load: (known, noted) => loadProjectMachine(known, { project, files: noted }),
      });
    });
  }

  /** The machines of a file's project that call a function of the file: any, or the one of a name or export. */
  callers(file: string, name?: string): readonly CallingMachine[] {
    const files = this.files();
    const { root, functions, machines } = this.inventory(this.folderOf(file, files), files);
    const called = functions.filter(
      (each) =>
        each.file !== null &&
        samePath(path.resolve(root, each.file), file) &&
        (name === undefined || each.export === name || each.names.includes(name)),
    );
    const ids = new Set(called.map(({ id }) => id));
    return machines
      .filter(({ calls }) => calls.some((id) => ids.has(id)))
      .map((each) => ({ name: each.names[0] ?? each.id, file: path.resolve(root, each.file) }));
  }

  /** The machine that stands in a document, by any of its names: the document's own, or the one it is deployed under. */
  machineIn(uri: string, name: string): ProjectMachine | undefined {
    return this.machinesIn(uri).find((each) => namesOfMachine(each).includes(name));
  }

  /** What starts the machine of that name, or the only one of a file. */
  startsIn(uri: string, name: string | undefined): readonly NamedStart[] {
    const wanted = this.machinesIn(uri).filter((each) => name === undefined || namesOfMachine(each).includes(name));
    return wanted.length === 1 ? namedStarts(wanted[0]!.triggers ?? []) : [];
  }

  private machinesIn(uri: string): readonly ProjectMachine[] {
    const file = filePathOf(uri);
    if (file === undefined) return [];
    return this.read(file, this.files(FRESH)).machines.filter((each) => samePath(each.file, file));
  }

  /** What a Resource of a document may name; nothing for a text that is in no folder. */
  names(uri: string): ProjectNames {
    const file = filePathOf(uri);
    if (file === undefined) return { functions: [], placeholders: [] };
    const project = this.read(file, this.files(FRESH));
    const placeholders = project.machines
      .filter((machine) => samePath(machine.file, file))
      .flatMap(({ substitutions }) => Object.keys(substitutions));
    return {
      functions: project.functions.map(({ name }) => name),
      placeholders: [...new Set(placeholders)],
      raisedBy: this.raisedIn(uri),
    };
  }

  /** What its templates fill in of a definition's file, as lately as in {@link names}. */
  placeholdersIn(uri: string): readonly PlaceholdersOf[] {
    const file = filePathOf(uri);
    if (file === undefined) return [];
    return this.files(FRESH).kept(`placeholders:${file}`, (files) => placeholdersIn(file, this.read(file, files)));
  }

  /** What the functions raise that its states call, as lately as in {@link names}. */
  raisedIn(uri: string): (state: State) => RaisedBy | undefined {
    const file = filePathOf(uri);
    if (file === undefined) return () => undefined;
    const files = this.files(FRESH);
    return raisedIn(file, () => this.read(file, files), files);
  }

  private read(file: string, files: Files): Project {
    const { bounds } = this.disk;
    return files.kept(`around:${file}`, (noted) =>
      readProject(this.folderOf(file, noted), { files: noted, bounds, definition: file }),
    );
  }

  private folderOf(file: string, files: Files): string {
    const { bounds } = this.disk;
    return files.kept(`folder:${file}`, (noted) => findProjectFolder(file, { files: noted, bounds }));
  }

  /** @param age how old in milliseconds an answer may be where nobody tells of changes */
  private files(age = 0): Files {
    const now = Date.now();
    if (!this.isTold && (age === 0 || this.until <= now)) {
      this.index.forget();
      this.until = now + FRESH;
    }
    return this.index.files();
  }

  private isWatched(file: string): boolean {
    if (!this.isTold) return true;
    // Editors leave out what package managers install. What is synthesized is told of otherwise.
    if (this.disk.bounds.some((folder) => isBelow(file, folder))) return !isInstalled(file);
    const home = homeFolder();
    return home !== undefined && isBelow(file, path.join(home, '.stepwise'));
  }
}

function isInstalled(file: string): boolean {
  return file.includes(INSTALLED) && file.split(path.sep).includes(INSTALLED);
}
