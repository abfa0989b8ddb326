/** What a run says in the debug console: a fold over the event stream, one line per thing a person cares about. */
import { durationText } from '../core/durationText';
import { visible } from '../core/escape/visible';
import { mapRunText } from '../core/graph/mapRunText';
import { phrase } from '../core/l10n/phrase';
import type { Envelope, ExecutionResult, HistoryEvent, RunEvent, RunNote } from '../core/interpreter/historyEvent';

export interface ConsoleLine {
  readonly category: 'console' | 'stdout' | 'stderr';
  readonly text: string;
  /** The state it is about, for a link into the source. */
  readonly statePath?: string;
}

/** A Map of thousands of items would drown the console (and the editor): past this many lines only errors are written. */
export const LINE_LIMIT = 2000;

export class RunConsole {
  private readonly entered = new Map<string, number>();
  private written = 0;
  /** The state the run is in. */
  private active: string | undefined;
  /** The error written last: a run that ends of it does not tell it again. */
  private told: { readonly error?: string; readonly cause?: string } | undefined;

  constructor(private readonly write: (line: ConsoleLine) => void) {}

  readonly add = (event: RunEvent): void => {
    // An endless loop must not spend its time on words nobody will read.
    if (this.written > LINE_LIMIT && !mayFail(event)) return;
    const line = event.kind === 'note' ? note(event.note, event.envelope) : this.history(event.event, event.envelope);
    if (!line) return;
    if (line.category !== 'stderr' && ++this.written > LINE_LIMIT) {
      if (this.written === LINE_LIMIT + 1) {
        this.write({
          category: 'console',
          text: phrase`… more than ${LINE_LIMIT} lines: from here on only errors are written.`,
        });
      }
      return;
    }
    this.write(line);
  };

  /** The last line: how the run ended. An error that no line has told yet is told here, with its place. */
  end(name: string, result: ExecutionResult, milliseconds: number): void {
    const { error, cause } = result;
    const shown = visible(name);
    const after = durationText(milliseconds);
    const isTold = this.told?.error === error && this.told?.cause === cause;
    const lines: Record<ExecutionResult['status'], string> = {
      SUCCEEDED: `✓ ${phrase`${shown} SUCCEEDED after ${after}`}`,
      FAILED: `✗ ${phrase`${shown} FAILED after ${after}: ${errorText(error, isTold ? undefined : cause)}`}`,
      TIMED_OUT: `✗ ${phrase`${shown} TIMED_OUT after ${after}`}`,
      ABORTED: `■ ${phrase`${shown} ABORTED after ${after}`}`,
    };
    this.write({
      category: result.status === 'SUCCEEDED' || result.status === 'ABORTED' ? 'console' : 'stderr',
      text: lines[result.status],
      ...(result.status === 'FAILED' && !isTold && { statePath: this.active }),
    });
  }

  private history(event: HistoryEvent, envelope: Envelope): ConsoleLine | undefined {
    const key = `${envelope.line}\n${envelope.statePath ?? ''}`;
    if (event.stateEnteredEventDetails) {
      this.active = envelope.statePath;
      this.entered.set(key, Date.parse(event.timestamp));
      return { category: 'console', text: `→ ${label(envelope)}`, statePath: envelope.statePath };
    }
    if (event.stateExitedEventDetails) {
      const began = this.entered.get(key);
      this.entered.delete(key);
      const duration = began === undefined ? '' : `  ${durationText(Date.parse(event.timestamp) - began)}`;
      return { category: 'console', text: `✓ ${label(envelope)}${duration}`, statePath: envelope.statePath };
    }
    const failed = failureOf(event);
    if (!failed || event.type.startsWith('Execution')) return undefined;
    this.told = failed;
    return {
      category: 'stderr',
      text: [`✗ ${label(envelope)}: ${errorText(failed.error, failed.cause)}`, ...traceOf(failed.cause)].join('\n'),
      statePath: envelope.statePath,
    };
  }
}

