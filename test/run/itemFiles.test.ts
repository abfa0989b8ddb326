/** Small files that hold more than any memory, as the items of a Distributed Map. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { parquetWriteBuffer, type ParquetWriteOptions } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { check } from './check';

const MB = 1024 * 1024;

/** A gigabyte of it, as one member of gzip after the other. */
function gigabyte(text: string): Uint8Array {
  const member = gzipSync(text.repeat(Math.ceil((16 * MB) / text.length)));
  return Buffer.concat(Array.from({ length: 64 }, () => member));
}

/** So many blocks of Zstandard, each of which repeats a character 128 K times; the frame does not say how many. */
function zstandard(character: string, blocks: number): Uint8Array {
  const block = (isLast: boolean): Buffer => Buffer.from([(isLast ? 1 : 0) | 2, 0, 0x10, character.charCodeAt(0)]);
  return Buffer.concat([
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x38]),
    ...Array.from({ length: blocks }, (_, index) => block(index === blocks - 1)),
  ]);
}

function map(readerConfig: object): object {
  return {
    Type: 'Map',
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: readerConfig,
      Parameters: { Bucket: 'b', Key: 'f' },
    },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
      StartAt: 'P',
      States: { P: { Type: 'Pass', End: true } },
    },
    End: true,
  };
}

async function items(file: Uint8Array, config: object): Promise<unknown> {
  const report = await check({ states: { M: map(config) }, files: { '.stepwise/s3/b/f': file } }, {});
  return report.output ?? `${report.error}: ${report.cause}`;
}

describe('of a file that holds a gigabyte, no more is read than MaxItems', () => {
  test.each([
    ['CSV', 'a,b\n1,2\n', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, { a: '1', b: '2' }],
    ['JSON Lines', '{"a":1}\n', { InputType: 'JSONL' }, { a: 1 }],
  ])('%s', async (_name, text, config, first) => {
    const read = (await items(gigabyte(text), { ...config, MaxItems: 5 })) as unknown[];
    expect(read).toHaveLength(5);
    expect(read[0]).toEqual(first);
  });

  test('and a file that is damaged behind them is read', async () => {
    const file = Buffer.concat([gzipSync('1\n'.repeat(MB)), Buffer.from('1f8b0000', 'hex')]);
    expect(await items(file, { InputType: 'JSONL', MaxItems: 2 })).toEqual([1, 1]);
  });
});

describe('a file that holds too much is told of', () => {
  const CSV = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'] };
  const TOO_MUCH = 'The file s3://b/f is larger than 512 MB, which is the most that can be read.';
  const TOO_MANY = 'The items have more than 30 million lines and values, which is more than Stepwise can keep.';
  test.each<[string, () => Uint8Array, object, string]>([
    ['JSON in Zstandard that declares no size', () => zstandard(' ', 10_000), { InputType: 'JSON' }, TOO_MUCH],
    ['a row of CSV', () => zstandard('a', 10_000), CSV, 'A row of the CSV file is larger than 8 MB.'],
    ['cells of CSV', () => gigabyte(`${','.repeat(1000)}\n`), CSV, TOO_MANY],
    ['values of JSON', () => gzipSync(`[${'[],'.repeat(30_000_000)}0]`, { level: 1 }), { InputType: 'JSON' }, TOO_MANY],
  ])('%s', async (_what, file, config, sentence) => {
    expect(await items(file(), config)).toContain(`States.ItemReaderFailed: ${sentence}`);
  });
});

describe('a page of a Parquet file', () => {
  type Compressors = NonNullable<ParquetWriteOptions['compressors']>;
  const parquet = (codec: 'BROTLI' | 'ZSTD', compressors: Compressors): Uint8Array =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [{ name: 'a', data: [1, 2, 3], type: 'INT32', encoding: 'PLAIN' }],
        codec,
        compressors,
      }),
    );
  const PARQUET = { InputType: 'PARQUET' };

  test('is read from Brotli', async () => {
    const file = parquet('BROTLI', { BROTLI: (bytes) => brotliCompressSync(bytes) });
    expect(await items(file, PARQUET)).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
  });

  test('that is larger than it says is refused, from Zstandard', async () => {
    const file = parquet('ZSTD', { ZSTD: () => zstandard('a', 10_000) });
    expect(await items(file, PARQUET)).toContain(
      'The Parquet file is damaged: one of its pages is larger than it declares.',
    );
  });

  test('that is larger than it says is refused, from Brotli', async () => {
    const file = parquet('BROTLI', { BROTLI: () => brotliCompressSync(Buffer.alloc(4 * MB)) });
    expect(await items(file, PARQUET)).toContain('The Parquet file cannot be read: ');
  });
});
