/**
 * Texts on disk, of which many are put away, few are looked at again, and the oldest are let go of. They stand one
 * behind the other in a few files; a file goes when all that it holds is let go of.
 */
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { newTemporaryFolder } from '../../processes/temporaryFolder';

/** Where a text stands. */
export interface Place {
  readonly file: ArchiveFile;
  readonly start: number;
  readonly length: number;
}

interface ArchiveFile {
  readonly path: string;
  readonly descriptor: number;
  size: number;
  texts: number;
}

/** Texts of one file. */
const TEXTS_A_FILE = 1000;

export class Archive {
  private folder: string | undefined;
  private current: ArchiveFile | undefined;
  private readonly files = new Set<ArchiveFile>();
  private number = 0;

  /** @throws where the disk does not take it */
  put(text: string): Place {
    const bytes = Buffer.from(text);
    const file = this.fileToFill();
    const start = file.size;
    for (let written = 0; written < bytes.length;) {
      written += writeSync(file.descriptor, bytes, written, bytes.length - written, start + written);
    }
    file.size += bytes.length;
    file.texts++;
    return { file, start, length: bytes.length };
  }

  get({ file, start, length }: Place): string {
    const bytes = Buffer.allocUnsafe(length);
    for (let read = 0; read < length;) {
      const more = readSync(file.descriptor, bytes, read, length - read, start + read);
      if (more === 0) throw new Error(`${file.path} was cut short by another program.`);
      read += more;
    }
    return bytes.toString();
  }

  drop({ file }: Place): void {
    file.texts--;
    if (file.texts > 0 || file === this.current) return;
    this.files.delete(file);
    closeSync(file.descriptor);
    rmSync(file.path, { force: true });
  }

  close(): void {
    for (const { descriptor } of this.files) closeSync(descriptor);
    this.files.clear();
    this.current = undefined;
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
    this.folder = undefined;
  }

  private fileToFill(): ArchiveFile {
    if (this.current && this.current.texts < TEXTS_A_FILE) return this.current;
    this.folder ??= newFolder();
    const file = path.join(this.folder, `histories-${this.number++}`);
    this.current = { path: file, descriptor: openSync(file, 'wx+', 0o600), size: 0, texts: 0 };
    this.files.add(this.current);
    return this.current;
  }
}

/** @throws the sentence that says why there is none */
function newFolder(): string {
  const made = newTemporaryFolder('histories');
  if ('problem' in made) throw new Error(made.problem);
  return made.folder;
}
