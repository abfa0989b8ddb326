/**
 * The runs of a folder on disk: two files each, the record and the history, in the extension's own storage. A file has one
 * writer at a time, the window that runs it, so that windows of one folder see each other's runs without a lock.
 */
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { OWNER_ONLY, replaceFile } from '../../project/replaceFile';
import { readTextFile } from '../../project/readRegularFile';
import { readRecord, type RunRecord } from './runRecord';

/** Kept at the most; the oldest go first. Runs that others started go with those. */
export const MOST_RUNS = 100;
/** Bytes of all histories together. */
const MOST_BYTES = 512 * 1024 * 1024;
/** Milliseconds: a history without a record may be that of a run which is only just beginning. */
const ORPHAN_AGE = 60 * 60 * 1000;

/** Milliseconds: of a folder that nobody has opened for so long nothing is kept. */
const FOLDER_AGE = 90 * 24 * 60 * 60 * 1000;

export const RECORD_ENDING = '.run.json';

export class RunFiles {
  /** @param folder absolute path; made when something is kept */
  constructor(readonly folder: string) {}

  /** Where a history goes; its folder is there, for this user alone. Throws what the system says. */
  placeOf(id: string): string {
    this.make();
    return path.join(this.folder, `${id}.json`);
  }

  list(): RunRecord[] {
    return this.names()
      .filter((name) => name.endsWith(RECORD_ENDING))
      .flatMap((name) => this.read(name.slice(0, -RECORD_ENDING.length)) ?? []);
  }

  read(id: string): RunRecord | undefined {
    const { text } = readTextFile(this.recordOf(id));
    const record = text === undefined ? undefined : readRecord(text);
    return record?.id === id ? record : undefined;
  }

  /** Throws what the system says. */
  write(record: RunRecord): void {
    this.make();
    replaceFile(this.recordOf(record.id), `${JSON.stringify(record)}\n`, OWNER_ONLY);
  }

  /** The record, and the history where it is ours. Never fails: what stays is removed with the next. */
  remove({ id, history, isOpened }: RunRecord): void {
    const own = history !== undefined && !isOpened && path.dirname(history) === this.folder ? [history] : [];
    for (const file of [this.recordOf(id), ...own]) {
      try {
        rmSync(file, { force: true });
      } catch {
        // Another program holds it.
      }
    }
  }

  /**
   * Which of these runs are too many, or their histories too large; those that run are none of them.
   * @param newest the newest first
   */
  surplus(newest: readonly RunRecord[]): RunRecord[] {
    let count = 0;
    let bytes = 0;
    return newest.filter(({ status, history, isOpened, parent }) => {
      if (!parent) count++;
      bytes += history === undefined || isOpened ? 0 : sizeOf(history);
      return status !== 'RUNNING' && (count > MOST_RUNS || bytes > MOST_BYTES);
    });
  }

  /** Removes histories that no record speaks of any more. */
  sweep(records: readonly RunRecord[], now: number): void {
    const known = new Set(records.map(({ history }) => history));
    for (const name of this.names()) {
      const file = path.join(this.folder, name);
      if (!name.endsWith('.json') || name.endsWith(RECORD_ENDING) || known.has(file)) continue;
      const { mtimeMs = now } = statSync(file, { throwIfNoEntry: false }) ?? {};
      if (now - mtimeMs > ORPHAN_AGE) rmSync(file, { force: true });
    }
  }

  private make(): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
  }

  private recordOf(id: string): string {
    return path.join(this.folder, id + RECORD_ENDING);
  }

  private names(): string[] {
    return namesIn(this.folder);
  }
}

/** Removes the runs of folders that nobody comes back to. */
export function sweepFolders(root: string, own: string, now: number): void {
  for (const name of namesIn(root)) {
    const folder = path.join(root, name);
    const { mtimeMs = now } = statSync(folder, { throwIfNoEntry: false }) ?? {};
    if (folder !== own && now - mtimeMs > FOLDER_AGE) rmSync(folder, { recursive: true, force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Nothing has been kept yet.
    return [];
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
