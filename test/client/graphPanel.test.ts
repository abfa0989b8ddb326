/** What the panel's page is sent, and what comes of what it posts. The page itself: `test/webview`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GraphPanels } from '../../client/panels/graphPanels';
import type { ToWebview } from '../../messages/graphWebview';
import { COMMANDS, VIEWS } from '../../messages/ids';
import { temporaryFolder } from '../harness/temporaryFolder';
import { clientContext, FakeSession } from './editor/context';
import { editor, FakePanel, settled } from './editor/editor';
import { Position, Uri, ViewColumn } from './editor/vscode';

const FILE = '/shop/order.asl.json';
const URI = Uri.file(FILE);
const VIEW = {
  nodes: [{ id: 'Pay', range: { start: { line: 3, character: 4 }, end: { line: 3, character: 9 } } }],
  edges: [],
};

let asked: unknown[];
let panel: GraphPanels;
let context: ReturnType<typeof clientContext>;

beforeEach(() => {
  editor.reset();
  asked = [];
  context = clientContext({
    'stepwise/graph': (params) => (asked.push(params), { name: 'Order', view: VIEW }),
    'stepwise/stateAt': ({ line }: { line: number }) => (line === 3 ? { statePath: 'Pay' } : undefined),
  });
  panel = new GraphPanels(context);
});
afterEach(() => panel.dispose());

const opened = (): FakePanel => editor.panels[0]!;
/** Told at each change of anything. */
const LISTS: readonly string[] = ['runs', 'questions', 'shown'];
/** The types of what was posted since the last look. */
const posted = (): string[] =>
  (opened().posted.splice(0) as ToWebview[]).map(({ type }) => type).filter((type) => !LISTS.includes(type));

async function show(): Promise<void> {
  await panel.show(URI as never, 'Order');
  await opened().says({ type: 'ready' });
}

const session = (configuration = {}): FakeSession => new FakeSession('s', configuration);
const started = { runId: '1', program: FILE, name: 'Order', input: '{"id":7}' };

describe('the page', () => {
  it('is sent nothing before it is ready, and everything then', async () => {
    await panel.show(URI as never);
    expect(opened().posted).toEqual([]);
    await opened().says({ type: 'ready' });
    expect(posted()).toEqual(['graph', 'noRun']);
    expect(opened()).toMatchObject({ view: VIEWS.graph, title: 'Order' });
    expect(asked).toEqual([{ uri: URI.toString(), name: undefined }]);
  });

  it('is one for each machine, beside the first, and is brought to the front', async () => {
    await show();
    await panel.show(Uri.file('/shop/other.asl.json') as never);
    await panel.show(URI as never);
    expect([editor.panels.length, opened().revealed]).toEqual([2, 1]);
    expect(editor.panels.map(({ column }) => column)).toEqual([ViewColumn.Beside, opened().viewColumn]);
    expect(editor.panels.map(({ leavesFocus }) => leavesFocus)).toEqual([true, true]);
  });

  it('loads its own script and styles alone', async () => {
    await show();
    const { html, options } = opened().webview as unknown as {
      html: string;
      options: { localResourceRoots: unknown[] };
    };
    expect(html).toMatch(/webview\/graph\.css/);
    expect(html).toMatch(/<script nonce="[\w+/=]{24}" src="[^"]*webview\/graph\.js"/);
    expect(options.localResourceRoots.map(String)).toEqual([expect.stringMatching(/stepwise\/dist\/webview$/)]);
  });
});

