/** A Distributed Map in the views: its child executions are its iterations, its figures the Map Run's. */
import { describe, expect, test } from 'vitest';
import { foldRun } from '../../core/graph/foldRun';
import { mapRunText } from '../../core/graph/mapRunText';
import { countItems, marksOf } from '../../core/graph/runView';
import { run } from '../interpreter/check';

const machine = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ToleratedFailureCount: 1,
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'f' } },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Work',
        States: { Work: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
      },
      Next: 'Last',
    },
    Last: { Type: 'Fail', Error: 'Late' },
  },
};

describe('a Distributed Map', () => {
  test('shows its child executions as iterations, and ends with the machine alone', async () => {
    const { all } = await run({
      machine,
      files: { 'b/f': '[1,2,3]' },
      replies: { Work: [{ output: 1 }, { error: 'Boom' }, { output: 3 }] },
    });
    const view = foldRun(all);
    const map = marksOf(view, 'Each');
    expect(view).toMatchObject({ status: 'FAILED', error: { error: 'Late' } });
    expect(map).toMatchObject({ status: 'succeeded', items: ['succeeded', 'failed', 'succeeded'] });
    expect(countItems(map?.items ?? [])).toMatchObject({ total: 3, succeeded: 2, failed: 1 });
    expect(marksOf(view, 'Each/Work', new Map([['Each', 1]]))?.status).toBe('failed');
    expect(map?.mapRun && mapRunText(map.mapRun)).toBe('3 items: 2 succeeded, 1 failed');
    // The failure is the last state's, though a child's event had the number it follows.
    expect(marksOf(view, 'Last')?.status).toBe('failed');
  });

  test('of batches counts executions', async () => {
    const batched = { ...machine.States.Each, ItemBatcher: { MaxItemsPerBatch: 2 } };
    const { all } = await run({
      machine: { ...machine, States: { ...machine.States, Each: batched } },
      files: { 'b/f': '[1,2,3]' },
    });
    const map = marksOf(foldRun(all), 'Each');
    expect(map?.mapRun && mapRunText(map.mapRun)).toBe('3 items in 2 executions: 2 succeeded');
  });
});
