/** Parquet files as the items of a Distributed Map. Source: "ItemReader (Map)". */
import { parquetWriteBuffer, type ParquetWriteOptions } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { run, type Run } from './check';

type Columns = Omit<ParquetWriteOptions, 'writer'>;

const COLUMNS: Columns = {
  columnData: [
    { name: 'id', data: [1, 2, 3], type: 'INT32' },
    { name: 'name', data: ['Ada', 'Bob', null], type: 'STRING', nullable: true },
  ],
};
const ROWS = [
  { id: 1, name: 'Ada' },
  { id: 2, name: 'Bob' },
  { id: 3, name: null },
];

function read(file: Uint8Array, config: object = {}): Promise<Run> {
  return run({
    machine: {
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig: { InputType: 'PARQUET', ...config },
            Parameters: { Bucket: 'b', Key: 'f' },
          },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'P',
            States: { P: { Type: 'Pass', End: true } },
          },
          End: true,
        },
      },
    },
    files: { 'b/f': file, 'b/manifest': 's3://b/f\n' },
  });
}

async function items(file: Uint8Array, config?: object): Promise<unknown> {
  const { result } = await read(file, config);
  return result.output === undefined ? result.cause : (JSON.parse(result.output) as unknown);
}

const written = (columns: Columns): Uint8Array => new Uint8Array(parquetWriteBuffer(columns));

describe('a Parquet file', () => {
  test('has its rows for items', async () => {
    expect(await items(written(COLUMNS))).toEqual(ROWS);
  });

  test('may be compressed or not', async () => {
    expect(await items(written({ ...COLUMNS, codec: 'UNCOMPRESSED' }))).toEqual(ROWS);
    expect(await items(written({ ...COLUMNS, codec: 'SNAPPY' }))).toEqual(ROWS);
  });

  test('is read no further than MaxItems, over row groups', async () => {
    const data = Array.from({ length: 25_000 }, (_, id) => id);
    const file = written({ columnData: [{ name: 'id', data, type: 'INT32' }], rowGroupSize: 9_000 });
    expect(await items(file, { MaxItems: 10_001 })).toHaveLength(10_001);
  });

  test('has dates as texts, whole numbers as numbers, and what JSON has no form for as null', async () => {
    const file = written({
      columnData: [
        { name: 'at', data: [new Date(0)], type: 'TIMESTAMP' },
        { name: 'big', data: [12n], type: 'INT64' },
        { name: 'no', data: [Number.NaN], type: 'DOUBLE' },
        { name: 'json', data: [{ a: [1] }], type: 'JSON' },
        { name: '__proto__', data: ['own'], type: 'STRING' },
      ],
    });
    const output = await read(file);
    expect(output.result.output).toBe(
      '[{"at":"1970-01-01T00:00:00.000Z","big":12,"no":null,"json":{"a":[1]},"__proto__":"own"}]',
    );
    expect(({} as { own?: unknown }).own).toBeUndefined();
  });

  test.each([
    ['to nothing', 0],
    ['in its rows', 30],
    ['in its footer', -9],
  ])('that was cut short %s fails the state', async (_where, length) => {
    const { result } = await read(written(COLUMNS).slice(0, length));
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'States.ItemReaderFailed',
      cause: expect.stringMatching(/^The Parquet file cannot be read: /) as unknown,
    });
  });

  test('with bytes that are wrong fails the state', async () => {
    const file = written(COLUMNS);
    file.fill(0xff, 4, file.length - 12);
    const { result } = await read(file);
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.ItemReaderFailed' });
  });
});
