/** What of the catalogue of AWS's services a run reads: nothing before it calls one, then that one. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { check } from './check';

const TABLES = path.join(import.meta.dirname, '../../services/tables');
const read = vi.spyOn(fs, 'readFileSync');
syncBuiltinESMExports();

function tablesRead(): string[] {
  const files = read.mock.calls.map(([file]) => String(file)).filter((file) => path.dirname(file) === TABLES);
  read.mockClear();
  return files.map((file) => path.basename(file));
}

test('a run reads the table of a service when it calls it', async () => {
  await check({ states: { A: { Type: 'Pass', End: true } } }, { status: 'SUCCEEDED' });
  expect(tablesRead()).toEqual([]);

  const Parameters = { QueueUrl: 'q', MessageBody: 'm' };
  const Tell = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Parameters, End: true };
  const settings = { mocks: { machine: { Tell: { return: {} } } } };
  await check({ states: { Tell }, settings }, { status: 'SUCCEEDED' });
  expect(tablesRead()).toEqual(['index.json', 'sqs.txt']);
});
