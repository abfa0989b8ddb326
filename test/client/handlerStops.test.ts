/** When a handler's own debug session stands, by the protocol messages that VS Code sees; the run's adapter is told. */
import { beforeEach, expect, it } from 'vitest';
import type * as vscode from 'vscode';
import { registerHandlerStops } from '../../client/handlerStops';
import type { ProtocolMessage } from '../../client/sessionStops';
import type { AdapterRequests } from '../../messages/debugClient';
import { clientContext, FakeSession } from './editor/context';
import { editor } from './editor/editor';

/** To the adapter, from it, or the end of its session. */
type Happening =
  | readonly ['asks', command: string, args?: ProtocolMessage['arguments']]
  | readonly ['answers', to: number, success?: boolean, body?: ProtocolMessage['body']]
  | readonly ['says', event: string, body?: ProtocolMessage['body']]
  | readonly ['stops' | 'exits'];

let run: FakeSession;

beforeEach(() => {
  editor.reset();
  registerHandlerStops(clientContext());
  run = new FakeSession();
});

function trackerOf(session: object): vscode.DebugAdapterTracker | undefined {
  const factory = editor.registered.get('tracker *') as vscode.DebugAdapterTrackerFactory;
  return factory.createDebugAdapterTracker(session as vscode.DebugSession) as vscode.DebugAdapterTracker | undefined;
}

/** @returns what the run is told, in order */
function told(happenings: readonly Happening[]): unknown[] {
  const configuration = { name: 'charge' };
  const between = { type: 'pwa-node', id: 'attached', parentSession: run, configuration };
  const tracker = trackerOf({ type: 'pwa-node', id: 'process', parentSession: between })!;
  let seq = 0;
  for (const [kind, what, ...more] of happenings as readonly (readonly [string, ...unknown[]])[]) {
    const [one, other] = more;
    if (kind === 'asks') tracker.onWillReceiveMessage?.({ type: 'request', seq: ++seq, command: what, arguments: one });
    else if (kind === 'says') tracker.onDidSendMessage?.({ type: 'event', event: what, body: one });
    else if (kind === 'answers') {
      tracker.onDidSendMessage?.({ type: 'response', request_seq: what, success: one ?? true, body: other });
    } else if (kind === 'stops') tracker.onWillStopSession?.();
    else tracker.onExit?.(1, undefined);
  }
  return run.requests.map(([name, args]) => {
    const { session, functionName, stands } = args as AdapterRequests['stepwise.handlerStands'];
    expect([name, session, functionName]).toEqual(['stepwise.handlerStands', 'process', 'charge']);
    return stands;
  });
}

const all = { threadId: 1, allThreadsStopped: true };