describe('a run', () => {
  it('opens the panel, and is followed to its end', async () => {
    const run = session();
    await run.tells('stepwise.runStarted', started);
    await opened().says({ type: 'ready' });
    posted();
    await run.tells('stepwise.runEvents', { runId: '1', events: [] });
    await run.tells('stepwise.stopped', { runId: '1', statePath: 'Pay' });
    await run.tells('stepwise.runEnded', { runId: '1', status: 'SUCCEEDED' });
    expect(posted()).toEqual(['runEvents', 'stopped', 'runEnded']);
  });

  it('of another number is not this one', async () => {
    await show();
    const run = session();
    await run.tells('stepwise.runStarted', started);
    posted();
    await run.tells('stepwise.runEvents', { runId: '2', events: [] });
    await run.tells('stepwise.stopped', { runId: '2', statePath: 'Pay' });
    await run.tells('stepwise.runEnded', { runId: '2', status: 'FAILED' });
    expect(posted()).toEqual([]);
  });

  it('is told whole to a page that opens late', async () => {
    await show();
    const run = session();
    await run.tells('stepwise.runStarted', started);
    await run.tells('stepwise.runEvents', { runId: '1', events: [{ kind: 'note' } as never] });
    await run.tells('stepwise.stopped', { runId: '1', statePath: 'Pay' });
    posted();
    await opened().says({ type: 'ready' });
    expect(posted()).toEqual(['graph', 'runStarted', 'clock', 'runEvents', 'stopped']);
    await run.tells('stepwise.runEnded', { runId: '1', status: 'SUCCEEDED' });
    posted();
    await opened().says({ type: 'ready' });
    expect(posted()).toEqual(['graph', 'runStarted', 'runEvents', 'runEnded']);
  });

  it('counts what it took without what it stood still, also for a page that opens late', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const at = (milliseconds: number): unknown => vi.setSystemTime(milliseconds);
    const clocks = (): unknown[] => (opened().posted.splice(0) as ToWebview[]).filter(({ type }) => type === 'clock');
    at(1000);
    const run = session();
    await run.tells('stepwise.runStarted', started);
    await opened().says({ type: 'ready' });
    expect(clocks()).toEqual([{ type: 'clock', elapsed: 0, stands: false }]);
    at(1500);
    await run.tells('stepwise.clock', { runId: 'another', stands: true, stood: 0 });
    await run.tells('stepwise.clock', { runId: '1', stands: true, stood: 0 });
    at(4000);
    await opened().says({ type: 'ready' });
    const stands = { type: 'clock', elapsed: 500, stands: true };
    expect(clocks()).toEqual([stands, stands]);
    await run.tells('stepwise.clock', { runId: '1', stands: false, stood: 2500 });
    at(4300);
    await opened().says({ type: 'ready' });
    expect(clocks()).toEqual([500, 800].map((elapsed) => ({ type: 'clock', elapsed, stands: false })));
    vi.useRealTimers();
  });

  it('asks for an iteration that was told in figures alone, of whoever has it', async () => {
    await show();
    const run = session();
    await run.tells('stepwise.runStarted', started);
    await opened().says({ type: 'lookAt', map: 'Each', index: 3 });
    await opened().says({ type: 'lookAt', map: 'Each' });
    expect(run.requests).toEqual([['stepwise.lookAt', { runId: '1', map: 'Each', index: 3 }]]);
  });

  it('is among the runs to choose from, which are told anew when one is over', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await show();
    const choices = (): unknown =>
      (opened().posted.splice(0) as ToWebview[]).flatMap((each) =>
        each.type === 'runs' ? [each.runs.map(({ id }) => id)] : [],
      );
    expect(choices()).toEqual([[]]);
    const run = session();
    await run.tells('stepwise.runStarted', started);
    await vi.advanceTimersByTimeAsync(1000);
    expect(choices()).toEqual([['1'], ['1']]);
    await run.tells('stepwise.runEnded', { runId: '1', status: 'FAILED' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(choices()).toEqual([['1']]);
    vi.useRealTimers();
  });

  it('comes from the list to the panel of its machine, where that shows no run', async () => {
    await show();
    const run = session();
    editor.settings.set('stepwise.graph.showOnRun', false);
    await run.tells('stepwise.runStarted', started);
    await run.tells('stepwise.runEnded', { runId: '1', status: 'FAILED' });
    await opened().says({ type: 'showRun' });
    await panel.showRun('1');
    expect(editor.panels.map(({ revealed }) => revealed)).toEqual([1]);
    await panel.showRun('none');
    expect(editor.panels.map(({ revealed }) => revealed)).toEqual([1]);
  });

  it('opens nothing where the person does not want it', async () => {
    editor.settings.set('stepwise.graph.showOnRun', false);
    await session().tells('stepwise.runStarted', started);
    expect(editor.panels).toEqual([]);
  });

  it('stays on its panel when another machine is shown, and is there again from the list', async () => {
    await session().tells('stepwise.runStarted', started);
    await opened().says({ type: 'ready' });
    await session().tells('stepwise.runEnded', { runId: '1', status: 'FAILED' });
    posted();
    await panel.show(URI as never, 'Order');
    expect(posted()).toEqual(['graph', 'runStarted', 'runEnded']);
    await panel.show(Uri.file('/shop/other.asl.json') as never);
    const other = editor.panels[1]!;
    await other.says({ type: 'ready' });
    expect(posted()).toEqual([]);
    expect((other.posted as ToWebview[]).map(({ type }) => type)).toContain('noRun');
    await opened().says({ type: 'showRun' });
    expect(posted()).toEqual(['graph', 'noRun']);
    await opened().says({ type: 'showRun', runId: '1' });
    expect(posted()).toEqual(['graph', 'runStarted', 'runEnded']);
  });

  it('is shown with its machine while it is under way', async () => {
    await session().tells('stepwise.runStarted', started);
    opened().dispose();
    await panel.show(URI as never, 'Order');
    const again = editor.panels[1]!;
    await again.says({ type: 'ready' });
    expect((again.posted as ToWebview[]).map(({ type }) => type)).toContain('runStarted');
  });

  it('comes to the panel of its machine, also where that shows an execution of another one', async () => {
    await show();
    const run = session();
    await run.tells('stepwise.runStarted', started);
    const child = { runId: '2', program: '/shop/child.asl.json', name: 'Child', input: '{}' };
    await run.tells('stepwise.runStarted', { ...child, parent: { runId: '1', statePath: 'Pay' } });
    await opened().says({ type: 'showRun', runId: '2' });
    posted();
    await session().tells('stepwise.runStarted', { ...started, runId: '3' });
    expect(editor.panels.length).toBe(1);
    expect(posted()).toEqual(['graph', 'runStarted', 'clock']);
  });

  it('comes to the panel that was used last, of several with its machine', async () => {
    const run = session();
    await run.tells('stepwise.runStarted', started);
    const child = { runId: '2', program: '/shop/child.asl.json', name: 'Child', input: '{}' };
    await run.tells('stepwise.runStarted', { ...child, parent: { runId: '1', statePath: 'Pay' } });
    await panel.show(Uri.file('/shop/child.asl.json') as never, 'Child');
    await opened().says({ type: 'showRun', runId: '2' });
    opened().activate();
    await session().tells('stepwise.runStarted', { ...child, runId: '3' });
    expect(editor.panels.map(({ revealed }) => revealed)).toEqual([1, 0]);
  });

  it('has a panel to itself where that is asked for, which no other run takes', async () => {
    await session().tells('stepwise.runStarted', started);
    await session().tells('stepwise.runEnded', { runId: '1', status: 'FAILED' });
    await panel.showRun('1', true);
    await editor.panels[1]!.says({ type: 'ready' });
    opened().dispose();
    await session().tells('stepwise.runStarted', { ...started, runId: '2' });
    expect(editor.panels.length).toBe(3);
    await panel.showRun('1');
    expect(editor.panels.map(({ revealed }) => revealed)).toEqual([0, 1, 0]);
  });

  it('that another run has started stays with itself, and is shown when it is asked for', async () => {
    await show();
    const run = session();
    await run.tells('stepwise.runStarted', started);
    posted();
    const child = { runId: '2', program: '/shop/child.asl.json', name: 'Child', input: '{}' };
    await run.tells('stepwise.runStarted', { ...child, parent: { runId: '1', statePath: 'Pay' } });
    await run.tells('stepwise.runEvents', { runId: '2', events: [] });
    expect(posted()).toEqual(['nestedStarted', 'runEvents']);
    await opened().says({ type: 'showRun', runId: '2' });
    expect(posted()).toEqual(['graph', 'runStarted', 'clock']);
    expect(asked.at(-1)).toEqual({ uri: Uri.file('/shop/child.asl.json').toString(), name: 'Child' });
  });

  it('is never seen on the graph of the machine that was shown before it', async () => {
    await show();
    await session().tells('stepwise.runStarted', started);
    context.server.request = (() => Promise.resolve(null)) as never;
    await session().tells('stepwise.runStarted', { ...started, runId: '2', program: '/shop/gone.asl.json' });
    posted();
    await opened().says({ type: 'showRun', runId: '2' });
    await opened().says({ type: 'ready' });
    expect([...new Set(posted())]).toEqual(['noGraph']);
  });

  it('is redriven and started again as the run that it is', async () => {
    await session().tells('stepwise.runStarted', started);
    await opened().says({ type: 'redrive' });
    await opened().says({ type: 'rerun' });
    expect(editor.executed).toEqual([
      [COMMANDS.redriveExecution, '1'],
      [COMMANDS.runAgain, '1'],
    ]);
  });

  it('shows what it asks of a person, also in a run that it has started', async () => {
    await show();
    const run = session();
    await run.tells('stepwise.runStarted', started);
    const child = { runId: '2', program: '/shop/child.asl.json', name: 'Child', input: '{}', parent: { runId: '1' } };
    await run.tells('stepwise.runStarted', child);
    opened().posted.length = 0;
    const ask = vi.fn(() => Promise.resolve());
    const question = { session: run as never, machine: 'Child', state: 'Agree', words: 'It waits.', ask };
    context.questions.add(question);
    expect(opened().posted).toEqual([
      { type: 'questions', questions: [{ id: '1', state: 'Agree', words: 'It waits.', waits: false }] },
    ]);
    await opened().says({ type: 'answer', id: '1' });
    expect(ask).toHaveBeenCalledOnce();
    opened().posted.length = 0;
    const other = new FakeSession('other');
    await other.tells('stepwise.runStarted', { ...started, runId: '3', program: '/shop/other.asl.json' });
    context.questions.add({ ...question, session: other as never, machine: 'Order' });
    expect(opened().posted).toMatchObject([{ type: 'questions', questions: [{ id: '1' }] }]);
  });
});

