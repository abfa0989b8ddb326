/**
 * What a person has allowed for good: one file of the user's own, shared by editor and terminal. Nothing that a project
 * brings can write here. Whatever is doubtful about the file grants nothing.
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { phrase } from '../../core/l10n/phrase';
import { reasonOf } from '../../project/systemReason';
import { covers, grantId, readPermission } from './permission';
import type { Permission } from './permission';

export interface Grant {
  /** Names it for {@link ConsentFile.withdraw}. */
  readonly id: string;
  /** Real path of the project. */
  readonly folder: string;
  readonly permission: Permission;
}

/** By the project's folder. */
type Granted = Map<string, Permission[]>;
type Problem = { readonly problem: string };

/** Bytes; a grant has about a hundred. */
const MOST = 1024 * 1024;

export class ConsentFile {
  constructor(readonly file: string) {}

  /** Everything that is granted, or why nothing counts. */
  list(): readonly Grant[] | Problem {
    const granted = this.read();
    if ('problem' in granted) return granted;
    return [...granted].flatMap(([folder, permissions]) =>
      permissions.map((permission) => ({ id: grantId(folder, permission), folder, permission })),
    );
  }

  /** What is granted to the project of a folder. */
  of(folder: string): readonly Permission[] | Problem {
    const granted = this.read();
    return 'problem' in granted ? granted : (granted.get(realPath(folder)) ?? []);
  }

  /** @returns why it could not be kept */
  add(folder: string, permissions: readonly Permission[]): string | undefined {
    return this.change((granted) => {
      const key = realPath(folder);
      // What the new ones hold as well need not be kept beside them.
      const kept = (granted.get(key) ?? []).filter((each) => !permissions.some((added) => covers(added, each)));
      granted.set(key, [...kept, ...permissions]);
    });
  }

  /** @returns why it could not be done */
  withdraw(ids: readonly string[]): string | undefined {
    return this.change((granted) => {
      for (const [folder, permissions] of granted) {
        const kept = permissions.filter((permission) => !ids.includes(grantId(folder, permission)));
        if (kept.length > 0) granted.set(folder, kept);
        else granted.delete(folder);
      }
    });
  }

  private read(): Granted | Problem {
    const text = readOwn(this.file);
    if (text === undefined) return new Map();
    if (typeof text === 'object') return this.unusable(text.problem);
    const granted = parsed(text);
    return granted ?? this.unusable(phrase`was not written by Stepwise`);
  }

  private unusable(what: string): Problem {
    return { problem: phrase`${this.file} ${what}, so nothing in it counts as allowed. Repair or delete the file.` };
  }

  /** Another process sees the file as it was or as it will be. */
  private change(edit: (granted: Granted) => void): string | undefined {
    const unlock = lock(`${this.file}.lock`);
    try {
      return this.changeNow(edit);
    } finally {
      unlock();
    }
  }

  private changeNow(edit: (granted: Granted) => void): string | undefined {
    const granted = this.read();
    if ('problem' in granted) return granted.problem;
    edit(granted);
    const draft = `${this.file}.${randomUUID()}`;
    try {
      fs.mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
      const text = JSON.stringify({ version: 1, folders: Object.fromEntries(granted) }, null, 2);
      fs.writeFileSync(draft, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true });
      // Whoever keeps the file elsewhere, behind a link, shall find it there.
      fs.renameSync(draft, fs.existsSync(this.file) ? fs.realpathSync(this.file) : this.file);
      return undefined;
    } catch (error) {
      removeIfThere(draft);
      return phrase`${this.file} cannot be written: ${reasonOf(error)}.`;
    }
  }
}

/** How often another process is waited for, five milliseconds each time; then it counts as dead. */
const PATIENCE = 400;

/** Keeps other processes from changing the file at the same moment: one of the two changes would be lost. @returns ends it */
function lock(file: string): () => void {
  const sleep = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; tries < PATIENCE; tries++) {
    try {
      fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      fs.closeSync(fs.openSync(file, 'wx', 0o600));
      return () => removeIfThere(file);
    } catch (error) {
      // A folder that cannot be written says so when the file itself is to be.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return () => undefined;
      Atomics.wait(sleep, 0, 0, 5);
    }
  }
  // It is this change's from now on.
  return () => removeIfThere(file);
}

function removeIfThere(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // What could not be written can hardly be removed.
  }
}

/** Undefined where there is no file. One that others could have written is no word of the user's. */
function readOwn(file: string): string | Problem | undefined {
  let opened: number;
  try {
    // A pipe in its place must not be waited for.
    opened = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? undefined
      : { problem: phrase`cannot be read: ${reasonOf(error)}` };
  }
  try {
    const stat = fs.fstatSync(opened);
    if (!stat.isFile()) return { problem: phrase`is not a file` };
    if (stat.size > MOST) return { problem: phrase`is larger than 1 MiB` };
    const uid = process.getuid?.();
    if (uid !== undefined && stat.uid !== uid) return { problem: phrase`belongs to another user` };
    if (uid !== undefined && (stat.mode & 0o022) !== 0) return { problem: phrase`can be written by other users` };
    return fs.readFileSync(opened, 'utf8');
  } catch (error) {
    return { problem: phrase`cannot be read: ${reasonOf(error)}` };
  } finally {
    fs.closeSync(opened);
  }
}

/** What is not a permission in it is left out; undefined where the whole is something else. */
function parsed(text: string): Granted | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value.version !== 1 || !isObject(value.folders)) return undefined;
  return new Map(
    Object.entries(value.folders).map(([folder, permissions]) => [
      folder,
      (Array.isArray(permissions) ? permissions : []).flatMap((each) => readPermission(each) ?? []),
    ]),
  );
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function realPath(folder: string): string {
  try {
    return fs.realpathSync.native(folder);
  } catch {
    return path.resolve(folder);
  }
}