it.each<readonly [name: string, happenings: readonly Happening[], told: readonly boolean[]]>([
  ['stands where it stops', [['says', 'stopped', all]], [true]],
  [
    'and is told of once',
    [
      ['says', 'stopped', all],
      ['says', 'stopped', all],
    ],
    [true],
  ],
  [
    'goes on where it says so',
    [
      ['says', 'stopped', all],
      ['says', 'continued', { threadId: 1 }],
    ],
    [true, false],
  ],
  [
    'goes on with the answer to continue',
    [
      ['says', 'stopped', all],
      ['asks', 'continue', { threadId: 1 }],
      ['answers', 1],
    ],
    [true, false],
  ],
  ...['next', 'stepIn', 'stepOut', 'stepBack', 'reverseContinue', 'goto', 'restartFrame'].map(
    (step): readonly [string, readonly Happening[], readonly boolean[]] => [
      `goes on with the answer to ${step}, and stands where it stops again`,
      [
        ['says', 'stopped', all],
        ['asks', step, { threadId: 1 }],
        ['answers', 1],
        ['says', 'stopped', all],
      ],
      [true, false, true],
    ],
  ),
  [
    'stands on before the answer',
    [
      ['says', 'stopped', all],
      ['asks', 'continue'],
    ],
    [true],
  ],
  [
    'stands on where that is refused',
    [
      ['says', 'stopped', all],
      ['asks', 'next'],
      ['answers', 1, false],
    ],
    [true],
  ],
  [
    'stands on while it is looked at',
    [
      ['says', 'stopped', all],
      ['asks', 'stackTrace'],
      ['answers', 1],
    ],
    [true],
  ],
  [
    'stands while one of its threads does',
    [
      ['says', 'stopped', { threadId: 1 }],
      ['says', 'stopped', { threadId: 2 }],
      ['says', 'continued', { threadId: 1 }],
      ['says', 'continued', { threadId: 2 }],
    ],
    [true, false],
  ],
  [
    'stands on where one thread alone goes on',
    [
      ['says', 'stopped', { threadId: 1 }],
      ['says', 'stopped', { threadId: 2 }],
      ['asks', 'next', { threadId: 1, singleThread: true }],
      ['answers', 1],
    ],
    [true],
  ],
  [
    'goes on where all threads do',
    [
      ['says', 'stopped', { threadId: 1 }],
      ['says', 'stopped', { threadId: 2 }],
      ['asks', 'continue', { threadId: 1 }],
      ['answers', 1, true, { allThreadsContinued: true }],
    ],
    [true, false],
  ],
  [
    'stands on where continue moved one thread alone',
    [
      ['says', 'stopped', { threadId: 1 }],
      ['says', 'stopped', { threadId: 2 }],
      ['asks', 'continue', { threadId: 1 }],
      ['answers', 1, true, { allThreadsContinued: false }],
    ],
    [true],
  ],
  [
    'goes on at its end',
    [
      ['says', 'stopped', all],
      ['says', 'terminated'],
    ],
    [true, false],
  ],
  [
    'goes on where its program ends',
    [
      ['says', 'stopped', all],
      ['says', 'exited'],
    ],
    [true, false],
  ],
  ['goes on where it is stopped', [['says', 'stopped', all], ['stops']], [true, false]],
  ['goes on where its adapter is gone', [['says', 'stopped', all], ['exits'], ['stops']], [true, false]],
  ['never stood', [['says', 'thread'], ['says', 'continued'], ['says', 'terminated'], ['exits']], []],
])('a handler %s', (_, happenings, expected) => {
  expect(told(happenings)).toEqual(expected);
});

it('is followed as long as it belongs to a run', () => {
  expect(trackerOf({ type: 'pwa-node', id: 'foreign', parentSession: { type: 'pwa-node' } })).toBeUndefined();
  expect(trackerOf({ type: 'stepwise', id: 'run' })).toBeUndefined();
  run.refusal = 'ended';
  expect(told([['says', 'stopped', all], ['exits']])).toEqual([true, false]);
});

const words = { reason: 'pause', description: 'Paused on debugger statement', text: 'why' };
const step = { reason: 'step', description: 'Stepped into charge' };

/** What a person reads of stops, one after the other, once they step into the handler of `awaited`. */
it.each<readonly [name: string, awaited: string, stops: readonly object[], read: readonly object[]]>([
  ['a step into a handler once', 'charge', [words, words], [step, words]],
  ['what another stops at as that', 'ship', [words], [words]],
  [
    'an error and a breakpoint as that',
    'charge',
    [{ reason: 'exception' }, { ...words, hitBreakpointIds: [1] }, words],
    [{ reason: 'exception' }, { ...words, hitBreakpointIds: [1] }, step],
  ],
])('tells %s', async (_, awaited, stops, read) => {
  await run.tells('stepwise.stepsInto', { functionName: awaited });
  const between = { type: 'pwa-node', id: 'attached', parentSession: run, configuration: { name: 'charge' } };
  const tracker = trackerOf({ type: 'pwa-node', id: 'process', parentSession: between })!;
  const shown = stops.map((body) => ({ type: 'event', event: 'stopped', body: { ...body } }));
  for (const message of shown) tracker.onDidSendMessage?.(message);
  expect(shown.map(({ body }) => body)).toEqual(read);
});

it('tells a stop where the run begins as its entry', async () => {
  await run.tells('stepwise.stepsInto', { functionName: 'charge', isEntry: true });
  const between = { type: 'pwa-node', id: 'attached', parentSession: run, configuration: { name: 'charge' } };
  const tracker = trackerOf({ type: 'pwa-node', id: 'process', parentSession: between })!;
  const body = { reason: 'pause', description: 'Paused on debugger statement', text: 'x' };
  tracker.onDidSendMessage?.({ type: 'event', event: 'stopped', body });
  expect(body).toEqual({ reason: 'entry', description: 'Stopped at the first line of charge' });
});
