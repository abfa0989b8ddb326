/** The store of runs: what is kept, who sees it, what goes, and what is left of it in the next window. */
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONTEXT_KEYS } from '../../client/contextKey';
import { registerInterruptedRuns } from '../../client/runs/interruptedRuns';
import { redrive, runAgain } from '../../client/runs/runActions';
import { MOST_RUNS } from '../../client/runs/runFiles';
import { choicesMessage } from '../../client/panels/runMessages';
import { maskEarlierRuns } from '../../client/runs/runMasks';
import { afresh, canBeRedriven, readRecord, type RunRecord } from '../../client/runs/runRecord';
import { RunStore } from '../../client/runs/runStore';
import { RunsView, type ListedRun } from '../../client/runs/runsView';
import { SETTINGS } from '../../client/settings/table';
import { TREES } from '../../messages/ids';
import { temporaryFolder } from '../harness/temporaryFolder';
import { clientContext, FakeSession } from './editor/context';
import { editor, settled } from './editor/editor';
import { Uri } from './editor/vscode';

const PROGRAM = '/shop/order.asl.json';
const EVENT = { id: 1, type: 'ExecutionStarted', executionStartedEventDetails: { input: '{"pin":1234,"name":"Ann"}' } };

let folder: string;
let context: ReturnType<typeof clientContext>;
let count = 0;

beforeEach(() => {
  editor.reset();
  folder = temporaryFolder({});
  context = clientContext({}, folder);
});

interface Started {
  readonly configuration?: object;
  readonly parent?: { readonly runId: string; readonly statePath?: string };
  readonly name?: string;
}

/** Begins a run whose history is there. */
async function begin({ configuration = {}, parent, name = 'Order' }: Started = {}): Promise<[FakeSession, string]> {
  const history = context.runs.placeOfNext()!;
  writeFileSync(history, JSON.stringify({ events: [EVENT] }));
  const session = new FakeSession(`s${++count}`, { type: 'stepwise', program: PROGRAM, ...configuration });
  const runId = `run-${count}`;
  await session.tells('stepwise.runStarted', { runId, program: PROGRAM, name, input: '{}', history, parent });
  return [session, runId];
}

async function ran(status: string, started?: Started): Promise<RunRecord> {
  const [session, runId] = await begin(started);
  await session.tells('stepwise.runEnded', { runId, status });
  return context.runs.get(runId)!;
}

/** Another window of the folder, or the same one later. */
const nextWindow = (): ReturnType<typeof clientContext> => clientContext({}, folder);

