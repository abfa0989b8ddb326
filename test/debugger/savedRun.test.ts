/** What a launched run leaves behind: what the person asked for without what is masked, and what Redrive needs, whole. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../core/interpreter';
import { historyTarget } from '../../run/launch/history';
import { SavedRun } from '../../debugger/savedRun';
import { temporaryFolder } from '../harness/temporaryFolder';

const started: RunEvent = {
  kind: 'history',
  envelope: { strand: '', iterations: [] },
  event: {
    id: 1,
    previousEventId: 0,
    type: 'ExecutionStarted',
    timestamp: '2030-01-01T00:00:00.000Z',
    executionStartedEventDetails: { input: '{"password":"hunter2","pin":12,"name":"Ann"}' },
  },
};

function saved(mask: readonly string[], projectMask: readonly string[] = []) {
  const folder = temporaryFolder({});
  const history = path.join(folder, '.stepwise', 'histories', 'h.json');
  const keptHistory = path.join(folder, 'own', 'kept.json');
  const options = { machine: 'm', settings: { mask: projectMask }, resolve: path.resolve };
  const run = new SavedRun(historyTarget({ history, mask }, options), { keptHistory }, undefined);
  run.executionArn = 'arn:aws:states:us-east-1:123456789012:execution:m:one';
  run.add(started);
  return { history, keptHistory, ...run.close() };
}

test('masks of the settings and of the project keep values out of what was asked for alone', () => {
  const { history, keptHistory, words, problems } = saved(['password'], ['pin']);
  expect(problems).toEqual([]);
  expect(words).toEqual([
    `The history is in ${history}. It contains the data of the run, except what is masked: password, pin.`,
  ]);
  expect(readFileSync(history, 'utf8')).toContain('Ann');
  expect(readFileSync(history, 'utf8')).not.toMatch(/hunter2|:12,/);
  expect(readFileSync(keptHistory, 'utf8')).toContain('hunter2');
  expect(readFileSync(path.join(history, '..', '.gitignore'), 'utf8')).toMatch(/^\*$/m);
});

test.skipIf(process.platform === 'win32')('both are the user’s alone', () => {
  const { history, keptHistory } = saved([]);
  expect([history, keptHistory].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
});

test('with a mask that cannot be read nothing is saved but what Redrive needs', () => {
  const { history, keptHistory, problems } = saved(['$']);
  expect(problems).toEqual([expect.stringMatching(/^The history is not saved\. The mask "\$" must lead to a member/)]);
  expect(existsSync(history)).toBe(false);
  expect(existsSync(keptHistory)).toBe(true);
});
