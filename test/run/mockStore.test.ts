/** Which mock answers a state: tables of names, the call, and what comes. */
import { expect, test } from 'vitest';
import { createMockStore, type MockSources } from '../../run/mockStore';

const project = (mocks: object): MockSources['project'] => ({
  machines: [
    {
      name: 'orders-prod',
      aliases: ['Orders'],
      file: '/p/orders.asl.json',
      type: 'STANDARD',
      substitutions: {},
      source: { file: '/p/template.yaml', line: 0 },
    },
  ],
  settings: { mocks } as unknown as MockSources['project']['settings'],
});
const inMap = { state: { path: 'Each/Send', name: 'Send' } } as Parameters<
  ReturnType<typeof createMockStore>['find']
>[0];
const says = (text: string): { return: string } => ({ return: text });
const whole = { Send: says('by name') };
const both = { Send: says('by name'), 'Each/Send': says('by path') };

test.each<[string, Omit<MockSources, 'project'>, object, string, string | undefined]>([
  ['by its name', {}, { machine: whole }, 'machine', 'by name'],
  ['by its path before its name', {}, { machine: both }, 'machine', 'by path'],
  ['of another machine', {}, { machine: both }, 'other', undefined],
  ['of this run before the project', { mocks: { machine: whole } as never }, { machine: both }, 'machine', 'by name'],
  ['of a machine by its logical id', {}, { Orders: whole }, 'orders-prod', 'by name'],
  ['of a machine by its name, where the logical id runs', {}, { 'orders-prod': whole }, 'Orders', 'by name'],
  ['of a name that every object has', {}, {}, 'constructor', undefined],
])('a mock %s', (_what, more, mocks, machine, expected) => {
  const found = createMockStore({ ...more, project: project(mocks) }).find(inMap, machine);
  expect(found).toEqual(expected === undefined ? undefined : { type: 'success', output: expected });
});

test('a list goes on from answer to answer, and stays at its last', () => {
  const list = [{ error: 'Busy', cause: 'come back' }, says('second'), says('last')];
  const store = createMockStore({ project: project({ machine: { Send: list } }) });
  const answers = Array.from({ length: 4 }, () => store.find(inMap, 'machine'));
  expect(answers).toEqual([
    { type: 'failure', error: 'Busy', cause: 'come back' },
    ...['second', 'last', 'last'].map((output) => ({ type: 'success', output })),
  ]);
});