/** Whether an event may be written past the limit. */
function mayFail(event: RunEvent): boolean {
  return event.kind === 'note' ? event.note.type === 'TaskLog' : FAILURE.test(event.event.type);
}

const FAILURE = /(Failed|TimedOut)$/;

const NOTES: {
  readonly [K in RunNote['type']]: (
    note: Extract<RunNote, { type: K }>,
    name: string,
  ) => Omit<ConsoleLine, 'statePath'> | undefined;
} = {
  TransitionTaken: () => undefined,
  RetryScheduled: (retry, name) => ({
    category: 'console',
    text: `↻ ${phrase`${name}: retry ${retry.attempt} in ${durationText(retry.delaySeconds * 1000)} (${visible(retry.error)})`}`,
  }),
  Caught: (caught, name) => ({ category: 'console', text: `↷ ${phrase`${name}: ${visible(caught.error)} caught`}` }),
  WaitStarted: (wait, name) => {
    const time = durationText(wait.seconds * 1000);
    const words =
      wait.seconds < 90 ? phrase`${name}: waits ${time}` : phrase`${name}: waits ${time}, until ${wait.until}`;
    return { category: 'console', text: `⏳ ${words}` };
  },
  MapRun: ({ mapRun }, name) =>
    mapRun.status === 'RUNNING' ? undefined : { category: 'console', text: `▦ ${name}: ${mapRunText(mapRun)}` },
  TaskLog: (log, name) => ({
    category: log.stream === 'info' ? 'console' : log.stream,
    text: `[${name}] ${log.text.replace(/\n$/, '')}`,
  }),
};

function note(runNote: RunNote, envelope: Envelope): ConsoleLine | undefined {
  const show = NOTES[runNote.type] as (note: RunNote, name: string) => Omit<ConsoleLine, 'statePath'> | undefined;
  const line = show(runNote, label(envelope));
  return line && { ...line, statePath: envelope.statePath };
}

/** A state's path with the iterations it runs in: `PackItems [2]/Pack`. */
function label(envelope: Envelope): string {
  const path = envelope.statePath === undefined ? phrase`execution` : visible(named(envelope.statePath));
  return envelope.iterations.length > 0 ? `${path} [${envelope.iterations.join('][')}]` : path;
}

function named(statePath: string): string {
  return statePath.replace(/~1/g, '/').replace(/~0/g, '~');
}

function failureOf(event: HistoryEvent): { error?: string; cause?: string } | undefined {
  if (!FAILURE.test(event.type)) return undefined;
  for (const [key, value] of Object.entries(event)) {
    if (key.endsWith('EventDetails') && typeof value === 'object' && value !== null && 'error' in value) {
      return value as { error?: string; cause?: string };
    }
  }
  return undefined;
}

/** `Error: cause`, with the message alone where the cause is a Lambda function's answer. */
export function errorText(error: string | undefined, cause: string | undefined): string {
  return [error === undefined ? phrase`failed` : visible(error), readableCause(cause)].filter(Boolean).join(': ');
}

function readableCause(cause: string | undefined): string | undefined {
  if (!cause?.startsWith('{')) return cause;
  try {
    const parsed: unknown = JSON.parse(cause);
    const message = (parsed as { errorMessage?: unknown }).errorMessage;
    return typeof message === 'string' ? message : cause;
  } catch {
    return cause;
  }
}

/** The stack trace in a Lambda function's cause: Node.js calls it `trace`, Python `stackTrace`. Its first lines say where. */
function traceOf(cause: string | undefined): string[] {
  if (!cause?.startsWith('{')) return [];
  try {
    const { trace, stackTrace } = JSON.parse(cause) as { trace?: unknown; stackTrace?: unknown };
    const lines = Array.isArray(trace) ? trace.slice(1) : Array.isArray(stackTrace) ? stackTrace : [];
    return lines.slice(0, 5).map((line) => `    ${String(line).trim()}`);
  } catch {
    return [];
  }
}
