/**
 * Loads a bundle of ours with what V8 compiled of it the last time: to compile it anew is half of what a command takes
 * to start. Node 22 can do as much by itself (`module.enableCompileCache`), Node 20 cannot. Node's own variable
 * `NODE_DISABLE_COMPILE_CACHE` turns this off as well.
 *
 * V8 takes what it is given for the code of the bundle, and compares lengths only. So a file is for one content of the
 * bundle, one V8 and its options, lies where nobody else can write, and has its name when all of it is on the disk.
 */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';
import { draftIn } from './sweep';
import { lastingFolder } from './temporaryFolder';

/**
 * The last line of a bundle that may be kept compiled. It is the function that Node.js would make of a module, has nothing beyond
 * ASCII and imports nothing with `import()`.
 */
const STAMP = /\n\/\/ content ([0-9a-f]{16})\n$/;

/** An earlier run may have used other parts of the bundle: what is older than so many milliseconds is made again. */
const FRESH = 3_600_000;
/** What nobody has made again for so many milliseconds goes. */
const KEPT = 30 * 24 * FRESH;

/** For servers of an editor, which ends them as it likes. */
export const SERVES_MS = 3000;

/**
 * What a CommonJS bundle exports.
 * @param file its absolute path
 * @param load the `require` of a module that lies beside it
 * @param purpose what it is loaded for, in letters: each purpose uses parts of its own
 * @param servesMs for a process that its client may end at any moment: by then, in milliseconds, most is in use
 */
export function loadCompiled(file: string, load: NodeJS.Require, purpose: string, servesMs?: number): unknown {
  // As bytes: each is a character, and V8 needs half the memory and no decoding.
  const source = readFileSync(file, 'latin1');
  const content = STAMP.exec(source.slice(-64))?.[1];
  const isOff = content === undefined || Boolean(process.env.NODE_DISABLE_COMPILE_CACHE);
  const name = `${purpose}-${content}-${process.arch}-${process.versions.v8}${ofOptions()}`;
  const known = isOff ? undefined : knownCode(name);
  const script = new Script(source, { filename: file, ...(known && { cachedData: known.code }) });
  if (!isOff && (!known?.isFresh || script.cachedDataRejected === true)) {
    process.once('exit', (code) => {
      // Whoever was interrupted or misunderstood has used too little of it.
      if (code <= 1) keep(name, script);
    });
    if (servesMs !== undefined) setTimeout(() => keep(name, script), servesMs).unref();
  }
  const module = { exports: {} as unknown };
  const run = script.runInThisContext() as (...values: unknown[]) => void;
  run.call(module.exports, module.exports, load, module, file, path.dirname(file));
  return module.exports;
}

/** Node's options change what V8 makes of a program. */
function ofOptions(): string {
  const options = [process.env.NODE_OPTIONS ?? '', ...process.execArgv].join(' ');
  if (options === '') return '';
  let hash = 0;
  for (let index = 0; index < options.length; index++) hash = (Math.imul(hash, 31) + options.charCodeAt(index)) | 0;
  return `-${(hash >>> 0).toString(36)}`;
}

interface KnownCode {
  readonly code: Buffer;
  readonly isFresh: boolean;
}

function knownCode(name: string): KnownCode | undefined {
  const folder = lastingFolder('compiled', false);
  if (folder === undefined) return undefined;
  let opened: number | undefined;
  try {
    opened = openSync(path.join(folder, name), 'r');
    const { mtimeMs } = fstatSync(opened);
    const age = Date.now() - mtimeMs;
    return { code: readFileSync(opened), isFresh: age >= 0 && age < FRESH };
  } catch {
    return undefined;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** For later processes. They start without it where it cannot be written. */
function keep(name: string, script: Script): void {
  const folder = lastingFolder('compiled', true);
  if (folder === undefined) return;
  const draft = draftIn(folder);
  try {
    const opened = openSync(draft, 'wx', 0o600);
    try {
      writeFileSync(opened, script.createCachedData());
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
    renameSync(draft, path.join(folder, name));
    for (const each of readdirSync(folder)) {
      const file = path.join(folder, each);
      if (Date.now() - statSync(file).mtimeMs > KEPT) rmSync(file);
    }
  } catch {
    rmSync(draft, { force: true });
  }
}
