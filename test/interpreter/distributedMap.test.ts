/** Laws of readers, batches and result files; and files that mean harm. */
import fc from '../harness/properties';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/json';
import { resultFiles } from '../../core/interpreter/map/resultFiles';
import { run, type Run } from './check';

function mapOver(file: string, readerConfig: object, more: object = {}): Promise<Run> {
  return run({
    machine: {
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig: readerConfig as Json,
            Parameters: { Bucket: 'b', Key: 'f' },
          },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'P',
            States: { P: { Type: 'Pass', End: true } },
          },
          End: true,
          ...more,
        },
      },
    },
    files: { 'b/f': file },
  });
}

async function outputOf(file: string, readerConfig: object, more?: object): Promise<unknown> {
  const { result } = await mapOver(file, readerConfig, more);
  return result.output === undefined ? result : (JSON.parse(result.output) as unknown);
}

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r', ' ', '😀'), maxLength: 6 });

describe('laws', () => {
  test('what is written as CSV is read as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), async (rows) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const file = rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
        const config = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['x', 'y'] };
        expect(await outputOf(file, config)).toEqual(rows.map(([x, y]) => ({ x, y })));
      }),
      { numRuns: 60 },
    );
  });

  test('batches hold all items, in order, within their limits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.integer(), cell), { maxLength: 20 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 20, max: 60 }),
        async (items, most, bytes) => {
          const batches = (await outputOf(
            JSON.stringify(items),
            { InputType: 'JSON' },
            { ItemBatcher: { MaxItemsPerBatch: most, MaxInputBytesPerBatch: bytes } },
          )) as { Items: Json[] }[];
          expect(batches.flatMap(({ Items }) => Items)).toEqual(items);
          for (const batch of batches) {
            expect(batch.Items.length).toBeLessThanOrEqual(most);
            if (batch.Items.length > 1) expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThanOrEqual(bytes);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each(['JSON', 'JSONL'] as const)('result files of %s hold all rows, none beyond the limit', (type) => {
    fc.assert(
      fc.property(
        fc.array(
          fc.jsonValue().map((value) => JSON.stringify(value)),
          { maxLength: 12 },
        ),
        (rows) => {
          const files = resultFiles('p/SUCCEEDED', rows, type, 40);
          const texts = files.map(({ pieces }) => pieces.join(''));
          const read = texts.flatMap((text) =>
            type === 'JSON' ? (JSON.parse(text) as Json[]) : text.split('\n').map((line) => JSON.parse(line) as Json),
          );
          expect(read).toEqual(rows.map((row) => JSON.parse(row) as Json));
          for (const [index, { key, size }] of files.entries()) {
            expect(key).toBe(`p/SUCCEEDED_${index}.${type.toLowerCase()}`);
            expect(size).toBe(Buffer.byteLength(texts[index] ?? ''));
            const isOneRow =
              type === 'JSON' ? (JSON.parse(texts[index] ?? '') as Json[]).length === 1 : !texts[index]?.includes('\n');
            expect(isOneRow || size <= 40).toBe(true);
          }
        },
      ),
    );
  });
});

describe('files that mean harm', () => {
  const long = 'x'.repeat(9 * 1024 * 1024);
  test.each<readonly [string, string, object, string]>([
    ['a row that never ends', long, { InputType: 'CSV' }, 'A row of the CSV file is larger than 8 MB.'],
    ['a row of quotes', '"'.repeat(long.length), { InputType: 'CSV' }, 'A row of the CSV file is larger than 8 MB.'],
    ['a row of cells', ','.repeat(long.length), { InputType: 'CSV' }, 'A row of the CSV file is larger than 8 MB.'],
    [
      'a header beyond its limit',
      'h'.repeat(11_000),
      { InputType: 'CSV' },
      'The header of the CSV file is larger than 10 KiB.',
    ],
    ['a line that never ends', long, { InputType: 'JSONL' }, 'Line 1 of the file is larger than 8 MB.'],
    [
      'brackets that never close',
      '['.repeat(100_000),
      { InputType: 'JSON' },
      'The file is not valid JSON. Line 1, column 501: Values are nested more than 500 levels deep: what is deeper is not read.',
    ],
  ])('%s', async (_what, file, config, cause) => {
    expect(await outputOf(file, config)).toEqual({ status: 'FAILED', error: 'States.ItemReaderFailed', cause });
  });

  test('nesting without end', async () => {
    const { result } = await mapOver('['.repeat(100_000) + ']'.repeat(100_000), { InputType: 'JSON' });
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(result.cause).toContain('The data of the state is nested too deeply.');
  });

  test('an item beyond the data limit fails its child alone', async () => {
    const file = JSON.stringify(['y'.repeat(262_144), 'short']);
    expect(await outputOf(file, { InputType: 'JSON' }, { ToleratedFailureCount: 1 })).toEqual(['short']);
  });
});

test('a run in another partition has ARNs of that partition alone', async () => {
  const { all, result } = await run({
    machine: {
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'P',
            States: { P: { Type: 'Pass', Parameters: { 'all.$': '$$' }, End: true } },
          },
          End: true,
        },
      },
    },
    input: [1],
    options: { region: 'cn-north-1' },
  });
  expect(result.status).toBe('SUCCEEDED');
  const arns = JSON.stringify([all, result.output]).match(/arn:[\w-]*:/g) ?? [];
  expect([...new Set(arns)]).toEqual(['arn:aws-cn:']);
});