it('is told again what a run asks, when the page comes back or another graph is drawn', async () => {
  await show();
  const run = session();
  await run.tells('stepwise.runStarted', started);
  context.questions.add({
    session: run as never,
    machine: 'Order',
    state: 'Agree',
    words: 'It waits.',
    ask: () => Promise.resolve(),
  });
  await opened().says({ type: 'showRun', runId: '1' });
  const asked = { type: 'questions', questions: [{ id: '1', state: 'Agree', words: 'It waits.', waits: false }] };
  for (const message of [{ type: 'ready' }, { type: 'showRun', runId: '1' }]) {
    opened().posted.length = 0;
    await opened().says(message);
    expect(opened().posted).toContainEqual(asked);
  }
  await panel.show(Uri.file('/shop/other.asl.json') as never);
  await editor.panels[1]!.says({ type: 'ready' });
  expect(editor.panels[1]!.posted).toContainEqual({ type: 'questions', questions: [] });
});

it('draws what was asked for last, however late the answer to what was asked before it comes', async () => {
  await show();
  const answers: ((graph: unknown) => void)[] = [];
  context.server.request = (() => new Promise((resolve) => answers.push(resolve))) as never;
  for (const runId of ['1', '2']) await session().tells('stepwise.runStarted', { ...started, runId });
  posted();
  await opened().says({ type: 'showRun', runId: '1' });
  await opened().says({ type: 'showRun', runId: '2' });
  const [first, second] = answers.splice(-2);
  second!({ name: 'Second', view: VIEW });
  await settled();
  first!({ name: 'First', view: VIEW });
  await settled();
  expect(opened().title).toBe('Second');
});

