/** What a run says: the same in the terminal and in the debug console, which also tells what is entered. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it, test } from 'vitest';
import { openIo } from '../../cli/io';
import { createProgress } from '../../cli/progress/progress';
import { redrivePoint, type ExecutionResult, type RunEvent } from '../../core/interpreter';
import type { HistoryEventType } from '../../core/interpreter/historyEvent';
import { buildMachine, type Machine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { RunConsole } from '../../debugger/runConsole';
import { LineLimit, Narration } from '../../run';
import { MOST_LINES } from '../../run/launch/narrate';
import { run, type Case, type Reply } from '../interpreter/check';

interface NarratedCase extends Case {
  readonly name: string;
  /** Replies of a redrive, whose lines are then meant. */
  readonly again?: { readonly [state: string]: readonly Reply[] };
  readonly lines: string;
}

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:pack';

const CASES = parse(readFileSync(path.join(__dirname, 'fixtures/narration.yaml'), 'utf8')) as NarratedCase[];

function machineOf(definition: Case['machine']): Machine {
  return buildMachine(parseDocument('m.asl.json', JSON.stringify(definition), 'json'))!;
}

/** Of the real world nothing passes in these runs. */
const still = (text: string): string =>
  text.replace(/(?<=m (?:succeeded|failed|timed out|was stopped) after )\d+ ms/, '0 ms');

function inTerminal(machine: Machine, events: readonly RunEvent[], result: ExecutionResult, colours = false): string {
  let written = '';
  const io = openIo({
    cwd: '/',
    env: {},
    writeOut: () => undefined,
    writeError: (text) => void (written += text),
    readInput: () => Promise.resolve(new Uint8Array()),
    outIsTerminal: false,
    errorIsTerminal: false,
    colours,
    columns: 80,
    onInterrupt: () => () => undefined,
  });
  const progress = createProgress(machine, io, 'skip');
  for (const event of events) progress.add(event);
  progress.end('m', result);
  return still(written);
}

function inConsole(machine: Machine, events: readonly RunEvent[], result: ExecutionResult): string {
  let written = '';
  const output = new RunConsole(machine, ({ text }) => void (written += `${text}\n`));
  for (const event of events) output.add(event);
  output.end('m', result, 0);
  return written;
}

async function check({ lines, again, ...given }: NarratedCase): Promise<void> {
  const machine = machineOf(given.machine);
  let ran = await run(given);
  if (again) {
    const resume = redrivePoint(machine.root, { events: ran.events, type: 'STANDARD', now: Date.parse('2030-01-02') });
    if ('problem' in resume) throw new Error(resume.problem);
    ran = await run({ ...given, replies: again, options: { resume } });
  }
  expect(inConsole(machine, ran.all, ran.result)).toBe(lines);
  const told = lines.replace(/^ *→ .*\n/gm, '');
  expect(inTerminal(machine, ran.all, ran.result)).toBe(told);
  const coloured = inTerminal(machine, ran.all, ran.result, true);
  expect(still(coloured.replace(/\u001b\[\d+m/g, ''))).toBe(told);
  expect(coloured).not.toBe(told);
}

describe('is told alike in the terminal and in the console', () => {
  for (const each of CASES) it(each.name, () => check(each));
});

const LOOP = machineOf({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'Pack', States: { Pack: { Type: 'Task', Resource: FUNCTION, End: true } } },
      End: true,
    },
  },
});

/** An event of iteration `index`, so many seconds after the beginning. */
function event(type: HistoryEventType, index: number, seconds = 0): RunEvent {
  return {
    kind: 'history',
    envelope: { statePath: 'Each/Pack', strand: `/Each#0:${index}`, iterations: [index] },
    event: { id: 1, previousEventId: 0, type, timestamp: new Date(seconds * 1000).toISOString() },
  };
}

const stoodStill = (milliseconds: number): RunEvent => ({
  kind: 'note',
  note: { type: 'StoodStill', milliseconds },
  envelope: { strand: '', iterations: [] },
});

