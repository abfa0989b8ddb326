/** A saved history as the editor is told of it: which machine it is of, how it ended, or why it cannot be shown. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import type { HistoryView } from '../../messages/languageClient';
import { temporaryFolder } from '../harness/temporaryFolder';
import { Conversation } from './conversation';

const machine = (...names: string[]): string =>
  JSON.stringify({
    StartAt: names[0],
    States: Object.fromEntries(
      names.map((name, index) => [
        name,
        { Type: 'Pass', ...(names[index + 1] ? { Next: names[index + 1] } : { End: true }) },
      ]),
    ),
  });

const at = (id: number, type: string, more: object = {}): object => ({
  timestamp: 1_760_000_000 + id,
  type,
  id,
  previousEventId: id - 1,
  ...more,
});

const EVENTS = [
  at(1, 'ExecutionStarted', { executionStartedEventDetails: { input: '{"a":1}' } }),
  at(2, 'PassStateEntered', { stateEnteredEventDetails: { name: 'A', input: '{"a":1}' } }),
  at(3, 'PassStateExited', { stateExitedEventDetails: { name: 'A', output: '{}' } }),
  at(4, 'ExecutionSucceeded', { executionSucceededEventDetails: { output: '{"b":2}' } }),
];
const ARN = 'arn:aws:states:eu-west-1:1:execution:Second-Xy12:run';

const FILES = {
  'first.asl.json': machine('A', 'B'),
  'Second.asl.json': machine('A', 'C'),
  'other.asl.json': machine('Z'),
  'ended.json': JSON.stringify({ events: EVENTS }),
  'named.json': JSON.stringify({ executionArn: ARN, events: EVENTS }),
  'running.json': JSON.stringify({ events: EVENTS.slice(0, 2) }),
  'broken.json': '{"events": 7}',
};

async function view(
  history: string,
  candidates: readonly string[],
  files: Readonly<Record<string, string>> = FILES,
): Promise<HistoryView & { problem?: string }> {
  const folder = temporaryFolder(files);
  const uri = (file: string): string => pathToFileURL(path.join(folder, file)).href;
  const editor = await Conversation.start();
  return editor.request('stepwise/history', {
    uri: uri(history),
    candidates: candidates.map((file) => ({ uri: uri(file) })),
  });
}

const machinesOf = ({ machines }: HistoryView): string[] => machines.map(({ uri }) => path.basename(uri));

it('is of all machines that have its states, where nothing names one', async () => {
  const shown = await view('ended.json', ['first.asl.json', 'other.asl.json', 'Second.asl.json']);
  expect(machinesOf(shown)).toEqual(['first.asl.json', 'Second.asl.json']);
  expect(shown).toMatchObject({
    input: '{"a":1}',
    startedAt: 1_760_000_001_000,
    endedAt: 1_760_000_004_000,
    end: { status: 'SUCCEEDED', output: '{"b":2}' },
  });
  expect(shown.sketch).toBeUndefined();
  expect(shown.events.map(({ envelope }) => envelope.statePath)).toEqual([undefined, 'A', 'A', undefined]);
});

it('is of the machine that its ARN names', async () => {
  const shown = await view('named.json', ['first.asl.json', 'Second.asl.json']);
  expect([shown.name, machinesOf(shown)]).toEqual(['Second-Xy12', ['Second.asl.json']]);
});

it('is drawn where no machine fits, and of the one that was chosen though it does not', async () => {
  const drawn = await view('ended.json', []);
  expect(drawn.machines).toEqual([]);
  expect(drawn.sketch?.nodes.map(({ label }) => label)).toContain('A');
  expect(machinesOf(await view('ended.json', ['other.asl.json']))).toEqual(['other.asl.json']);
});

const MAP_RUN = [
  at(1, 'ExecutionStarted', { executionStartedEventDetails: { input: '[]' } }),
  at(2, 'MapStateEntered', { stateEnteredEventDetails: { name: 'Each', input: '[]' } }),
  at(3, 'MapStateStarted'),
  at(4, 'MapRunStarted', { mapRunStartedEventDetails: { mapRunArn: 'arn:aws:states:eu-west-1:1:mapRun:M/Each:1' } }),
];

it('of AWS says that child executions are not in it; of a run here, which has them, it does not', async () => {
  const notes = async (history: object): Promise<unknown[]> => {
    const { events } = await view('each.json', ['each.asl.json'], {
      'each.json': JSON.stringify(history),
      'each.asl.json': JSON.stringify({ StartAt: 'Each', States: { Each: { Type: 'Map', End: true } } }),
    });
    return events.flatMap((each) => (each.kind === 'note' ? [each.note.type, each.envelope.statePath] : []));
  };
  expect(await notes({ events: MAP_RUN })).toEqual(['ChildrenNotSaved', 'Each']);
  expect(await notes({ version: 1, events: MAP_RUN })).toEqual([]);
});

it('may end before its execution does', async () => {
  expect((await view('running.json', ['first.asl.json'])).end).toBeUndefined();
});

it.each([
  ['broken.json', /^This is not a history: /],
  ['missing.json', /^The history cannot be read: /],
])('says what is wrong with %s', async (file, says) => {
  expect((await view(file, [])).problem).toMatch(says);
});
