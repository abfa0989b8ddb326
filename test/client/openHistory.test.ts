/** A history that somebody saved, as a run of the list; and what the commands of the list do with a run. */
import { beforeEach, describe, expect, it } from 'vitest';
import { registerCommands } from '../../client/commands';
import { lastInputOf } from '../../client/runs/lastInput';
import { openHistoryFile } from '../../client/runs/openHistory';
import type { RunRecord } from '../../client/runs/runRecord';
import type { HistoryView, MachinePlace } from '../../messages/languageClient';
import { clientContext, FakeSession } from './editor/context';
import { editor, settled } from './editor/editor';
import { Uri } from './editor/vscode';

const FILE = Uri.file('/saved/from-aws.json') as never;
const ORDER: MachinePlace = { uri: 'file:///shop/order.asl.json', name: 'Order' };
const OTHER: MachinePlace = { uri: 'file:///shop/other.asl.json', name: 'Other' };
const VIEW: HistoryView = {
  machines: [ORDER],
  events: [],
  input: '{}',
  startedAt: 1000,
  endedAt: 3000,
  end: { status: 'FAILED', error: 'Broken' },
};

let context: ReturnType<typeof clientContext>;
let asked: readonly MachinePlace[][];
let shown: string[];

/** @param machines of every file; without them each has one */
function contextWith(
  view: HistoryView | { readonly problem: string } | undefined,
  machines?: readonly object[],
): typeof context {
  const made = clientContext({
    'stepwise/history': ({ candidates }: { candidates: MachinePlace[] }) => ((asked = [...asked, candidates]), view),
    'stepwise/machines': ({ uri }: { uri: string }) => machines ?? [{ name: 'Order', file: Uri.parse(uri).fsPath }],
  });
  const graph = { showRun: (id: string) => Promise.resolve(void shown.push(id)) };
  return { ...made, panels: { graph } } as never;
}

beforeEach(() => {
  editor.reset();
  [asked, shown] = [[], []];
  context = contextWith(VIEW);
});

describe('an opened history', () => {
  it('is a run of the machine that it fits, and the same run the next time', async () => {
    editor.files.set('/shop/order.asl.json', new Uint8Array());
    await openHistoryFile(context, FILE);
    await openHistoryFile(context, FILE);
    expect(asked[0]).toEqual([ORDER]);
    const [run, ...others] = context.runs.all();
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      program: '/shop/order.asl.json',
      name: 'Order',
      status: 'FAILED',
      error: 'Broken',
      history: '/saved/from-aws.json',
      isOpened: true,
      startedAt: 1000,
      endedAt: 3000,
    });
    expect(shown).toEqual([run!.id, run!.id]);
    expect(context.runs.latest()).toBeUndefined();
  });

  it('is compared with the machines whose own file it is, once each', async () => {
    const machines = [
      { name: 'Order', file: '/shop/template.yaml' },
      { name: 'Included', file: '/shop/order.asl.json' },
    ];
    context = contextWith(VIEW, machines);
    editor.files.set('/shop/template.yaml', new Uint8Array());
    editor.files.set('/shop/none.asl.json', new Uint8Array());
    await openHistoryFile(context, FILE);
    expect(asked[0]).toEqual([{ uri: 'file:///shop/template.yaml', name: 'Order' }]);
  });

  it('is compared with machines that have run first, and with 200 files at the most', async () => {
    const server = context.server as { request: (name: string, params: never) => Promise<unknown> };
    const request = server.request.bind(server);
    const looked: string[] = [];
    server.request = (name, params) => {
      if (name === 'stepwise/machines') looked.push((params as { uri: string }).uri);
      return request(name, params);
    };
    const run = { id: 'ran', name: 'Ran', status: 'SUCCEEDED', startedAt: 1 } as const;
    context.runs.keep({ ...run, program: '/elsewhere/ran.json' });
    context.runs.keep({ ...run, id: 'opened' });
    for (let file = 0; file < 300; file++) editor.files.set(`/shop/${file}.asl.json`, new Uint8Array());
    await openHistoryFile(context, FILE);
    expect([looked[0], looked.length]).toEqual(['file:///elsewhere/ran.json', 200]);
  });

  it('asks where several fit, and shows none where the person turns away', async () => {
    context = contextWith({ ...VIEW, machines: [ORDER, OTHER] });
    await openHistoryFile(context, FILE);
    expect(shown).toEqual([]);
    editor.answers = ['Other'];
    await openHistoryFile(context, FILE);
    expect(context.runs.all()).toMatchObject([{ name: 'Other', program: '/shop/other.asl.json' }]);
  });

  it('of a machine that is not here goes by the name in its ARN, else by its file', async () => {
    context = contextWith({ ...VIEW, machines: [], name: 'Elsewhere', end: undefined });
    await openHistoryFile(context, FILE);
    expect(context.runs.all()).toMatchObject([{ name: 'Elsewhere', status: 'INTERRUPTED' }]);
    expect(context.runs.all()[0]).not.toHaveProperty('program');
    context = contextWith({ ...VIEW, machines: [] });
    await openHistoryFile(context, FILE);
    expect(context.runs.all()).toMatchObject([{ name: 'from-aws' }]);
  });

  it.each([
    ['the server says what is wrong', { problem: 'This is not a history.' }, /^error: This is not a history\./],
    ['the server says nothing', undefined, /^error: The language server does not answer/],
  ])('is not shown where %s', async (_, view, says) => {
    context = contextWith(view);
    await openHistoryFile(context, FILE);
    expect([editor.said, context.runs.all()]).toEqual([[expect.stringMatching(says)], []]);
  });

  it('is chosen where none is given', async () => {
    await openHistoryFile(context, undefined);
    expect([editor.said, shown]).toEqual([['open: Which history? — *.json *.jsonl'], []]);
    editor.answers = ['/saved/from-aws.json'];
    await openHistoryFile(context, undefined);
    expect(shown).toHaveLength(1);
  });
});

