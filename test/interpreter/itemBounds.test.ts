/** What the items of a file may take up: more is a refusal, and what MaxItems leaves out does not count. */
import type { PageHeader, RowGroup } from 'hyparquet/src/types.js';
import { describe, expect, test } from 'vitest';
import { csvItems } from '../../core/interpreter/itemReader/csvItems';
import { fileBody } from '../../core/interpreter/itemReader/fileBody';
import { jsonItems, jsonLinesItems } from '../../core/interpreter/itemReader/jsonItems';
import { MapItems } from '../../core/interpreter/itemReader/mapItems';
import { checkFooter, checkGroup } from '../../core/interpreter/itemReader/parquetBounds';
import type { Reading } from '../../core/interpreter/itemReader/reading';
import { Room } from '../../core/interpreter/itemReader/room';
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';
import fc from '../harness/properties';

const READERS = { CSV: csvItems, JSON: jsonItems, JSONL: jsonLinesItems };
const config = { CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'] };

/** How many items are read where there is room for a hundred values; or why none are. */
async function read(type: keyof typeof READERS, text: string, maxItems = Number.POSITIVE_INFINITY): Promise<unknown> {
  const items = new MapItems(maxItems);
  const reading: Reading = { config, items, room: new Room(100, 0), host: {} };
  try {
    await READERS[type](
      fileBody(text, 'f', () => undefined),
      reading,
    );
    return items.length;
  } catch (error) {
    return (error as { details?: { cause?: string } }).details?.cause;
  }
}

const TOO_MANY = expect.stringMatching(/^The items have more than .* values, which is more than Stepwise can keep\. /);

describe('there is room for', () => {
  test.each<[keyof typeof READERS, string, unknown]>([
    ['CSV', '1\n'.repeat(50), 50],
    ['CSV', '1\n'.repeat(51), TOO_MANY],
    ['CSV', '\n'.repeat(51), TOO_MANY],
    ['CSV', `${','.repeat(100)}\n`, TOO_MANY],
    ['JSONL', '1\n'.repeat(100), 100],
    ['JSONL', '1\n'.repeat(101), TOO_MANY],
    ['JSONL', '\n'.repeat(101), TOO_MANY],
    ['JSONL', `[${'[],'.repeat(50)}0]`, TOO_MANY],
    ['JSONL', `${'[['.repeat(50)}${']]'.repeat(50)}`, TOO_MANY],
    ['JSON', `[${'0,'.repeat(97)}0]`, 98],
    ['JSON', `[${'{},'.repeat(50)}0]`, TOO_MANY],
  ])('%s, case %#', async (type, text, expected) => {
    expect(await read(type, text)).toEqual(expected);
  });

  test('what MaxItems asks for, whatever stands behind it', async () => {
    expect(await read('CSV', '1\n'.repeat(1000), 50)).toBe(50);
    expect(await read('JSONL', '1\n'.repeat(1000), 100)).toBe(100);
  });
});

describe('rows are the same in whatever pieces they come', () => {
  const text = 'a,"b\n""c""",\r\n\n"",é\n"\r\n"\r\nlast,"x';
  const config = { CSVHeaderLocation: 'GIVEN', CSVHeaders: ['x', 'y', 'z'] };
  const bytes = new TextEncoder().encode(`\ufeff${text}`);
  async function rows(cuts: readonly number[]): Promise<unknown> {
    const items = new MapItems();
    const bounds = [0, ...cuts, bytes.length].sort((a, b) => a - b);
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (const [index, end] of bounds.slice(1).entries()) yield bytes.subarray(bounds[index], end);
    }
    await csvItems(
      fileBody({ pieces }, 'f', () => undefined),
      { config, items, room: new Room(), host: {} },
    );
    return items.values;
  }

  test('of CSV', async () => {
    expect(await rows([])).toEqual([
      { x: 'a', y: 'b\n"c"', z: '' },
      { x: '', y: 'é', z: '' },
      { x: '\r\n', y: '', z: '' },
      { x: 'last', y: 'x', z: '' },
    ]);
    const whole = await rows([]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 40 }), async (cuts) => {
        expect(await rows(cuts)).toEqual(whole);
      }),
    );
  });
});

describe('a Parquet file', () => {
  interface Page {
    readonly values: number;
    readonly bytes?: number;
    readonly packed?: number;
  }

  /** Checks one column of three rows with these pages. */
  function check(pages: readonly Page[], { values = 3, rows = 3, room = new Room(100) } = {}): void {
    const left = [...pages];
    const readHeader = (): PageHeader => {
      const { values, bytes = 10, packed = 1 } = left.shift()!;
      const data_page_header = { num_values: values } as PageHeader['data_page_header'];
      return { type: 'DATA_PAGE', uncompressed_page_size: bytes, compressed_page_size: packed, data_page_header };
    };
    const meta_data = {
      num_values: BigInt(values),
      data_page_offset: 0n,
      total_compressed_size: 100n,
      path_in_schema: ['a'],
    };
    const group = { columns: [{ meta_data }], num_rows: 3n } as unknown as RowGroup;
    checkGroup({ group, rows, flat: new Set(['a']) }, new ArrayBuffer(100), readHeader, room);
  }

  test('may hold what it says', () => {
    expect(() => check([{ values: 2 }, { values: 1 }])).not.toThrow();
  });

  test('is asked no further than the rows that are wanted', () => {
    expect(() => check([{ values: 1 }, { values: 1e9 }], { rows: 1 })).not.toThrow();
  });

  test.each<[string, readonly Page[], { values?: number; rows?: number }, string | RegExp]>([
    ['more values in a page than in its column', [{ values: 2 ** 31 - 1 }], {}, 'its pages hold more values'],
    ['more values than there is room for', [{ values: 101 }], { values: 1000 }, 'States.ItemReaderFailed'],
    ['a page beyond measure', [{ values: 1, bytes: 2 ** 31 - 1 }], {}, 'a row group of more than 512 MB'],
    [
      'pages beyond measure',
      [1, 1, 1].map((values) => ({ values, bytes: 3e8 })),
      {},
      'a row group of more than 512 MB',
    ],
    ['a page that leads back', [{ values: 1, packed: -1 }], {}, 'one of its pages has the size -1'],
    ['a page of less than nothing', [{ values: -1 }], {}, 'one of its pages has the size -1'],
  ])('must not declare %s', (_what, pages, options, sentence) => {
    expect(() => check(pages, options)).toThrow(sentence);
  });

  test('must not have a number without end in its footer', () => {
    // Field 1, a number of 64 bits.
    const footer = Buffer.concat([Buffer.from([0x16]), Buffer.alloc(1_000_000, 0x80), Buffer.from([0, 0])]);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    const file = Uint8Array.from(Buffer.concat([Buffer.alloc(4), footer, length, Buffer.from('PAR1')])).buffer;
    expect(() => checkFooter(file, deserializeTCompactProtocol)).toThrow('is damaged: a number in it does not end.');
  });
});
