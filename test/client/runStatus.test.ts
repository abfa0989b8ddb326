/** What the status bar tells of the runs of this window. */
import type { StatusBarItem } from 'vscode';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TABLE } from '../../client/commands';
import { registerRunStatus } from '../../client/runStatus';
import { COMMANDS } from '../../messages/ids';
import { clientContext, FakeSession } from './editor/context';
import { editor, settled } from './editor/editor';

let context: ReturnType<typeof clientContext>;
let session: FakeSession;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: Date.parse('2030-01-01T00:00:00Z') });
  editor.reset();
  context = clientContext();
  registerRunStatus(context);
  session = new FakeSession('s');
});
afterEach(() => {
  for (const subscription of context.extension.subscriptions) subscription.dispose();
  vi.useRealTimers();
});

const item = (): StatusBarItem & { isShown: boolean } =>
  editor.statusBarItems.find(({ id }) => id === 'stepwise.runs') as never;
const starts = (runId: string, more = {}): Promise<void> =>
  session.tells('stepwise.runStarted', { runId, program: '/shop/o.asl.json', name: 'Order', input: '{}', ...more });

it('tells what runs and for how long, and opens it', async () => {
  await starts('1');
  expect(item().isShown, 'what is over at once does not flash').toBe(false);
  vi.advanceTimersByTime(500);
  expect([item().isShown, item().text]).toEqual([true, '$(loading~spin) Order · 500 ms']);
  vi.advanceTimersByTime(12_000);
  expect(item().text).toBe('$(loading~spin) Order · 12 s');
  expect(item().command).toMatchObject({ command: COMMANDS.showRun, arguments: ['1'] });
  await session.tells('stepwise.clock', { runId: '1', stands: true, stood: 0 });
  vi.advanceTimersByTime(60_000);
  expect(item().text, 'time stands still').toBe('$(loading~spin) Order · 12 s');
  await session.tells('stepwise.runEnded', { runId: '1', status: 'SUCCEEDED' });
  expect(item().isShown).toBe(false);
  vi.advanceTimersByTime(60_000);
  expect(item().isShown).toBe(false);
});

it('tells at once where the debugger stopped', async () => {
  await starts('1', { name: 'Order $(bug)' });
  await session.tells('stepwise.stopped', { runId: '1', statePath: 'Each/Pack', iterations: [2] });
  expect(item().text).toMatch(/^\$\(debug-pause\) Order .*bug.* · stopped at Pack$/);
  expect(item().text).not.toContain(' $(bug)');
  await session.tells('stepwise.stopped', { runId: '1' });
  vi.advanceTimersByTime(1000);
  expect(item().text).toMatch(/^\$\(loading~spin\)/);
});

it('counts several, of which a person chooses one, without those that they have started', async () => {
  await starts('1');
  await starts('2', { name: 'Refund' });
  await starts('3', { name: 'Child', parent: { runId: '1' } });
  vi.advanceTimersByTime(1000);
  expect([item().text, item().tooltip]).toEqual([
    '$(loading~spin) 2 runs',
    expect.stringMatching(/Order · 1 s[^]*Refund|Refund · 1 s[^]*Order/),
  ]);
  const show = vi.fn(() => Promise.resolve());
  Object.assign(context, { panels: { graph: { showRun: show } } });
  const [ids] = (item().command as unknown as { arguments: [string[]] }).arguments;
  expect([...ids].sort()).toEqual(['1', '2']);
  editor.answers.push(/^Refund$/);
  vi.useRealTimers();
  await TABLE.showRun.run(context, ids);
  await settled();
  expect(show).toHaveBeenCalledWith('2');
});