describe('a run', () => {
  it('is there from its start to its end, for every window', async () => {
    const [session, runId] = await begin();
    const other = nextWindow();
    expect(other.runs.all()).toMatchObject([{ id: runId, status: 'RUNNING', name: 'Order', program: PROGRAM }]);
    await session.tells('stepwise.runEnded', { runId, status: 'FAILED', error: 'Broken', cause: 'a secret' });
    const [file] = readdirSync(path.join(folder, 'runs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.run.json'),
    );
    await editor.fire('fileChanged', Uri.file(path.join(folder, 'runs', file!)));
    expect(other.runs.all()).toMatchObject([{ id: runId, status: 'FAILED', error: 'Broken' }]);
    const text = readFileSync(path.join(folder, 'runs', file!), 'utf8');
    expect(text).not.toContain('a secret');
    if (process.platform !== 'win32') {
      expect(statSync(path.join(folder, 'runs', file!)).mode & 0o777).toBe(0o600);
      expect(statSync(path.join(folder, 'runs', path.dirname(file!))).mode & 0o777).toBe(0o700);
    }
  });

  it('is what another window says of it, until that removes it', async () => {
    const run = await ran('FAILED');
    const file = readdirSync(path.join(folder, 'runs'), { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, 'runs', name))
      .find((name) => name.endsWith('.run.json'))!;
    const changes = vi.fn();
    context.runs.onDidChange(changes);
    await editor.fire('fileChanged', Uri.file(file));
    expect(changes).not.toHaveBeenCalled();
    writeFileSync(file, JSON.stringify({ ...run, name: 'Other' }));
    await editor.fire('fileChanged', Uri.file(file));
    expect(context.runs.all()).toMatchObject([{ id: run.id, name: 'Other' }]);
    rmSync(file);
    await editor.fire('fileDeleted', Uri.file(file));
    expect(context.runs.all()).toEqual([]);
    expect(changes).toHaveBeenCalledTimes(2);
  });

  it('comes before one that began in the same millisecond and was heard of earlier', async () => {
    const first = await ran('SUCCEEDED');
    const { startedAt } = first;
    for (const id of ['second', 'third']) context.runs.keep({ ...first, id, startedAt });
    context.runs.keep({ ...first, id: 'older', startedAt: startedAt - 1 });
    expect(context.runs.all().map(({ id }) => id)).toEqual(['third', 'second', first.id, 'older']);
  });

  it('of another folder is not among them', async () => {
    await begin();
    editor.folders = [{ name: 'other', index: 0, uri: Uri.file('/other') as never }];
    expect(nextWindow().runs.all()).toEqual([]);
  });

  it('lasts as long as its history says', async () => {
    const [session, runId] = await begin();
    const at = (timestamp: string): never => ({ kind: 'history', event: { timestamp }, envelope: {} }) as never;
    const events = [at('2025-01-01T00:00:00.000Z'), at('2025-01-01T00:00:01.500Z')];
    await session.tells('stepwise.runEvents', { runId, events });
    await session.tells('stepwise.runEnded', { runId, status: 'SUCCEEDED' });
    const { startedAt, endedAt } = context.runs.get(runId)!;
    expect(endedAt! - startedAt).toBe(1500);
  });

  it('is forgotten with those that it started, and with what was kept', async () => {
    const [session, runId] = await begin();
    const [, childId] = await begin({ parent: { runId, statePath: 'Pay' } });
    expect(context.runs.startedBy(runId).map(({ id }) => id)).toEqual([childId]);
    expect(context.runs.get(childId)).toMatchObject({ parent: { id: runId, statePath: 'Pay' } });
    context.runs.remove([context.runs.get(runId)!]);
    expect(context.runs.all()).toHaveLength(2);
    for (const id of [childId, runId]) await session.tells('stepwise.runEnded', { runId: id, status: 'SUCCEEDED' });
    const histories = context.runs.all().map(({ history }) => history!);
    context.runs.remove([context.runs.get(runId)!]);
    expect([context.runs.all(), histories.filter((file) => existsSync(file))]).toEqual([[], []]);
    expect(nextWindow().runs.all()).toEqual([]);
  });

  it('makes room for others when there are too many', async () => {
    const first = await ran('SUCCEEDED');
    for (let runs = 1; runs < MOST_RUNS; runs++)
      context.runs.keep({ ...first, id: `kept-${runs}`, startedAt: Date.now() });
    expect(context.runs.get(first.id)).toBeDefined();
    const last = await ran('SUCCEEDED');
    expect(context.runs.all()).toHaveLength(MOST_RUNS);
    expect([context.runs.get(first.id), existsSync(first.history!)]).toEqual([undefined, false]);
    expect(context.runs.get(last.id)).toBeDefined();
  });

  it('is one to choose among the newest, with the one that is shown and those of its machine first', async () => {
    const own = await ran('SUCCEEDED', { name: 'Own' });
    for (let count = 1; count <= 40; count++)
      context.runs.keep({ ...own, id: `kept-${count}`, name: 'Order', startedAt: own.startedAt + count });
    const choices = (shown?: RunRecord): unknown => choicesMessage(context.runs, shown);
    const newest = Array.from({ length: 30 }, (_, index) => ({ id: `kept-${40 - index}`, machine: 'Order' }));
    expect(choices()).toMatchObject({ runs: newest });
    expect(choices()).not.toHaveProperty('shown');
    expect(choices(own)).toMatchObject({ runs: [{ id: own.id, machine: 'Own' }, ...newest], shown: own.id });
    const late = context.runs.get('kept-40')!;
    expect(choices(late)).toMatchObject({ runs: newest, shown: 'kept-40' });
  });

  it.each([
    [0, 2],
    [1, 1],
  ])('makes room for others when histories have %i bytes more than they may together', async (more, left) => {
    const first = await ran('SUCCEEDED');
    context.runs.keep({ ...first, startedAt: first.startedAt - 1 });
    truncateSync(first.history!, 512 * 1024 * 1024 - statSync(first.history!).size + more);
    await ran('SUCCEEDED');
    expect(context.runs.all()).toHaveLength(left);
    expect(existsSync(first.history!)).toBe(left === 2);
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '7'],
    ['another id', '{"id":"other","name":"a","status":"RUNNING","startedAt":1}'],
    ['a status that is none', '{"id":"x","name":"a","status":"GONE","startedAt":1}'],
    ['a path as id', '{"id":"../x","name":"a","status":"RUNNING","startedAt":1}'],
    ['a history that is no path', '{"id":"x","name":"a","status":"RUNNING","startedAt":1,"history":7}'],
  ])('is not read from %s', async (_, text) => {
    const { history } = await ran('SUCCEEDED');
    writeFileSync(path.join(path.dirname(history!), 'x.run.json'), text);
    expect(nextWindow().runs.all()).toHaveLength(1);
  });

  it('whose id would name another file is not kept', async () => {
    const session = new FakeSession('s', {});
    await session.tells('stepwise.runStarted', { runId: '../evil', program: PROGRAM, name: 'a', input: '{}' });
    expect(context.runs.all()).toEqual([]);
  });

  it('leaves no history that nobody speaks of', async () => {
    const { history } = await ran('SUCCEEDED');
    const orphan = path.join(path.dirname(history!), 'orphan.json');
    const young = path.join(path.dirname(history!), 'young.json');
    for (const file of [orphan, young, history!]) writeFileSync(file, '{}');
    for (const file of [orphan, history!]) utimesSync(file, 1, 1);
    nextWindow();
    expect([orphan, young, history!].map((file) => existsSync(file))).toEqual([false, true, true]);
  });
});