it('does nothing more once it is closed', async () => {
  await show();
  await editor.fire('changedText', { document: { uri: URI } });
  await session().tells('stepwise.runStarted', started);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await editor.fire('changedText', { document: { uri: URI } });
  await session().tells('stepwise.runStarted', { ...started, runId: '9' });
  const [closed, count] = [opened(), asked.length];
  closed.posted.length = 0;
  closed.dispose();
  await vi.advanceTimersByTimeAsync(1000);
  await editor.fire('selection', { textEditor: { document: { uri: URI, languageId: 'asl' } }, selections: [] });
  expect([closed.posted, asked.length]).toEqual([[], count]);
  vi.useRealTimers();
});

describe('a click', () => {
  beforeEach(show);

  it('shows the state in the text', async () => {
    await opened().says({ type: 'reveal', statePath: 'Pay' });
    expect(editor.said).toEqual([`shows: ${FILE}`]);
    await opened().says({ type: 'reveal', statePath: 'Nowhere' });
    expect(editor.said.length).toBe(1);
  });

  it('copies, redrives, and runs what has not run yet', async () => {
    await opened().says({ type: 'copy', text: '{}' });
    await opened().says({ type: 'redrive' });
    await opened().says({ type: 'rerun' });
    expect(editor.said).toEqual(['copied: {}']);
    expect(editor.executed).toEqual([
      [COMMANDS.redriveExecution, undefined],
      [COMMANDS.runWorkflow, URI.toString(), 'Order'],
    ]);
  });

  it.each([[null], ['reveal'], [{ type: 'evil' }], [{ type: 'reveal' }], [{ type: 'copy', text: 7 }]])(
    'that is no message of the page does nothing: %j',
    async (message) => {
      await opened().says(message);
      expect([editor.said, editor.executed, editor.started]).toEqual([[], [], []]);
    },
  );
});

