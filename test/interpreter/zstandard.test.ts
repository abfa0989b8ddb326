/** Zstandard as it comes, in pieces of any size. */
import { Decompress } from 'fzstd';
import { describe, expect, test } from 'vitest';
import { boundedCompressors } from '../../core/interpreter/itemReader/parquetBounds';
import { ZstandardReader } from '../../core/interpreter/itemReader/zstandard';
import fc from '../harness/properties';

/** Forty rows, as `zstd -19` writes them. */
const FILE = Buffer.from(
  `KLUv/WTqAt0EAKLIFhSgqdiwyTdTdeof3kyR3TuBrxpOjSS3H3IZja6Wm+SKZZ0h3XWn1Y35Vzw0Kk1Jymfmo9flRSjneXVrboaMWFUvsrO5unrM84
   CD4SAchhiDgsIQHA4jIMYCkQg1qBEATV//DrBXywERIATXUCKcCLYPP0RKTZLrEhtPnRIUAFZ36jKCErpAQq/Gh8fH4+PicXEPpuGpAKkCLma9PQ==`,
  'base64',
);
const ROWS = Array.from({ length: 40 }, (_, i) => `row ${(i * 7919) % 1000}, and the ${i % 13} again\n`).join('');
const SKIPPABLE = Buffer.from('502a4d1803000000616263', 'hex');

/** @param cuts where one piece ends and the next begins */
function read(file: Uint8Array, cuts: readonly number[] = []): string {
  const reader = new ZstandardReader(Decompress);
  const bounds = [0, ...cuts, file.length].sort((a, b) => a - b);
  const made: Uint8Array[] = [];
  for (const [index, start] of bounds.slice(0, -1).entries()) {
    made.push(...reader.push(file.subarray(start, bounds[index + 1]), index === bounds.length - 2));
  }
  return Buffer.concat(made).toString();
}

describe('a Zstandard file', () => {
  test('is read whatever pieces it comes in', () => {
    const file = Buffer.concat([SKIPPABLE, FILE, SKIPPABLE, FILE]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: file.length }), { maxLength: 8 }), (cuts) => {
        expect(read(file, cuts)).toBe(ROWS + ROWS);
      }),
    );
  });

  test('that is cut short anywhere is refused', () => {
    for (let length = 1; length < FILE.length; length++) {
      expect(() => read(FILE.subarray(0, length)), `${length} bytes`).toThrow('it ends too early');
    }
  });

  test('with any byte changed is read or refused in a sentence', () => {
    fc.assert(
      fc.property(fc.nat(FILE.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const file = Buffer.from(FILE);
        file[at] = file[at]! ^ change;
        try {
          read(file);
        } catch (error) {
          expect((error as Error).message).toMatch(/^it (ends|is not|needs)|^bytes that are not Zstandard follow/);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a page of a Parquet file', () => {
  const { ZSTD, BROTLI } = boundedCompressors({ compressors: {} }, Decompress, undefined);
  const page = (length: number): string => Buffer.from(ZSTD!(FILE, length)).toString();

  test('may be as long as it declares, or shorter', () => {
    expect(page(ROWS.length)).toBe(ROWS);
    expect(page(ROWS.length + 1)).toBe(ROWS);
  });

  test('is damaged where it is longer', () => {
    expect(() => page(ROWS.length - 1)).toThrow('one of its pages is larger than it declares');
  });

  test('in Brotli needs who reads it', () => {
    expect(() => BROTLI!(FILE, 1)).toThrow('compressed with Brotli');
    expect(boundedCompressors({ compressors: {} }, Decompress, (bytes) => bytes).BROTLI!(FILE, 1)).toBe(FILE);
  });
});