describe('a run that is started again', () => {
  it('is as it was, without what the client adds by itself', async () => {
    const configuration = {
      inputFile: 'a.json',
      noDebug: true,
      resume: 'old.json',
      keptHistory: 'x',
      proxy: { url: 'http://me:secret@proxy' },
    };
    await runAgain(await ran('SUCCEEDED', { configuration }));
    expect(editor.started).toEqual([
      {
        configuration: { type: 'stepwise', program: PROGRAM, inputFile: 'a.json', noDebug: true },
        options: { noDebug: true },
      },
    ]);
    expect(JSON.stringify(context.runs.all())).not.toContain('secret');
  });

  it.each(['FAILED', 'TIMED_OUT', 'ABORTED', 'INTERRUPTED'])('after %s goes on with its history', async (status) => {
    const run = await ran(status);
    expect(canBeRedriven(run)).toBe(true);
    await redrive(run);
    expect(editor.started).toMatchObject([{ configuration: { resume: run.history }, options: { noDebug: false } }]);
  });

  it.each<[string, Partial<RunRecord> | undefined]>([
    ['nothing has run', undefined],
    ['it succeeded', { status: 'SUCCEEDED' }],
    ['no history was kept', { history: undefined }],
    ['it is express', { launch: { configuration: { machineType: 'EXPRESS' } as never } }],
    ['its machine is not here', { program: undefined }],
  ])('cannot be redriven where %s', async (_, change) => {
    const run = change && { ...(await ran('FAILED')), ...change };
    await redrive(run);
    expect([editor.started, editor.said]).toEqual([[], [expect.stringMatching(/^information: .*redrive/)]]);
  });

  it('of an opened history whose machine is not here is none', async () => {
    await runAgain({ ...(await ran('SUCCEEDED')), program: undefined });
    expect([editor.started, editor.said]).toEqual([[], [expect.stringMatching(/^information: .*not in this folder/)]]);
  });
});

