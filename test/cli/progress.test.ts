/** The lines of a run in a terminal: the one that lives at the bottom ends with the run. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openIo } from '../../cli/io';
import { createProgress } from '../../cli/progress/progress';
import { says } from '../../cli/words';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';

const DEFINITION = { StartAt: 'Pay', States: { Pay: { Type: 'Pass', End: true } } };
const machine = buildMachine(parseDocument('a.asl.json', JSON.stringify(DEFINITION), 'json'))!;
const entered = {
  kind: 'history',
  envelope: { strand: '', iterations: [], statePath: 'Pay', state: machine.byPath.get('Pay') },
  event: {
    id: 1,
    previousEventId: 0,
    type: 'PassStateEntered',
    timestamp: '2026-01-01T00:00:00.000Z',
    stateEnteredEventDetails: { name: 'Pay', input: '{}' },
  },
} as never;

let written: string[];
beforeEach(() => {
  written = [];
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => void vi.useRealTimers());

function progress(colours = false) {
  const io = openIo({
    cwd: '/',
    env: {},
    writeOut: () => expect.fail('That is no result.'),
    writeError: (text) => void written.push(text),
    readInput: () => Promise.resolve(undefined),
    outIsTerminal: false,
    errorIsTerminal: true,
    colours,
    columns: 40,
    onInterrupt: () => () => undefined,
  });
  return createProgress(machine, io);
}

it('shows what runs, until the run has ended', () => {
  const told = progress();
  told.add(entered);
  vi.advanceTimersByTime(200);
  expect(written.at(-1)).toContain('Pay');
  told.end('Order', { status: 'SUCCEEDED', output: '{}' } as never);
  const last = written.at(-1)!;
  expect([last.startsWith('\r'), last.endsWith('\n')]).toEqual([false, true]);
  const count = written.length;
  vi.advanceTimersByTime(1000);
  expect(written).toHaveLength(count);
});

it('writes what a handler prints line by line, and what is said', () => {
  const told = progress();
  told.log('Pay', 'one\r\ntwo\n');
  told.log('Pay', '\n\n');
  told.say('A line.');
  told.say(says`Another.`);
  expect(written).toEqual(['[Pay] one\n', '[Pay] two\n', '[Pay] \n', '[Pay] \n', 'A line.\n', 'Another.\n']);
});

it.each([
  ['SUCCEEDED', '\u001b[32m'],
  ['FAILED', '\u001b[31m'],
])('ends %s in its colour', (status, colour) => {
  progress(true).end('Order', { status, output: '{}', error: 'E', cause: 'c' } as never);
  expect(written.join('')).toContain(colour);
});
