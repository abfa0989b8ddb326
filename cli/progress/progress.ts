import type { ExecutionResult, HistoryEvent, RunEvent, RunNote } from '../../core/interpreter/historyEvent';
import type { Machine } from '../../core/model/machine';
import type { Io } from '../io';
import { LiveLine } from './liveLine';
import { mapRunText } from '../../core/graph/mapRunText';
import { durationText } from '../../core/durationText';
import { fromHandler, lines, says, type Words } from '../words';
import { createStyle } from './style';

/** Tells a person how a run goes: a line for each state that ends, and for what goes wrong on the way. */
export interface Progress {
  add(event: RunEvent): void;
  /** A handler's own words. */
  log(functionName: string, text: string): void;
  /** A line of its own. */
  say(line: string | Words): void;
  /** The last line: how it ended. */
  end(name: string, result: ExecutionResult): void;
}

/** Seconds of a wait that are announced before they pass. */
const LONG_WAIT = 5;
/** Milliseconds a state takes before its line says so. */
const WORTH_TELLING = 50;

/** A state in its line of execution, and how its lines are written. */
interface Place {
  readonly key: string;
  readonly label: string;
  readonly indent: string;
  write(mark: Words, rest: Words): void;
}

export function createProgress(machine: Machine, io: Io): Progress {
  const style = createStyle(io.colours);
  const began = performance.now();
  /** What runs: by line of execution and state, the moment it was entered. */
  const running = new Map<string, { readonly label: string; readonly since: number }>();
  /** States that end because a catcher took their error; what they go on to is written with it. */
  const caught = new Map<string, string>();
  const live = new LiveLine(io, () => [...running.values()].map(({ label }) => label).join(', '));

  let first: number | undefined;
  let last = 0;

  /** In virtual time, what passed there. */
  function passed(): string {
    const virtual = last - (first ?? last);
    return virtual - (performance.now() - began) > 1000 ? ` (${durationText(virtual)} of virtual time)` : '';
  }

  function nameOf(statePath: string): string {
    return machine.byPath.get(statePath)?.name ?? statePath;
  }

  function add(event: RunEvent): void {
    if (event.kind === 'history') {
      last = Math.max(last, Date.parse(event.event.timestamp));
      first ??= last;
    }
    const { statePath, line, iterations } = event.envelope;
    if (statePath === undefined) return;
    const label = nameOf(statePath) + (iterations.length > 0 ? ` [${iterations.join('.')}]` : '');
    const indent = '  '.repeat(nestingOf(machine, statePath));
    const place: Place = {
      key: `${line} ${statePath}`,
      label,
      indent,
      write: (mark, rest) => live.write(says`${indent}${mark} ${label}${rest}`),
    };
    if (event.kind === 'note') addNote(event.note, place);
    else addEvent(event.event, place);
  }

  function addNote(note: RunNote, { key, label, write }: Place): void {
    switch (note.type) {
      case 'TransitionTaken': {
        const error = caught.get(key);
        caught.delete(key);
        if (note.transition === 'catch')
          write(style.warning('⤷'), says` caught ${error ?? 'an error'} ${style.faint('→')} ${nameOf(note.to ?? '')}`);
        // A Choice's own line waits for this note, which follows its exit.
        else if (note.transition !== 'next' && note.to)
          write(style.good('✓'), says` ${style.faint('→')} ${nameOf(note.to)}`);
        break;
      }
      case 'Caught':
        caught.set(key, note.error);
        break;
      case 'RetryScheduled':
        write(style.warning('↻'), style.warning(` tries again in ${durationText(note.delaySeconds * 1000)}`));
        break;
      case 'WaitStarted':
        if (note.seconds >= LONG_WAIT)
          write(style.faint('…'), style.faint(` waits ${durationText(note.seconds * 1000)}`));
        break;
      case 'MapRun':
        if (note.mapRun.status !== 'RUNNING') write(style.faint('▦'), style.faint(`  ${mapRunText(note.mapRun)}`));
        break;
      case 'TaskLog':
        log(label, note.text);
    }
  }

  function addEvent(event: HistoryEvent, { key, label, indent, write }: Place): void {
    const { type } = event;
    const moment = Date.parse(event.timestamp);
    if (type === 'FailStateEntered') write(style.bad('✗'), says``);
    else if (type.endsWith('StateEntered')) running.set(key, { label, since: moment });
    else if (type.endsWith('StateExited')) {
      const took = moment - (running.get(key)?.since ?? moment);
      running.delete(key);
      if (type === 'ChoiceStateExited' || caught.has(key)) return;
      write(style.good('✓'), took >= WORTH_TELLING ? style.faint(`  ${durationText(took)}`) : says``);
    } else if (FAILURES.has(type))
      write(style.bad('✗'), says`  ${style.bad(lines(errorWords(failureOf(event)), `${indent}    `))}`);
    else if (type.endsWith('Aborted')) running.delete(key);
  }

  function log(functionName: string, text: string): void {
    for (const line of text.replace(/\r?\n$/, '').split(/\r?\n/)) {
      live.write(says`${style.faint(`  │ ${functionName}: `)}${fromHandler(line, io.colours)}`);
    }
  }

  return {
    add,
    log,
    say: (line) => live.write(says`${line}`),
    end(name, result) {
      live.close();
      const took = style.faint(` after ${durationText(performance.now() - began)}${passed()}`);
      const { mark, words } = ENDINGS[result.status];
      const paint = mark === '✓' ? style.good : style.bad;
      io.error(says`${paint(says`${mark} ${style.strong(name)} ${words}`)}${took}\n`);
      if (result.error !== undefined || result.cause !== undefined) {
        io.error(`  Error: ${result.error ?? '(none)'}\n`);
        if (result.cause !== undefined) io.error(`  Cause: ${result.cause}\n`);
      }
    },
  };
}

const ENDINGS: Record<ExecutionResult['status'], { readonly mark: string; readonly words: string }> = {
  SUCCEEDED: { mark: '✓', words: 'succeeded' },
  FAILED: { mark: '✗', words: 'failed' },
  TIMED_OUT: { mark: '✗', words: 'timed out' },
  ABORTED: { mark: '■', words: 'was stopped' },
};

/** Events that say that an attempt went wrong. */
const FAILURES: ReadonlySet<string> = new Set(
  ['Task', 'LambdaFunction', 'Activity'].flatMap((kind) =>
    ['Failed', 'TimedOut', 'ScheduleFailed', 'StartFailed', 'SubmitFailed'].map((end) => kind + end),
  ),
).add('EvaluationFailed');

function failureOf(event: HistoryEvent): { error?: string; cause?: string } {
  const details = Object.entries(event).find(([name]) => name.endsWith('EventDetails'))?.[1] as unknown;
  return typeof details === 'object' && details !== null ? details : {};
}

/** `CardDeclined: The bank …`: out of a handler's cause only the message. */
export function errorWords({ error, cause }: { error?: string; cause?: string }): string {
  let message = cause ?? '';
  try {
    const parsed = JSON.parse(message) as { errorMessage?: unknown } | null;
    if (typeof parsed?.errorMessage === 'string') message = parsed.errorMessage;
  } catch {
    // Most causes are plain sentences.
  }
  return [error, message].filter((part) => part).join(': ') || 'failed';
}

/** How many Maps and Parallels are around a state. */
function nestingOf(machine: Machine, statePath: string): number {
  let depth = 0;
  let owner = machine.byPath.get(statePath)?.scope.owner;
  while (owner) {
    depth++;
    owner = owner.scope.owner;
  }
  return depth;
}