describe('what is masked', () => {
  const pins = (...runs: RunRecord[]): boolean[] =>
    runs.map(({ history }) => readFileSync(history!, 'utf8').includes('1234'));

  it('stays in the last run of a machine alone, and so does the input of the others', async () => {
    editor.settings.set(SETTINGS.mask.id, ['pin']);
    const masking = maskEarlierRuns(context.runs, context.server);
    const configuration = { inputText: '{"pin":1234}' };
    const first = await ran('FAILED', { configuration });
    await ran('FAILED', { name: 'Other' });
    expect(pins(first)).toEqual([true]);
    const second = await ran('FAILED', { configuration });
    expect(pins(first, second)).toEqual([false, true]);
    const kept = context.runs.get(first.id)!;
    expect(kept).toMatchObject({ isMasked: true });
    expect(kept.launch!.configuration).not.toHaveProperty('inputText');
    expect(readFileSync(kept.history!, 'utf8')).toContain('Ann');
    masking.dispose();
  });

  it('is not known where a mask cannot be read: nothing of earlier runs is kept', async () => {
    editor.settings.set(SETTINGS.mask.id, ['$']);
    const masking = maskEarlierRuns(context.runs, context.server);
    const first = await ran('FAILED');
    await ran('FAILED');
    expect([existsSync(first.history!), context.runs.get(first.id)!.history]).toEqual([false, undefined]);
    masking.dispose();
  });

  it('is nothing: histories stay as they are', async () => {
    const masking = maskEarlierRuns(context.runs, context.server);
    const runs = [await ran('FAILED'), await ran('FAILED')];
    expect(pins(...runs)).toEqual([true, true]);
    masking.dispose();
  });
});