describe('past its limit', () => {
  const narration = new Narration(LOOP, { tellsEntering: false });
  const lines: (string | undefined)[] = [];
  for (let index = 0; index < MOST_LINES + 10; index++) {
    narration.add(event('TaskStateEntered', index));
    const line = narration.add(event('TaskStateExited', index));
    if (line) lines.push(line.subject || line.words);
  }

  it('says once that there are no more lines', () => {
    expect(lines).toHaveLength(MOST_LINES + 1);
    expect(lines.slice(-2)).toEqual([
      `Pack [${MOST_LINES - 1}]`,
      '… more than 2000 lines: from here on only errors are told.',
    ]);
  });

  it('goes on telling errors, with their times', () => {
    narration.add(event('TaskStateEntered', 0));
    narration.add(event('TaskScheduled', 0));
    expect(narration.add(event('TaskFailed', 0, 3))).toMatchObject({ mark: '✗', subject: 'Pack [0]', took: '3 s' });
  });

  it('knows what runs', () => {
    narration.add(event('TaskStateEntered', 7));
    expect(narration.running()).toEqual(['Pack [0]', 'Pack [7]']);
  });

  it('is one for all that is told in one place', () => {
    const limit = new LineLimit();
    const [one, other] = [0, 1].map(() => new Narration(LOOP, { tellsEntering: true, limit }));
    for (let index = 0; index <= MOST_LINES; index++) one!.add(event('TaskStateEntered', index));
    expect(other!.add(event('TaskStateEntered', 0))).toBeUndefined();
  });
});

it('counts no time that the run stood still, neither of a try nor of its state', () => {
  const narration = new Narration(LOOP, { tellsEntering: false });
  const took = [
    event('TaskStateEntered', 0, 0),
    stoodStill(10_000),
    event('TaskScheduled', 0, 11),
    stoodStill(5_000),
    stoodStill(1_000),
    event('TaskFailed', 0, 19),
    event('TaskScheduled', 0, 20),
    event('TaskStateExited', 0, 22),
  ].flatMap((each) => narration.add(each)?.took ?? []);
  expect(took).toEqual(['2 s', '6 s']);
});

it('counts nothing from before a redrive that it hears of', () => {
  const narration = new Narration(LOOP, { tellsEntering: false });
  const redriven = { ...event('ExecutionRedriven', 0, 500), envelope: { strand: '', iterations: [] } };
  for (const each of [event('TaskStateEntered', 0, 0), redriven]) narration.add(each);
  expect(narration.add(event('TaskStateExited', 0, 507))?.took).toBe('7 s');
  expect(narration.end('m', { status: 'SUCCEEDED' }, 0).words).toBe(' succeeded after 0 ms (7 s of virtual time)');
});

it('forgets what was stopped', () => {
  const narration = new Narration(LOOP, { tellsEntering: false });
  for (const type of ['TaskStateEntered', 'TaskStateAborted'] as const) narration.add(event(type, 0));
  expect(narration.running()).toEqual([]);
});

it('tells at the end an error that another cause was told of', () => {
  const narration = new Narration(LOOP, { tellsEntering: false });
  const failed = event('TaskFailed', 0) as Extract<RunEvent, { kind: 'history' }>;
  const taskFailedEventDetails = { error: 'E', cause: 'one', resource: 'r', resourceType: 't' };
  narration.add({ ...failed, event: { ...failed.event, taskFailedEventDetails } });
  expect(narration.end('m', { status: 'FAILED', error: 'E', cause: 'one' }, 0).detail).toBe('E');
  expect(narration.end('m', { status: 'FAILED', error: 'E', cause: 'other' }, 0).detail).toBe('E: other');
});

it('forgets what runs in a child execution once that has ended', () => {
  const narration = new Narration(LOOP, { tellsEntering: false });
  const child = (type: HistoryEventType, statePath?: string): RunEvent => {
    const { envelope, ...rest } = event(type, 3) as Extract<RunEvent, { kind: 'history' }>;
    return { ...rest, kind: 'childHistory', executionArn: 'a', envelope: { ...envelope, statePath } };
  };
  narration.add(child('TaskStateEntered', 'Each/Pack'));
  expect(narration.running()).toEqual(['Pack [3]']);
  narration.add(child('ExecutionFailed'));
  expect(narration.running()).toEqual([]);
});

test('what a runner says is told with its state', () => {
  const said: unknown[] = [];
  const narration = new Narration(LOOP, { tellsEntering: false }, ({ place, stream, text }) =>
    said.push([place.label, stream, text]),
  );
  const { envelope } = event('TaskScheduled', 2);
  narration.add({ kind: 'note', note: { type: 'TaskLog', stream: 'stderr', text: 'x' }, envelope });
  expect(said).toEqual([['Pack [2]', 'stderr', 'x']]);
});
