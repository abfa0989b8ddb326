/**
 * Zstandard (RFC 8878) block by block. A block makes 128 KB at most, so that whoever takes them can stop or refuse
 * in time: neither what a frame declares of its size nor the length of the file says how much there is in it.
 */

/** `fzstd`'s class; given, since it is loaded only where it is needed. */
export type Decompress = new (take: (bytes: Uint8Array) => void) => { push(bytes: Uint8Array, isLast?: boolean): void };

/** A reader, with the library loaded that it needs. */
export async function zstandardReader(): Promise<ZstandardReader> {
  const { Decompress } = await import('fzstd');
  return new ZstandardReader(Decompress);
}

/** What `zstd` itself takes without being asked to (`--memory`). */
const LARGEST_WINDOW = 128 * 1024 * 1024;
const LARGEST_BLOCK = 128 * 1024;
/** Of a frame, its magic number included. */
const LONGEST_HEADER = 18;

interface Frame {
  readonly decoder: InstanceType<Decompress>;
  readonly checksumBytes: number;
  readonly window: number;
}

export class ZstandardReader {
  /** Bytes that were made or moved so far: what the time it takes goes by. */
  work = 0;
  private held: Uint8Array = new Uint8Array(0);
  private skipped = 0;
  private frame: Frame | undefined;
  private made: Uint8Array[] = [];

  constructor(private readonly decompress: Decompress) {}

  /**
   * Takes up what comes next, and gives what can be made of it.
   *
   * @param isLast nothing comes after it
   * @throws an Error whose message goes on from a colon
   */
  *push(bytes: Uint8Array, isLast = false): Generator<Uint8Array, void, undefined> {
    this.held = joined(this.held, bytes);
    while (this.held.length > 0 && (this.frame ? this.block(this.frame) : this.header(isLast))) {
      const made = this.made;
      this.made = [];
      for (const each of made) if (each.length > 0) yield each;
    }
    if (isLast && (this.held.length > 0 || this.frame || this.skipped > 0)) throw new Error('it ends too early');
  }

  /** @returns false where more of it has to come first */
  private header(isLast: boolean): boolean {
    const { held } = this;
    if (this.skipped > 0) {
      const length = Math.min(this.skipped, held.length);
      this.skipped -= length;
      this.held = held.subarray(length);
      return true;
    }
    if (held.length < LONGEST_HEADER && !isLast) return false;
    if (held.length < 8) return false;
    const view = new DataView(held.buffer, held.byteOffset, held.byteLength);
    if (isSkippable(held)) {
      this.skipped = 8 + view.getUint32(4, true);
      return true;
    }
    if (!isZstandard(held)) throw new Error('bytes that are not Zstandard follow its end');
    const descriptor = held[4] ?? 0;
    const isSingleSegment = (descriptor & 0x20) !== 0;
    const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
    const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
    const sizeAt = 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes;
    const length = sizeAt + sizeBytes;
    if (held.length < length) return false;
    const window = isSingleSegment ? contentSize(view, sizeAt, sizeBytes) : windowSize(held[5] ?? 0);
    if (window > LARGEST_WINDOW) {
      throw new Error(`it needs ${Math.ceil(window / 1024 ** 2)} MB at once, and at most 128 MB are allowed`);
    }
    const decoder = new this.decompress((bytes) => this.made.push(bytes));
    this.frame = { decoder, checksumBytes: descriptor & 4 ? 4 : 0, window };
    this.feed(length, false);
    return true;
  }

  /** @returns false where more of it has to come first */
  private block({ checksumBytes, window }: Frame): boolean {
    const { held } = this;
    if (held.length < 3) return false;
    const header = (held[0] ?? 0) | ((held[1] ?? 0) << 8) | ((held[2] ?? 0) << 16);
    const isLast = (header & 1) !== 0;
    const size = header >> 3;
    // A block of type 1 repeats the one byte that it has.
    const length = 3 + (((header >> 1) & 3) === 1 ? 1 : size) + (isLast ? checksumBytes : 0);
    if (size > LARGEST_BLOCK) throw new Error(NOT_VALID);
    if (held.length < length) return false;
    this.work += window + LARGEST_BLOCK;
    this.feed(length, isLast);
    if (isLast) this.frame = undefined;
    return true;
  }

  private feed(length: number, isLast: boolean): void {
    try {
      this.frame?.decoder.push(this.held.subarray(0, length), isLast);
    } catch {
      throw new Error(NOT_VALID);
    }
    this.held = this.held.subarray(length);
  }
}

const NOT_VALID = 'it is not valid Zstandard';

/** By the magic number it begins with. */
export function isZstandard(bytes: Uint8Array): boolean {
  return bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
}

/** A frame that holds no data. */
function isSkippable(bytes: Uint8Array): boolean {
  return ((bytes[0] ?? 0) & 0xf0) === 0x50 && bytes[1] === 0x2a && bytes[2] === 0x4d && bytes[3] === 0x18;
}

/** 3.1.1.1.2 */
function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** 3.1.1.1.4 */
function contentSize(view: DataView, at: number, bytes: number): number {
  if (bytes === 8) return Number(view.getBigUint64(at, true));
  if (bytes === 4) return view.getUint32(at, true);
  return bytes === 2 ? view.getUint16(at, true) + 256 : view.getUint8(at);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
