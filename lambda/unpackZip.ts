/** A layer, or a function's code, that is a zip file, unpacked into a folder of ours. Source: PKWARE, "APPNOTE.TXT", 4.3 and 4.4. */
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { newTemporaryFolder } from '../processes/temporaryFolder';

/** Bytes: what a function and all its layers may hold unpacked (Lambda quotas). */
const LARGEST = 262_144_000;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LONGEST_COMMENT = 0xffff;
const SYMBOLIC_LINK = 0o120000;

interface Entry {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  /** Of Unix; 0 where the archive was made elsewhere. */
  readonly mode: number;
  readonly offset: number;
}

const known = new Map<string, Unpacked>();

export type Unpacked = { readonly folder: string } | { readonly problem: string };

/**
 * What a zip file holds, in a temporary folder that goes with this process; unpacked once, as long as the file is the same.
 *
 * @param purpose of the folder, for its name
 * @returns its problem as words to stand behind "because", without the full stop
 */
export function unpackedZip(file: string, purpose: string): Unpacked {
  const stat = statSync(file, { throwIfNoEntry: false });
  const key = [file, stat?.size, stat?.mtimeMs].join('\n');
  const before = known.get(key);
  if (before && (!('folder' in before) || existsSync(before.folder))) return before;
  const made = newTemporaryFolder(purpose);
  const problem = 'problem' in made ? lowerFirst(made.problem) : unpackZip(file, made.folder);
  const unpacked = problem === undefined ? made : { problem };
  known.set(key, unpacked);
  return unpacked;
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}

/** @returns why it cannot be: words to stand behind a colon, without the full stop */
export function unpackZip(file: string, folder: string): string | undefined {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return 'it must be a file';
    if (stat.size > LARGEST) return 'it is larger than the 250 MB that Lambda takes';
    const bytes = readFileSync(file);
    const entries = entriesOf(bytes);
    if (!entries) return 'it is not a zip file';
    if (entries.reduce((sum, { size }) => sum + size, 0) > LARGEST)
      return 'its content is larger than the 250 MB that Lambda takes';
    if (entries.some(({ isEncrypted }) => isEncrypted)) return 'it is encrypted';
    // Links last, and each in a folder that was there before all of them: nothing is written through one, not even another.
    const links = entries.filter(isLink);
    for (const { name } of links) {
      const target = path.join(folder, name);
      if (isInside(target, folder)) mkdirSync(path.dirname(target), { recursive: true });
    }
    for (const entry of [...entries.filter((each) => !isLink(each)), ...links]) {
      const target = path.join(folder, entry.name);
      if (!isInside(target, folder)) return `${entry.name} in it leads out of its folder`;
      if (entry.name.endsWith('/')) mkdirSync(target, { recursive: true });
      else {
        mkdirSync(path.dirname(target), { recursive: true });
        const content = contentOf(entry, bytes);
        if (!content) return `${entry.name} in it is packed in a way that is not known here`;
        if (!isLink(entry)) writeFileSync(target, content, { mode: entry.mode & 0o111 ? 0o700 : 0o600 });
        else if (!isInside(path.resolve(path.dirname(target), content.toString()), folder))
          return `the link ${entry.name} in it leads out of its folder`;
        else symlinkSync(content.toString(), target);
      }
    }
    // One link may lead out by way of another.
    const real = realpathSync.native(folder);
    const out = links.find(({ name }) => !isInside(realPath(path.join(folder, name)) ?? real, real));
    return out && `the link ${out.name} in it leads out of its folder`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isDamaged = code === undefined || code.startsWith('Z_') || error instanceof RangeError;
    return isDamaged ? 'it is damaged' : `it cannot be unpacked (${code})`;
  }
}

/** Undefined: it leads nowhere. */
function realPath(link: string): string | undefined {
  try {
    // Node.js itself takes `..` behind a link for the folder that the link is in.
    return realpathSync.native(link);
  } catch {
    return undefined;
  }
}

function isLink({ mode }: Entry): boolean {
  return (mode & 0o170000) === SYMBOLIC_LINK;
}

function isInside(target: string, folder: string): boolean {
  return target === folder || target.startsWith(folder + path.sep);
}

/** The central directory, which stands at the end; undefined where there is none. */
function entriesOf(bytes: Buffer): Entry[] | undefined {
  let end = bytes.length - 22;
  const last = Math.max(0, end - LONGEST_COMMENT);
  while (end >= last && bytes.readUInt32LE(end) !== END) end--;
  if (end < last) return undefined;
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== ENTRY) return undefined;
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) !== 0,
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      mode: bytes.readUInt32LE(at + 38) >>> 16,
      offset: bytes.readUInt32LE(at + 42),
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Undefined: neither stored nor deflated. */
function contentOf({ method, packed, size, offset }: Entry, bytes: Buffer): Buffer | undefined {
  const from = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const content = bytes.subarray(from, from + packed);
  // Entries may share what they hold: no more is written than they say.
  if (method === 0) return content.subarray(0, size);
  // What says less of its size than it has does not grow beyond it.
  return method === 8 ? inflateRawSync(content, { maxOutputLength: Math.max(size, 1) }) : undefined;
}
