/** The files that a person edits, of which an assembly holds copies. */
import path from 'node:path';
import { filesBelow } from '../../../walk';
import type { Files } from '../../../files';

const DEEPEST_FOLDER = 8;
const MOST_FILES = 10_000;
/** In assemblies that lie elsewhere. */
const COPY = /[\\/]asset\.[0-9a-f]{32,}[\\/.]/;
/** Files of one name that are compared. */
const MOST_COMPARED = 300;

export class Originals {
  private byName: Map<string, string[]> | undefined;

  constructor(
    private readonly folder: string,
    /** Absolute: what lies in it is a copy. */
    private readonly assembly: string,
    private readonly files: Files,
  ) {}

  /** Whether a path lies in the assembly: else it is the source itself, where nothing was copied. */
  isCopy(place: string): boolean {
    return place === this.assembly || place.startsWith(this.assembly + path.sep);
  }

  /** Files with this name below the app's folder, those nearest to it first. */
  named(name: string): readonly string[] {
    if (!this.byName) {
      this.byName = new Map();
      for (const file of filesBelow(this.files, this.folder, DEEPEST_FOLDER, MOST_FILES)) {
        if (this.isCopy(file) || COPY.test(file)) continue;
        const base = path.basename(file);
        const known = this.byName.get(base);
        if (known) known.push(file);
        else this.byName.set(base, [file]);
      }
    }
    return this.byName.get(name) ?? [];
  }

  /** All files whose name ends so. */
  ending(pattern: RegExp): readonly string[] {
    this.named('');
    return [...this.byName!].filter(([name]) => pattern.test(name)).flatMap(([, files]) => files);
  }

  /**
   * The folder that was copied: it has this file, letter for letter where the copy is young, else the same files.
   *
   * @param copy absolute: the folder in the assembly
   * @param file relative to it: one that says which it is, such as the handler's
   */
  folderOf(copy: string, file: string): string | undefined {
    const text = this.files.readSource(path.join(copy, file));
    if (text === undefined) return undefined;
    const folders = this.named(path.basename(file))
      .filter((candidate) => candidate.endsWith(path.sep + path.normalize(file)))
      .slice(0, MOST_COMPARED)
      .map((candidate) => candidate.slice(0, -path.normalize(file).length - 1));
    const equal = folders.filter((folder) => this.files.readSource(path.join(folder, file)) === text);
    if (equal.length === 1) return equal[0];
    const alike = (equal.length > 0 ? equal : folders).filter((folder) => this.holdsSame(copy, folder));
    return equal.length > 0 ? (alike[0] ?? equal[0]) : alike.length === 1 ? alike[0] : undefined;
  }

  /** A file with the same text. */
  fileOf(text: string, pattern: RegExp): string | undefined {
    const candidates = this.ending(pattern).slice(0, MOST_COMPARED);
    return candidates.find((candidate) => this.files.read(candidate).text === text);
  }

  private holdsSame(copy: string, folder: string): boolean {
    const names = new Set(this.files.list(folder).map(({ name }) => name));
    return this.files.list(copy).every(({ name }) => names.has(name));
  }
}
