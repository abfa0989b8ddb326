/** The run that Redrive goes on with: what is kept, what the menus know, and what is started. */
import { beforeEach, describe, expect, it } from 'vitest';
import { afresh, LastRun } from '../../client/lastRun';
import { CONTEXT_KEYS } from '../../client/contextKey';
import { clientContext, FakeSession } from './editor/context';
import { editor } from './editor/editor';

const CONFIGURATION = {
  program: '/shop/order.asl.json',
  machine: 'Order',
  keptHistory: '/storage/runs/1.json',
  mask: ['pin'],
};

beforeEach(() => editor.reset());

const menus = (): unknown[] => [CONTEXT_KEYS.hasRun, CONTEXT_KEYS.canRedrive].map((key) => editor.context.get(key));

describe('after a run', () => {
  it.each([
    ['FAILED', {}, true],
    ['TIMED_OUT', {}, true],
    ['ABORTED', {}, true],
    ['SUCCEEDED', {}, false],
    ['FAILED', { machineType: 'EXPRESS' }, false],
  ])('that ended %s %j it can be redriven: %s', async (status, more, can) => {
    const last = new LastRun(clientContext().extension);
    expect(menus()).toEqual([false, false]);
    await new FakeSession('1', { ...CONFIGURATION, ...more }).tells('stepwise.runEnded', { runId: '1', status });
    expect(menus()).toEqual([true, can]);
    last.dispose();
  });
});

describe('Redrive', () => {
  it.each([true, undefined])('goes on with the saved history, noDebug %s', async (noDebug) => {
    const last = new LastRun(clientContext().extension);
    const session = new FakeSession('1', { ...CONFIGURATION, noDebug });
    await session.tells('stepwise.runEnded', { runId: '1', status: 'FAILED' });
    await last.redrive();
    expect(editor.started).toEqual([
      {
        configuration: { ...CONFIGURATION, noDebug, resume: '/storage/runs/1.json' },
        options: { noDebug: noDebug === true },
      },
    ]);
  });

  it.each([
    ['nothing has run', undefined, CONFIGURATION],
    ['the run succeeded', 'SUCCEEDED', CONFIGURATION],
    ['no history was kept', 'FAILED', { program: 'a.asl.json' }],
  ])('says so where %s', async (_, status, configuration) => {
    const last = new LastRun(clientContext().extension);
    if (status) await new FakeSession('1', configuration).tells('stepwise.runEnded', { runId: '1', status });
    await last.redrive();
    expect(editor.started).toEqual([]);
    expect(editor.said).toEqual([expect.stringMatching(/^information: .*redrive/)]);
  });

  it('knows the last run of another window', async () => {
    const { extension } = clientContext();
    const first = new LastRun(extension);
    await new FakeSession('1', CONFIGURATION).tells('stepwise.runEnded', { runId: '1', status: 'FAILED' });
    first.dispose();
    editor.context.clear();
    const second = new LastRun(extension);
    expect(menus()).toEqual([true, true]);
    const { program, machine, mask } = CONFIGURATION;
    expect(second.kept).toEqual({ program, machine, mask, history: CONFIGURATION.keptHistory });
  });
});

it('keeps the histories of machines apart, and each in its place', () => {
  const last = new LastRun(clientContext().extension);
  const places = [
    last.historyOf('/a.yaml', 'One'),
    last.historyOf('/a.yaml', 'Two'),
    last.historyOf('/b.yaml', 'One'),
    last.historyOf('/b.yaml', undefined),
  ];
  expect(new Set(places).size).toBe(4);
  expect(last.historyOf('/a.yaml', 'One')).toBe(places[0]);
  expect(places.every((place) => /^\/storage\/runs\/[0-9a-f]{16}\.json$/.test(place))).toBe(true);
});

it('starts afresh without the run it went on with', () => {
  expect(afresh({ type: 'stepwise', name: 'a', request: 'launch', resume: 'x.json', clock: 'skip' })).toEqual({
    type: 'stepwise',
    name: 'a',
    request: 'launch',
    resume: undefined,
    clock: 'skip',
  });
});