describe('a window that was closed', () => {
  it('has interrupted its run, which is said once, and offered to go on', async () => {
    const [, id] = await begin();
    const { history } = context.runs.get(id)!;
    editor.answers = [/^Continue/];
    const later = nextWindow();
    registerInterruptedRuns(later);
    await settled();
    expect(later.runs.get(id)).toMatchObject({ status: 'INTERRUPTED', isTold: true });
    expect(editor.said).toEqual([
      expect.stringMatching(
        /^warning: The run of "Order" that began at .* ended with its window\. \| Continue It \/ Show It$/,
      ),
    ]);
    expect(editor.started).toMatchObject([{ configuration: { resume: history } }]);
    registerInterruptedRuns(nextWindow());
    await settled();
    expect(editor.said).toHaveLength(1);
  });

  it.each([
    [0, /began at [\d:]+ ended with its window\. \|/],
    [1, /ended with its window\. So did another\. \|/],
    [2, /ended with its window\. So did 2 others\. \|/],
  ])('has interrupted %i others, which are counted without what they started', async (others, words) => {
    for (let each = 0; each <= others; each++) await begin();
    const [, parent] = await begin({ name: 'Last' });
    await begin({ parent: { runId: parent } });
    context.runs.remove([]);
    context.runs.end(parent, { status: 'SUCCEEDED' });
    registerInterruptedRuns(nextWindow());
    await settled();
    expect(editor.said).toEqual([expect.stringMatching(words)]);
  });

  it('offers the newest of its runs to be shown', async () => {
    await begin({ name: 'Older' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1000 });
    const [, id] = await begin({ name: 'Newer' });
    vi.useRealTimers();
    editor.answers = [/^Show/];
    registerInterruptedRuns(nextWindow());
    await settled();
    expect(editor.said).toEqual([expect.stringContaining('"Newer"')]);
    expect(editor.executed).toEqual([['stepwise.showRun', id]]);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('is looked for again when a person comes to the window: %s', async (focused, told) => {
    registerInterruptedRuns(context);
    await settled();
    context.runs.keep({ id: 'lost', name: 'Lost', status: 'RUNNING', startedAt: 1, program: PROGRAM });
    await editor.fire('windowState', { focused });
    expect(editor.said).toHaveLength(told);
  });

  it('is not told of to who saw the session end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const [session, runId] = await begin();
    await session.ends();
    expect(context.runs.get(runId)).toMatchObject({ status: 'INTERRUPTED' });
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    registerInterruptedRuns(nextWindow());
    await settled();
    expect(editor.said).toEqual([]);
  });
});

describe('the list', () => {
  let view: RunsView;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    view = new RunsView(context.extension.workspaceState, context.runs, context.questions);
  });
  afterEach(() => {
    view.dispose();
    vi.useRealTimers();
  });

  const lines = (parent?: object): string[] =>
    view.getChildren(parent as ListedRun | undefined).map((listed) => {
      const { label, description, contextValue } = view.getTreeItem(listed);
      const details = String(description)
        .replace(/\d\d:\d\d:\d\d/, 'TIME')
        .replace(/\d+ ms/, 'MS');
      return `${String(label)} | ${details} | ${String(contextValue)}`;
    });

  it('has the newest first, and those that a run started below it', async () => {
    await ran('SUCCEEDED');
    const [session, runId] = await begin({ name: 'Other' });
    await begin({ name: 'Child', parent: { runId } });
    await session.tells('stepwise.stopped', { runId, statePath: 'Each/Pack~1ship' });
    expect(lines()).toEqual([
      'Other | stopped at Pack/ship · TIME | run running history',
      'Order | TIME · MS | run ended again history',
    ]);
    expect(lines({ run: context.runs.get(runId) })).toEqual(['Child | running · TIME | run running history']);
  });

  it('says how a run ended, and what can be done with it', async () => {
    await ran('FAILED');
    expect(lines()).toEqual(['Order | Failed · TIME · MS | run ended again redrivable history']);
    const [listed] = view.getChildren();
    expect(view.getTreeItem(listed!)).toMatchObject({
      iconPath: { id: 'error' },
      command: { command: 'stepwise.showRun', arguments: [(listed as ListedRun).run.id] },
    });
  });

  it('has a group for each machine where the person wants it, and remembers that', async () => {
    await ran('SUCCEEDED');
    await ran('SUCCEEDED', { name: 'Other' });
    await ran('SUCCEEDED');
    await view.group('machine');
    expect(lines()).toEqual([`Order | ${PROGRAM} | machine`, `Other | ${PROGRAM} | machine`]);
    expect(lines(view.getChildren()[0])).toHaveLength(2);
    expect(editor.context.get(CONTEXT_KEYS.runsByMachine)).toBe(true);
    new RunsView(context.extension.workspaceState, context.runs, context.questions).dispose();
    expect(editor.context.get(CONTEXT_KEYS.runsByMachine)).toBe(true);
  });

  it('counts what waits for a person, and says where', async () => {
    const [session, runId] = await begin();
    const asked = {
      session: session as never,
      machine: 'Order',
      state: 'Agree',
      words: '',
      ask: () => Promise.resolve(),
    };
    const question = context.questions.add(asked);
    await vi.advanceTimersByTimeAsync(100);
    expect(lines()).toEqual(['Order | needs your answer: Agree · TIME | run running history asks']);
    const { badge, options } = editor.trees.get(TREES.runs)!;
    expect(badge).toMatchObject({ value: 1 });
    expect(options).toEqual({ showCollapseAll: true, canSelectMany: true });
    expect(context.questions.of(runId)).toHaveLength(1);
    question.dispose();
    await vi.advanceTimersByTimeAsync(100);
    expect(editor.trees.get(TREES.runs)!.badge).toBeUndefined();
  });

  it('tells menus whether there are runs, and any to redrive', async () => {
    const keys = (): unknown[] => [CONTEXT_KEYS.hasRun, CONTEXT_KEYS.canRedrive].map((key) => editor.context.get(key));
    expect(keys()).toEqual([false, false]);
    await ran('SUCCEEDED');
    await vi.advanceTimersByTimeAsync(100);
    expect(keys()).toEqual([true, false]);
    await ran('FAILED');
    await vi.advanceTimersByTimeAsync(100);
    expect(keys()).toEqual([true, true]);
  });
});

it('starts afresh without the run it went on with', () => {
  const configuration = { type: 'stepwise', name: 'a', request: 'launch', resume: 'x.json', clock: 'skip' } as const;
  expect(afresh(configuration)).toEqual({ type: 'stepwise', name: 'a', request: 'launch', clock: 'skip' });
});

it('reads a record as it was written', async () => {
  const run = await ran('FAILED');
  expect(readRecord(JSON.stringify(run))).toEqual(JSON.parse(JSON.stringify(run)));
  expect(new RunStore(context.extension).get(run.id)).toEqual(JSON.parse(JSON.stringify(run)));
});
