/** What stands in the file of a history at each moment of its run, step by step. */
import { execFileSync } from 'node:child_process';
import { closeSync, constants, existsSync, mkdirSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { RunEvent } from '../../core/interpreter';
import { readMask } from '../../core/mask';
import { HistoryFile, type HistoryFileOptions } from '../../run/history/historyFile';
import { readHistory } from '../../run/history/readHistory';
import type { SavedHistory } from '../../run/history/savedHistory';
import { draftIn } from '../../processes/sweep';
import { temporaryFolder } from '../harness/temporaryFolder';

const ARN = 'arn:aws:states:us-east-1:123456789012:execution:m:one';
const envelope = { strand: '', iterations: [] };
const eventOf = (id: number, input: string): RunEvent =>
  ({
    kind: 'history',
    envelope,
    event: {
      id,
      previousEventId: id - 1,
      type: id === 1 ? 'ExecutionStarted' : 'PassStateEntered',
      timestamp: '2025-01-01T00:00:00.000Z',
      ...(id === 1
        ? { executionStartedEventDetails: { input } }
        : { stateEnteredEventDetails: { name: `S${id}`, input } }),
    },
  }) as RunEvent;
const NOTE = { kind: 'note', envelope, note: { type: 'StoodStill', milliseconds: 1 } } as RunEvent;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A line of the file as `head [masked]`, or `ID INPUT`; the document as `whole: ID INPUT, …`. */
function told(file: string): string[] {
  if (!existsSync(file)) return ['no file'];
  const text = readFileSync(file, 'utf8');
  const ofEvent = (event: Record<string, { input: string }>): string =>
    `${String(event['id'])} ${(event['executionStartedEventDetails'] ?? event['stateEnteredEventDetails'])?.input}`;
  if (text.startsWith('{\n')) {
    const { events } = JSON.parse(text) as { events: never[] };
    return [`whole: ${events.map(ofEvent).join(', ')}`];
  }
  return text.split('\n').map((line) => {
    if (line === '') return '';
    const { event, executionArn, masked } = JSON.parse(line) as Record<string, never>;
    return event ? ofEvent(event) : ['head', executionArn, masked].filter(Boolean).join(' ');
  });
}

interface Step {
  /** Inputs of the events that are told before the turn ends; `note` is none of the history. */
  readonly tells: readonly string[];
  readonly file: readonly string[];
  /** Whether another file has taken the place of the one before. */
  readonly isNew?: boolean;
}

const CASES: Record<string, { readonly masks?: readonly string[]; readonly steps: readonly Step[] }> = {
  'a line for each event, a turn at a time': {
    steps: [
      { tells: [], file: ['no file'] },
      { tells: ['note'], file: ['no file'] },
      { tells: ['1'], file: [`head ${ARN}`, '1 1', ''], isNew: true },
      { tells: ['2', 'note', '3'], file: [`head ${ARN}`, '1 1', '2 2', '3 3', ''] },
      { tells: ['note'], file: [`head ${ARN}`, '1 1', '2 2', '3 3', ''] },
    ],
  },
  'a value that is masked from the first': {
    masks: ['secret'],
    steps: [
      { tells: ['{"secret":"GHOST"}'], file: [`head ${ARN} secret`, '1 {"secret":"***"}', ''], isNew: true },
      {
        tells: ['"of GHOST"'],
        file: [`head ${ARN} secret`, '1 {"secret":"***"}', '2 "of ***"', ''],
      },
    ],
  },
  'a value that turns out to be masked after it was written, and the lines behind it': {
    masks: ['secret'],
    steps: [
      { tells: ['"GHOST"'], file: [`head ${ARN} secret`, '1 "GHOST"', ''], isNew: true },
      { tells: ['0'], file: [`head ${ARN} secret`, '1 "GHOST"', '2 0', ''] },
      {
        tells: ['{"secret":"GHOST"}'],
        file: [`head ${ARN} secret`, '1 "***"', '2 0', '3 {"secret":"***"}', ''],
        isNew: true,
      },
      { tells: ['0'], file: [`head ${ARN} secret`, '1 "***"', '2 0', '3 {"secret":"***"}', '4 0', ''] },
      {
        tells: ['{"secret":"0"}'],
        file: [`head ${ARN} secret`, '1 "***"', '2 0', '3 {"secret":"***"}', '4 0', '5 {"secret":"***"}', ''],
      },
    ],
  },
  'a value that turns out to be masked before it was written': {
    masks: ['secret'],
    steps: [
      {
        tells: ['"GHOST"', '{"secret":"GHOST"}'],
        file: [`head ${ARN} secret`, '1 "***"', '2 {"secret":"***"}', ''],
        isNew: true,
      },
      {
        tells: ['0'],
        file: [`head ${ARN} secret`, '1 "***"', '2 {"secret":"***"}', '3 0', ''],
      },
    ],
  },
};

function begun(options: HistoryFileOptions = {}): { file: string; history: HistoryFile } {
  const file = path.join(temporaryFolder({}), 'h.json');
  const history = new HistoryFile(file, { now: () => 0, ...options });
  history.executionArn = ARN;
  return { file, history };
}

describe('a history under way', () => {
  test.each(Object.entries(CASES))('%s', async (_what, { masks = [], steps }) => {
    const { file, history } = begun({ mask: readMask(masks).mask });
    let id = 0;
    let inode: number | undefined;
    for (const { tells, file: lines, isNew = false } of steps) {
      for (const input of tells) history.add(input === 'note' ? NOTE : eventOf(++id, input));
      await turn();
      expect(told(file)).toEqual(lines);
      const now = existsSync(file) ? statSync(file).ino : undefined;
      expect(now !== inode, `another file after ${tells.join()}`).toBe(isNew);
      inode = now;
    }
    expect(history.close()).toEqual({ form: 'document' });
    expect(told(file)[0]).toMatch(/^whole: /);
  });
});

describe('the next look at all that was written', () => {
  /** What looks take, one after the other; `waits`: until the line told after each is written, in milliseconds. */
  test.each<[takes: readonly number[], waits: readonly number[]]>([
    [
      [0, 4.9, 5, 100, 600, 4],
      [0, 0, 45, 900, 5000, 0],
    ],
  ])('after looks of %j ms it waits %j ms', async (takes, waits) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'clearTimeout', 'clearImmediate'] });
    onTestFinished(() => void vi.useRealTimers());
    let clock = 0;
    let isLook = false;
    let taken = 0;
    const now = (): number => {
      if (isLook) clock += takes[taken++] ?? 0;
      isLook = !isLook;
      return clock;
    };
    const { file, history } = begun({ now });
    const seen: number[] = [];
    const lines = (): number => (existsSync(file) ? told(file).length : 0);
    history.add(eventOf(1, '1'));
    await vi.advanceTimersByTimeAsync(0);
    for (let id = 2; id <= takes.length + 1; id++) {
      const before = lines();
      history.add(eventOf(id, '1'));
      history.add(NOTE);
      let waited = 0;
      // Whoever waits no time at all is there in the same millisecond.
      await vi.advanceTimersByTimeAsync(0);
      for (; lines() === before && waited < 6000; waited++) await vi.advanceTimersByTimeAsync(1);
      seen.push(waited);
    }
    expect(seen).toEqual(waits);
    history.close();
  });
});

