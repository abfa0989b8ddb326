/** The project around a file, kept for a moment: completion asks for it at every key. */
import type { ProjectNames } from '../core/features/languageText';
import { findProjectFolder, inventoryOf, readProject } from '../project';
import type { Inventory, Project } from '../project';
import { loadProjectMachine } from '../run/loadMachine';
import type { Disk } from './disk';
import { filePathOf, samePath } from './fileUri';

/** Long enough for a burst of typing, short enough that a new function is soon offered. Milliseconds. */
const FRESH = 2_000;

export class Projects {
  private readonly kept = new Map<string, { readonly project: Project; readonly until: number }>();

  constructor(private readonly disk: Disk) {}

  /** Reads the project anew. */
  around(file: string): Project {
    const options = { ...this.disk.options, bounds: this.disk.bounds };
    return readProject(findProjectFolder(file, options), { definition: file, ...options });
  }

  /** All that a folder holds, read anew. */
  inventory(folder: string): Inventory {
    const { options } = this.disk;
    const project = readProject(folder, { ...options, isWhole: true });
    const files = this.disk.files();
    return inventoryOf(project, { files, load: (known) => loadProjectMachine(known, { project, files }) });
  }

  /** What was read under other rules counts no more. */
  forget(): void {
    this.kept.clear();
  }

  /** What a Resource of a document may name; nothing for a text that is in no folder. */
  names(uri: string): ProjectNames {
    const file = filePathOf(uri);
    if (file === undefined) return { functions: [], placeholders: [] };
    const project = this.recent(file);
    const placeholders = project.machines
      .filter((machine) => samePath(machine.file, file))
      .flatMap(({ substitutions }) => Object.keys(substitutions));
    return {
      functions: project.functions.map(({ name }) => name),
      placeholders: [...new Set(placeholders)],
    };
  }

  private recent(file: string): Project {
    const kept = this.kept.get(file);
    if (kept && kept.until > Date.now()) return kept.project;
    const project = this.around(file);
    this.kept.set(file, { project, until: Date.now() + FRESH });
    return project;
  }
}