describe('the cursor', () => {
  const moveTo = async (line: number, languageId = 'asl'): Promise<void> => {
    const document = { uri: URI, languageId };
    await editor.fire('selection', { textEditor: { document }, selections: [{ active: new Position(line, 0) }] });
    await settled();
  };

  it('selects the state that it stands in', async () => {
    await show();
    posted();
    await moveTo(3);
    await moveTo(9);
    await moveTo(3, 'plaintext');
    opened().visible = false;
    await moveTo(3);
    expect(posted()).toEqual(['select']);
  });
});

describe('an edit', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  it('draws anew when the typing pauses, for the file that is shown alone', async () => {
    await show();
    for (const uri of [URI, URI, Uri.file('/shop/other.asl.json')]) {
      await editor.fire('changedText', { document: { uri } });
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked.length).toBe(2);
  });
});

describe('after a restart of the window', () => {
  /** What the page of a panel has kept of what it was told. */
  const kept = (shown: FakePanel): unknown =>
    (shown.posted as ToWebview[]).findLast((message) => message.type === 'shown')?.shown;

  async function restore(state: unknown): Promise<FakePanel> {
    const restored = new FakePanel(VIEWS.graph, '');
    await editor.serializers.get(VIEWS.graph)!.deserializeWebviewPanel(restored as never, state);
    await restored.says({ type: 'ready' });
    return restored;
  }

  it('each panel comes back as it was', async () => {
    await show();
    await panel.show(Uri.file('/shop/other.asl.json') as never);
    await editor.panels[1]!.says({ type: 'ready' });
    const states = editor.panels.map((each) => ({ shown: kept(each) }));
    panel.dispose();
    panel = new GraphPanels(context);
    const [first, second] = [await restore(states[0]), await restore(states[1])];
    expect(asked.slice(-2)).toEqual([
      { uri: URI.toString(), name: 'Order' },
      { uri: Uri.file('/shop/other.asl.json').toString(), name: undefined },
    ]);
    expect([first, second].map(kept)).toEqual(states.map(({ shown }) => shown));
  });

  it('the panel of one run stays the panel of that run', async () => {
    await new FakeSession('s', {}).tells('stepwise.runStarted', started);
    await panel.showRun('1', true);
    await editor.panels[1]!.says({ type: 'ready' });
    expect(kept(editor.panels[1]!)).toEqual({ uri: URI.toString(), name: 'Order', runId: '1', isAlone: true });
    const restored = await restore({ shown: { ...(kept(editor.panels[1]!) as object), more: 1 } });
    expect(kept(restored)).toEqual(kept(editor.panels[1]!));
  });

  it('a run that ended with its window is seen as far as it came, and none where it was deleted meanwhile', async () => {
    const folder = temporaryFolder({});
    const one = { kind: 'note', note: { type: 'TaskLog' }, envelope: { strand: '', iterations: [] } };
    const answers = {
      'stepwise/graph': () => ({ name: 'Order', view: VIEW }),
      'stepwise/history': () => ({ machines: [], events: [one], input: '{"id":7}', startedAt: 0, endedAt: 9 }),
    };
    const before = clientContext(answers, folder);
    const panels = new GraphPanels(before);
    const history = before.runs.placeOfNext()!;
    writeFileSync(history, '{"events":[]}');
    await new FakeSession('s', {}).tells('stepwise.runStarted', { ...started, history });
    const page = editor.panels.at(-1)!;
    await page.says({ type: 'ready' });
    const state = { shown: kept(page), selected: 'Pay' };
    panels.dispose();
    before.runs.dispose();

    const after = clientContext(answers, folder);
    after.runs.endLost();
    const later = new GraphPanels(after);
    const told = (of: FakePanel): unknown[] =>
      (of.posted.splice(0) as ToWebview[]).filter(({ type }) => !LISTS.includes(type));
    const restored = await restore(state);
    expect(told(restored)).toEqual([
      { type: 'graph', title: 'Order', view: VIEW },
      { type: 'runStarted', runId: '1', input: '{"id":7}' },
      { type: 'runEvents', runId: '1', events: [one] },
      { type: 'runEnded', runId: '1', status: 'ABORTED' },
    ]);
    later.dispose();

    after.runs.remove(after.runs.all());
    after.runs.dispose();
    const last = clientContext(answers, folder);
    const without = new GraphPanels(last);
    expect(told(await restore(state)).map((message) => (message as ToWebview).type)).toEqual(['graph', 'noRun']);
    without.dispose();
  });

  it('a panel that has kept nothing of ours says what to do', async () => {
    for (const state of [undefined, null, { shown: 7 }, { shown: { uri: 7, home: {} } }]) {
      const { posted: all } = await restore(state);
      expect(all.at(-1)).toMatchObject({ type: 'noGraph', reason: 'Open a workflow to see its graph.' });
    }
  });
});

