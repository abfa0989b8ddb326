/** What the debug adapter tells is heard once, also in a session that VS Code starts anew after its end. */
import { beforeEach, expect, it } from 'vitest';
import { onAdapterEvent, registerAdapterEvents } from '../../client/adapterEvents';
import { clientContext, FakeSession } from './editor/context';
import { editor } from './editor/editor';

beforeEach(() => editor.reset());

interface Factory {
  createDebugAdapterTracker(session: FakeSession): { onDidSendMessage(message: object): void } | undefined;
}

it('is heard once', async () => {
  registerAdapterEvents(clientContext());
  const heard: string[] = [];
  const listener = onAdapterEvent('stepwise.waitOver', ({ token }, { id }) => void heard.push(`${token} of ${id}`));
  const begins = (session: FakeSession) =>
    (editor.registered.get('tracker stepwise') as Factory).createDebugAdapterTracker(session);
  const [first, other] = [new FakeSession('first'), new FakeSession('other')];

  expect(begins(first)).toBeUndefined();
  await first.tells('stepwise.waitOver', { token: 'a' });
  await first.ends();
  expect(begins(other)).toBeUndefined();
  await other.tells('stepwise.waitOver', { token: 'b' });

  const tracker = begins(first)!;
  tracker.onDidSendMessage({ type: 'event', event: 'stepwise.waitOver', body: { token: 'c' } });
  tracker.onDidSendMessage({ type: 'event', event: 'output', body: {} });
  tracker.onDidSendMessage({ type: 'response', command: 'threads' });
  // A session that VS Code restarts before its end still has its events handed on.
  await first.tells('stepwise.waitOver', { token: 'c' });
  listener.dispose();
  tracker.onDidSendMessage({ type: 'event', event: 'stepwise.waitOver', body: { token: 'd' } });
  expect(heard).toEqual(['a of first', 'b of other', 'c of first']);
});
