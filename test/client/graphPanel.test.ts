/** What the panel's page is sent, and what comes of what it posts. The page itself: `test/webview`. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GraphPanel } from '../../client/panels/graphPanel';
import type { ToWebview } from '../../messages/graphWebview';
import { COMMANDS, VIEWS } from '../../messages/ids';
import { clientContext, FakeSession } from './editor/context';
import { editor, FakePanel, settled } from './editor/editor';
import { Position, Uri } from './editor/vscode';

const FILE = '/shop/order.asl.json';
const URI = Uri.file(FILE);
const VIEW = {
  nodes: [{ id: 'Pay', range: { start: { line: 3, character: 4 }, end: { line: 3, character: 9 } } }],
  edges: [],
};

let asked: unknown[];
let panel: GraphPanel;
let context: ReturnType<typeof clientContext>;

beforeEach(() => {
  editor.reset();
  asked = [];
  context = clientContext({
    'stepwise/graph': (params) => (asked.push(params), { name: 'Order', view: VIEW }),
    'stepwise/stateAt': ({ line }: { line: number }) => (line === 3 ? { statePath: 'Pay' } : undefined),
  });
  panel = new GraphPanel(context);
});
afterEach(() => panel.dispose());

const opened = (): FakePanel => editor.panels[0]!;
/** Told at each change of anything. */
const LISTS: readonly string[] = ['runs', 'questions'];
/** The types of what was posted since the last look. */
const posted = (): string[] =>
  (opened().posted.splice(0) as ToWebview[]).map(({ type }) => type).filter((type) => !LISTS.includes(type));

async function show(): Promise<void> {
  await panel.show(URI as never, 'Order');
  await opened().says({ type: 'ready' });
}

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

  it('is one for all machines, and is brought to the front', async () => {
    await show();
    await panel.show(Uri.file('/shop/other.asl.json') as never);
    expect([editor.panels.length, opened().revealed]).toEqual([1, 1]);
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
  const session = (configuration = {}): FakeSession => new FakeSession('s', configuration);

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

  it('opens nothing where the person does not want it', async () => {
    editor.settings.set('stepwise.graph.showOnRun', false);
    await session().tells('stepwise.runStarted', started);
    expect(editor.panels).toEqual([]);
  });

  it('is left when another machine is shown, and there again from the list', async () => {
    await session().tells('stepwise.runStarted', started);
    await opened().says({ type: 'ready' });
    await session().tells('stepwise.runEnded', { runId: '1', status: 'FAILED' });
    posted();
    await panel.show(URI as never, 'Order');
    expect(posted()).toEqual(['graph', 'runStarted', 'runEnded']);
    await panel.show(Uri.file('/shop/other.asl.json') as never);
    expect(posted()).toEqual(['graph', 'noRun']);
    await opened().says({ type: 'showRun', runId: '1' });
    expect(posted()).toEqual(['graph', 'runStarted', 'runEnded']);
    expect(asked.at(-1)).toEqual({ uri: URI.toString(), name: 'Order' });
    await opened().says({ type: 'showRun' });
    expect(posted()).toEqual(['graph', 'noRun']);
  });

  it('is shown with its machine while it is under way', async () => {
    await show();
    await session().tells('stepwise.runStarted', started);
    await panel.show(Uri.file('/shop/other.asl.json') as never);
    posted();
    await panel.show(URI as never, 'Order');
    expect(posted()).toEqual(['graph', 'runStarted', 'clock']);
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
    posted();
    await session().tells('stepwise.runStarted', { ...started, runId: '2', program: '/shop/gone.asl.json' });
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
  });
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

it('comes back after a restart of the window as it was', async () => {
  await show();
  panel.dispose();
  const again = new GraphPanel(context);
  const restored = new FakePanel(VIEWS.graph, '');
  await editor.serializers.get(VIEWS.graph)!.deserializeWebviewPanel(restored as never, undefined);
  await restored.says({ type: 'ready' });
  expect(restored.posted[0]).toMatchObject({ type: 'graph', title: 'Order' });
  again.dispose();
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
  const nothing = new GraphPanel(lost);
  await nothing.show(Uri.file('/shop/notes.json') as never);
  const page = editor.panels.at(-1)!;
  await page.says({ type: 'ready' });
  expect(page.posted).toEqual([{ type: 'noGraph', title: 'notes.json', reason: 'notes.json holds no workflow.' }]);
  nothing.dispose();
});