describe('an execution that the run has started', () => {
  const nested = { runId: '2', program: '/shop/parcel.asl.json', name: 'Parcel', input: '{}' };
  const parent = { runId: '1', statePath: 'Pay', iterations: [2] };
  const told = (): ToWebview[] =>
    (opened().posted.splice(0) as ToWebview[]).filter(({ type }) => !LISTS.includes(type));

  async function runWithNested(): Promise<FakeSession> {
    const run = new FakeSession('s', {});
    await show();
    await run.tells('stepwise.runStarted', started);
    await run.tells('stepwise.runStarted', { ...nested, parent });
    await run.tells('stepwise.runEvents', { runId: '2', events: [{ kind: 'note' } as never] });
    return run;
  }

  it('is told to the page that shows its parent', async () => {
    const run = await runWithNested();
    await run.tells('stepwise.stopped', { runId: '2', statePath: 'Wrap' });
    await run.tells('stepwise.runEnded', { runId: '2', status: 'FAILED' });
    const all = told();
    expect(all.map(({ type }) => type).slice(-3)).toEqual(['nestedStarted', 'runEvents', 'runEnded']);
    expect(all.find(({ type }) => type === 'nestedStarted')).toEqual({
      type: 'nestedStarted',
      runId: '2',
      parentId: '1',
      name: 'Parcel',
      statePath: 'Pay',
      iterations: [2],
    });
  });

  it('opens in the graph of its own machine, with the way back', async () => {
    await runWithNested();
    posted();
    await opened().says({ type: 'showRun', runId: '2' });
    expect(asked.at(-1)).toEqual({ uri: Uri.file('/shop/parcel.asl.json').toString(), name: 'Parcel' });
    const all = told();
    expect(all.map(({ type }) => type)).toEqual(['graph', 'runStarted', 'clock', 'runEvents']);
    expect(all[1]).toMatchObject({ runId: '2', parent: { runId: '1', name: 'Order' } });
    await opened().says({ type: 'showRun', runId: '1' });
    expect(asked.at(-1)).toEqual({ uri: URI.toString(), name: 'Order' });
    expect(posted()).toEqual(['graph', 'runStarted', 'nestedStarted', 'runEvents', 'clock']);
  });

  it('of another run, or of no state, is nothing of this one', async () => {
    const run = await runWithNested();
    posted();
    await run.tells('stepwise.runStarted', { ...nested, runId: '3', parent: { ...parent, runId: '7' } });
    await run.tells('stepwise.runStarted', { ...nested, runId: '4', parent: { runId: '1' } });
    expect(posted().filter((type) => type === 'nestedStarted')).toEqual([]);
  });
});

