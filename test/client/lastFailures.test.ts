/** What the language server hears of the failures of runs, and when it forgets them. */
import { beforeEach, expect, it } from 'vitest';
import { registerLastFailures, tellFailures } from '../../client/lastFailures';
import type { ViewEvent } from '../../core/graph/viewEvent';
import { clientContext, FakeSession } from './editor/context';
import { editor } from './editor/editor';

const explained = (sentence: string, more: object = {}, statePath?: string): ViewEvent =>
  ({ kind: 'note', note: { type: 'Explained', sentence, ...more }, envelope: { statePath } }) as unknown as ViewEvent;
const OTHERS = [
  { kind: 'note', note: { type: 'StoodStill' }, envelope: {} },
  { kind: 'history', event: { type: 'TaskFailed' }, envelope: {} },
] as unknown as ViewEvent[];

beforeEach(() => editor.reset());

it('hears of each failure with those before it, and of none when the next run of the machine begins', async () => {
  const told: unknown[] = [];
  const context = clientContext({ 'stepwise/failures': ({ uri, failures }: never) => void told.push([uri, failures]) });
  registerLastFailures(context);
  const begins = async (runId: string, program: string): Promise<FakeSession> => {
    const session = new FakeSession(runId, { type: 'stepwise', program });
    await session.tells('stepwise.runStarted', { runId, program, name: 'Flow', input: '{}' });
    return session;
  };
  const first = await begins('one', '/flow.asl.json');
  const tells = (...events: ViewEvent[]) => first.tells('stepwise.runEvents', { runId: 'one', events } as never);
  await tells(...OTHERS);
  expect(told).toEqual([]);
  await tells(explained('No way.', {}, 'Pay'));
  await tells(...OTHERS, explained('Nor here.', { edit: { path: [] } }));
  const [one, two] = [
    { statePath: 'Pay', sentence: 'No way.' },
    { statePath: '', sentence: 'Nor here.', edit: { path: [] } },
  ];
  const uri = 'file:///flow.asl.json';
  expect(told.splice(0)).toEqual([
    [uri, [one]],
    [uri, [one, two]],
  ]);
  await begins('two', '/other.asl.json');
  expect(told).toEqual([]);
  await begins('three', '/flow.asl.json');
  await begins('four', '/flow.asl.json');
  expect(told).toEqual([[uri, []]]);
});

it('hears of the failures of a history', () => {
  const told: unknown[] = [];
  const { server } = clientContext({ 'stepwise/failures': (params: never) => void told.push(params) });
  tellFailures(server, '/flow.asl.json', [...OTHERS, explained('No way.', {}, 'Pay')]);
  expect(told).toEqual([{ uri: 'file:///flow.asl.json', failures: [{ statePath: 'Pay', sentence: 'No way.' }] }]);
});