describe('a document that the disk does not take', () => {
  test('leaves the lines as they are, to go on from', async () => {
    const { file, history } = begun();
    history.add(eventOf(1, '1'));
    await turn();
    mkdirSync(draftIn(path.dirname(file)));
    history.add(eventOf(2, '2'));
    expect(history.close()).toMatchObject({ form: 'lines', error: { code: 'EISDIR' }, isBegun: true, isWhole: true });
    history.add(eventOf(3, '3'));
    await turn();
    expect(told(file)).toEqual([`head ${ARN}`, '1 1', '2 2', '']);
    expect(readHistory(readFileSync(file, 'utf8'))).toMatchObject({
      executionArn: ARN,
      events: [{ id: 1 }, { id: 2 }],
    });
  });

  test('has nothing to add where all is written', async () => {
    const { file, history } = begun();
    history.add(eventOf(1, '1'));
    await turn();
    mkdirSync(draftIn(path.dirname(file)));
    expect(history.close()).toMatchObject({ form: 'lines', isBegun: true, isWhole: true });
    expect(told(file)).toEqual([`head ${ARN}`, '1 1', '']);
  });
});

test('what is told after the end changes nothing, nor does another end', async () => {
  const { file, history } = begun();
  history.add(eventOf(1, '1'));
  expect(history.close()).toEqual({ form: 'document' });
  history.add(eventOf(2, '2'));
  await turn();
  expect(told(file)).toEqual(['whole: 1 1']);
  expect(history.close()).toEqual({ form: 'document' });
});

