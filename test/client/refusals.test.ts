/** What happens where a run does not begin, a folder is not trusted, or the adapter dies. */
import { beforeEach, describe, expect, it } from 'vitest';
import { registerAdapterExit } from '../../client/adapterExit';
import { registerRefusals } from '../../client/refusedDefinition';
import { mayRun } from '../../client/trust';
import { clientContext, FakeSession } from './editor/context';
import { editor } from './editor/editor';
import { Uri } from './editor/vscode';

beforeEach(() => editor.reset());

describe('a definition that AWS would refuse', () => {
  const REFUSAL = { file: '/shop/order.asl.json', line: 6, character: 2, message: 'Next names no state.', count: 1 };

  async function refuse(answer: RegExp | undefined, more = {}, configuration = {}): Promise<void> {
    registerRefusals(clientContext());
    editor.answers = [answer];
    await new FakeSession('1', { program: 'p', ...configuration }).tells('stepwise.refused', { ...REFUSAL, ...more });
  }

  it('says where, counted from one', async () => {
    await refuse(undefined);
    expect(editor.said).toEqual([expect.stringMatching(/^error: .*order\.asl\.json, line 7: Next names no state\./)]);
    expect(editor.started).toEqual([]);
  });

  it('says how many reasons there are', async () => {
    await refuse(undefined, { count: 3 });
    expect(editor.said[0]).toMatch(/3 reasons.*line 7/);
  });

  it('is shown at the place', async () => {
    await refuse(/^Show/);
    expect(editor.said[1]).toBe('shows: /shop/order.asl.json');
    expect(editor.started).toEqual([]);
  });

  it.each([true, undefined])('runs anyway where the person says so, noDebug %s', async (noDebug) => {
    await refuse(/Anyway/, {}, { noDebug });
    expect(editor.started).toMatchObject([
      { configuration: { program: 'p', runAnyway: true }, options: { noDebug: noDebug === true } },
    ]);
  });
});

describe('a file', () => {
  it.each([
    ['of a trusted folder', true, 'file', true, []],
    ['of a folder that is not trusted', false, 'file', false, [/^warning: .*trust/]],
    ['that is not on disk', true, 'untitled', false, [/^warning: .*Save it/]],
  ] as const)('%s may run: %s', (_, trusted, scheme, may, said) => {
    editor.isTrusted = trusted;
    expect(mayRun(Uri.file('/a').with({ scheme }) as never)).toBe(may);
    expect(editor.said).toEqual(said.map((pattern) => expect.stringMatching(pattern) as string));
  });

  it('of a folder that is not trusted leads to the editor of trust', async () => {
    editor.isTrusted = false;
    editor.answers = [/Trust/];
    mayRun(Uri.file('/a') as never);
    await editor.fire('nothing', undefined);
    expect(editor.executed).toEqual([['workbench.trust.manage']]);
  });
});

describe('a debug adapter', () => {
  interface Tracker {
    onWillReceiveMessage(message: object): void;
    onDidSendMessage(message: object): void;
    onExit(code?: number): void;
  }

  function track(): Tracker {
    registerAdapterExit(clientContext());
    const factory = editor.registered.get('tracker stepwise') as {
      createDebugAdapterTracker(session: object): Tracker;
    };
    return factory.createDebugAdapterTracker({ name: 'Order' });
  }

  it.each([
    ['disconnect', (tracker: Tracker) => tracker.onWillReceiveMessage({ command: 'disconnect' })],
    ['terminate', (tracker: Tracker) => tracker.onWillReceiveMessage({ command: 'terminate' })],
    ['its own word', (tracker: Tracker) => tracker.onDidSendMessage({ event: 'terminated' })],
  ])('that ends after %s says nothing', (_, ask) => {
    const tracker = track();
    ask(tracker);
    tracker.onExit(0);
    expect(editor.said).toEqual([]);
  });

  it('that dies is told of once', () => {
    const tracker = track();
    tracker.onWillReceiveMessage({ command: 'threads' });
    tracker.onDidSendMessage({ event: 'output' });
    tracker.onExit(9);
    tracker.onExit(9);
    expect(editor.said).toEqual([
      expect.stringMatching(/^log error: .*"Order".*code 9/),
      expect.stringMatching(/^error: .*"Order"/),
    ]);
  });
});