it('says why there is no graph, also to a page that opens late', async () => {
  const lost = clientContext({ 'stepwise/graph': () => null });
  const nothing = new GraphPanels(lost);
  await nothing.show(Uri.file('/shop/notes.json') as never);
  const page = editor.panels.at(-1)!;
  await page.says({ type: 'ready' });
  const reason = 'notes.json does not define a state machine.';
  expect(page.posted.at(-1)).toEqual({ type: 'noGraph', title: 'notes.json', reason });
  expect(page.title).toBe('notes.json');
  await nothing.show(Uri.file('/shop/lost.yaml') as never, 'Order');
  expect(editor.panels.at(-1)!.title).toBe('Order');
  nothing.dispose();
});

it('follows the history of a run that another window runs', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const folder = temporaryFolder({ 'h.json': '{}' });
  const history = path.join(folder, 'h.json');
  const events: unknown[] = [];
  const here = clientContext({
    'stepwise/graph': () => ({ name: 'Order', view: VIEW }),
    'stepwise/history': () => ({ machines: [], events: [...events], input: '{}', startedAt: 0, endedAt: 0 }),
  });
  const panels = new GraphPanels(here);
  const elsewhere = {
    id: 'far',
    program: FILE,
    name: 'Order',
    status: 'RUNNING',
    startedAt: Date.now(),
    history,
  } as const;
  here.runs.keep(elsewhere);
  await panels.showRun('far');
  const page = editor.panels.at(-1)!;
  await page.says({ type: 'ready' });
  const told = (): string[] =>
    (page.posted.splice(0) as ToWebview[]).flatMap((each) =>
      each.type === 'runEvents' ? [`${each.events.length} events`] : LISTS.includes(each.type) ? [] : [each.type],
    );
  expect(told()).toEqual(['graph', 'runStarted', 'clock']);
  await vi.advanceTimersByTimeAsync(5000);
  expect(told(), 'nothing has happened').toEqual([]);
  events.push({ kind: 'note', note: { type: 'TaskLog' }, envelope: { strand: '', iterations: [] } });
  writeFileSync(history, '{"more":1}');
  await vi.advanceTimersByTimeAsync(1000);
  expect(told()).toEqual(['runStarted', 'clock', '1 events']);
  here.runs.keep({ ...elsewhere, status: 'SUCCEEDED' });
  await vi.advanceTimersByTimeAsync(100);
  expect(told()).toEqual(['graph', 'runStarted', '1 events', 'runEnded']);
  writeFileSync(history, '{"more":22}');
  await vi.advanceTimersByTimeAsync(5000);
  expect(told()).toEqual([]);
  panels.dispose();
  vi.useRealTimers();
});