describe('a command of the list', () => {
  const run = async (command: string, ...args: unknown[]): Promise<void> => {
    registerCommands(context);
    await editor.commands.get(`stepwise.${command}`)!(...args);
    await settled();
  };
  let listed: { readonly run: RunRecord };
  beforeEach(async () => {
    const session = new FakeSession('s', { type: 'stepwise', program: '/shop/order.asl.json' });
    const body = { runId: 'one', program: '/shop/order.asl.json', name: 'Order', input: '{}', history: '/h.json' };
    await session.tells('stepwise.runStarted', body);
    listed = { run: context.runs.get('one')! };
  });
  const end = (status = 'FAILED'): Promise<void> =>
    new FakeSession('s').tells('stepwise.runEnded', { runId: 'one', status });

  it('shows the run it is called on, else the one that the person chooses', async () => {
    await run('showRun', listed);
    await run('showRun', 'one');
    editor.answers = ['Order'];
    await run('showRun');
    expect(shown).toEqual(['one', 'one', 'one']);
  });

  it('says that nothing has run', async () => {
    await end();
    context.runs.remove(context.runs.all());
    for (const command of ['showRun', 'runAgain', 'redriveExecution', 'saveHistory']) await run(command);
    expect(editor.said).toHaveLength(4);
    expect(editor.said.every((line) => /^information: There (is|are) no/.test(line))).toBe(true);
  });

  it('stops what this window runs', async () => {
    await run('stopRun', listed);
    expect(editor.said).toEqual(['stops: s']);
    await end();
    await run('stopRun', { run: context.runs.get('one') });
    expect(editor.said.at(-1)).toMatch(/^information: .*another window/);
  });

  it('redrives and starts the run it is called on', async () => {
    await end();
    await run('redriveExecution', listed);
    await run('runAgain', listed);
    expect(editor.started.map(({ configuration }) => configuration['resume'])).toEqual(['/h.json', undefined]);
  });

  it('deletes those that are chosen, and all where the person is sure', async () => {
    await end();
    await run('deleteRuns', listed, [listed]);
    expect(context.runs.all()).toEqual([]);
    for (const id of ['a', 'b']) context.runs.keep({ ...listed.run, id, status: 'FAILED' });
    await run('clearRuns');
    expect(context.runs.all()).toHaveLength(2);
    editor.answers = ['Delete All'];
    await run('clearRuns');
    expect(context.runs.all()).toEqual([]);
  });
});

describe('the input that a state had', () => {
  const entered = (statePath: string, input: string): never =>
    ({
      kind: 'history',
      event: {
        type: 'TaskStateEntered',
        timestamp: '2025-01-01T00:00:00Z',
        stateEnteredEventDetails: { name: 'A', input },
      },
      envelope: { statePath, strand: '', iterations: [] },
    }) as never;
  const last = (statePath: string): Promise<unknown> =>
    lastInputOf(context, Uri.file('/shop/order.asl.json') as never, undefined, statePath);

  it('is that of the last time it was entered, in the last run that came to it', async () => {
    const session = new FakeSession('s', {});
    const body = { program: '/shop/order.asl.json', name: 'Order', input: '{}' };
    await session.tells('stepwise.runStarted', { ...body, runId: 'one' });
    const events = [
      entered('A', '{"n":1}'),
      entered('A', '{"n":2}'),
      entered('B', '{"cut…'),
      entered('C', '{"pin":"***"}'),
    ];
    await session.tells('stepwise.runEvents', { runId: 'one', events });
    await session.tells('stepwise.runStarted', { ...body, runId: 'two' });
    expect(await last('A')).toEqual({
      text: '{"n":2}',
      when: expect.stringMatching(/^its input in the run of /) as string,
    });
    expect([await last('B'), await last('C'), await last('D')]).toEqual([undefined, undefined, undefined]);
  });
});
