/** What the digests have in common: a message is padded and taken in a block at a time. */
export interface DigestAlgorithm {
  /** Bytes of a block, and of the message's length in the last one. */
  readonly blockSize: number;
  readonly lengthSize: number;
  readonly littleEndian: boolean;
  begin(): DigestState;
}

export interface DigestState {
  /** The block that begins at this byte. */
  take(message: DataView, block: number): void;
  result(): Uint8Array;
}

/** The words one after the other. */
export function wordBytes(words: Int32Array, littleEndian: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((value, index) => bytes.setInt32(index * 4, value, littleEndian));
  return new Uint8Array(bytes.buffer);
}