test('a run that goes on begins with what was', async () => {
  const { history: first, file: earlierFile } = begun();
  for (const id of [1, 2]) first.add(eventOf(id, String(id)));
  first.close();
  const earlier = readHistory(readFileSync(earlierFile, 'utf8'));
  if ('problem' in earlier) throw new Error(earlier.problem);
  const { file, history } = begun({ earlier });
  history.add(eventOf(3, '3'));
  await turn();
  expect(told(file)).toEqual([`head ${ARN}`, '1 1', '2 2', '3 3', '']);
  history.close();
  expect(told(file)).toEqual(['whole: 1 1, 2 2, 3 3']);
});

test('its child executions are kept, and go on', () => {
  const child = (index: number) => ({
    executionArn: `${ARN}/Label:${index}`,
    mapRunArn: 'arn:aws:states:us-east-1:123456789012:mapRun:m/Label:run',
    index,
    events: [1, 2].map((id) => ({ id, type: 'ExecutionStarted', timestamp: '2025-01-01T00:00:00.000Z' }) as never),
  });
  const earlier: SavedHistory = { executionArn: ARN, events: [], childExecutions: [child(0), child(1)] };
  const before = structuredClone(earlier);
  const { file, history } = begun({ earlier });
  const { executionArn, index } = child(1);
  const tell = (id: number): void => {
    const event = { id, type: 'PassStateEntered', timestamp: '2025-01-01T00:00:01.000Z' };
    history.add({ kind: 'child', executionArn, event, envelope: { ...envelope, iterations: [index] } } as never);
  };
  // What is told anew takes the place of what was.
  tell(2);
  tell(3);
  history.close();
  const { childExecutions } = JSON.parse(readFileSync(file, 'utf8')) as SavedHistory;
  expect(childExecutions).toMatchObject([
    child(0),
    { ...child(1), events: [child(1).events[0], { id: 2, type: 'PassStateEntered' }, { id: 3 }] },
  ]);
  expect(earlier).toEqual(before);
});

describe.skipIf(process.platform === 'win32')('a pipe', () => {
  const pipe = (): string => {
    const file = path.join(temporaryFolder({}), 'pipe');
    execFileSync('mkfifo', [file]);
    return file;
  };

  test('gets the document alone, and stays a pipe', async () => {
    const file = pipe();
    const reader = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    onTestFinished(() => closeSync(reader));
    const history = new HistoryFile(file);
    history.executionArn = ARN;
    history.add(eventOf(1, '1'));
    await turn();
    expect(history.close()).toEqual({ form: 'document' });
    const bytes = Buffer.alloc(4096);
    const text = bytes.toString('utf8', 0, readSync(reader, bytes));
    expect(JSON.parse(text)).toMatchObject({ executionArn: ARN, events: [{ id: 1 }] });
    expect(statSync(file).isFIFO()).toBe(true);
  });

  test('that nobody reads holds nothing up', () => {
    const file = pipe();
    const history = new HistoryFile(file);
    history.add(eventOf(1, '1'));
    expect(history.close()).toMatchObject({ form: 'lines', error: { code: 'ENXIO' }, isBegun: false, isWhole: false });
    expect(statSync(file).isFIFO()).toBe(true);
  });
});
