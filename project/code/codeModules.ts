/** A handler's file and the project's own modules that it imports, and those import. */
import { languageOfFile } from '../../core/handlers';
import type { CodeFile } from '../../core/handlers/dataReads';
import { filesOnDisk, type Files } from '../files';
import { importedFiles, ownPythonFolders } from '../imports';

/** Bytes of a file that is looked into: what is longer is bundled, and says little of names. */
const LONGEST = 200_000;
/** More files than these are no helpers of one handler. */
const MOST_FILES = 30;

export class CodeModules {
  private readonly known = new Map<string, readonly CodeFile[]>();
  private readonly texts = new Map<string, CodeFile | undefined>();

  /** @param most files of one handler */
  constructor(
    private readonly files: Files = filesOnDisk(),
    private readonly most = MOST_FILES,
  ) {}

  /** @param codeDir where Python looks for modules */
  from(file: string, codeDir: string): readonly CodeFile[] {
    const key = JSON.stringify([file, codeDir]);
    const known = this.known.get(key) ?? this.reached(file, codeDir);
    this.known.set(key, known);
    return known;
  }

  private reached(first: string, codeDir: string): CodeFile[] {
    const found = new Set([first]);
    const isPython = languageOfFile(first) === 'python';
    const roots = [codeDir, ...(isPython ? ownPythonFolders(codeDir, this.files) : [])];
    // Grows as it is gone through.
    for (const file of found) {
      const code = found.size < this.most ? this.read(file) : undefined;
      for (const each of code ? importedFiles(code, { roots }, this.files) : []) found.add(each);
    }
    return [...found].flatMap((file) => (languageOfFile(file) === undefined ? [] : (this.read(file) ?? [])));
  }

  private read(file: string): CodeFile | undefined {
    if (!this.texts.has(file)) {
      const { text } = this.files.read(file, LONGEST);
      this.texts.set(file, text === undefined ? undefined : { file, text });
    }
    return this.texts.get(file);
  }
}
