/**
 * What a run says to a person: a fold over the stream of events, a line for each thing one cares about. Every front shows the
 * same marks, words and durations. A terminal paints them, a debug console links them to the source; both escape the texts, of
 * which names and errors are the user's.
 */
import { durationText } from '../../core/l10n/durationText';
import { mapRunText } from '../../core/graph/mapRunText';
import { errorOf, kindOf, type EventMeaning } from '../../core/history/eventKinds';
import { phrase } from '../../core/l10n/phrase';
import type {
  Envelope,
  ErrorDetails,
  ExecutionResult,
  HistoryEvent,
  RunEvent,
  RunNote,
} from '../../core/interpreter/historyEvent';
import type { Machine } from '../../core/model/machine';
import { calledWords } from '../calls/calledWords';
import { errorWords, traceOf } from './errorWords';
import { Stays } from './stays';

/** → entered, ⇢ its handler called a service, ✓ left, ✗ failed, ↻ is tried again, ↷ a catcher took its error, ⏳ waits, ▦ a Map Run, ■ was stopped. */
export type Mark = '→' | '⇢' | '≈' | '✓' | '✗' | '↻' | '↷' | '⏳' | '▦' | '■';

export interface Place {
  /** {@link Envelope.statePath} */
  readonly statePath: string;
  /** The state's name and the iterations it runs in: `Pack [0.2]`. */
  readonly label: string;
  /** How many Maps and Parallels are around it. */
  readonly nesting: number;
}

/** Reads `{mark} {subject}{words}`, then {@link tailOf}. */
export interface Narrated {
  /** Absent: a word of Stepwise's about the telling itself. */
  readonly mark?: Mark;
  /** The state's label, or the name of what ran. */
  readonly subject: string;
  readonly words: string;
  /** The state, for a link into the source. */
  readonly place?: Place;
  /** How long it took; empty where that is not worth a word. */
  readonly took: string;
  /** What is told behind a colon: one line of it. */
  readonly detail?: string;
  /** Its other lines, each for a line below. */
  readonly below: readonly string[];
  /** Of an error: what we say of it, for a line below. */
  readonly why?: string;
  readonly isError: boolean;
}

/** What a runner said while a task ran. */
export interface Spoken {
  readonly place: Place;
  readonly stream: 'stdout' | 'stderr' | 'info';
  readonly text: string;
}

export interface NarrationOptions {
  /** Whether entering a state has a line: not where a live line tells what runs. */
  readonly tellsEntering: boolean;
  /** Shared by runs that are told in one place. */
  readonly limit?: LineLimit;
}

/** A Map of thousands of items would drown everything else: past this many lines only errors are told. */
export const MOST_LINES = 2000;

export class LineLimit {
  private told = 0;

  get isReached(): boolean {
    return this.told > MOST_LINES;
  }

  /** The line, the sentence that says that there are no more, or nothing. */
  admit(line: Narrated | undefined): Narrated | undefined {
    if (!line || line.isError || ++this.told <= MOST_LINES) return line;
    return this.told === MOST_LINES + 1 ? lastLine() : undefined;
  }
}

function lastLine(): Narrated {
  const words = phrase`… more than ${MOST_LINES} lines: from here on only errors are told.`;
  return { subject: '', words, took: '', below: [], isError: false };
}

/** Seconds of a wait that are announced before they pass. */
const LONG_WAIT = 5;
/** Seconds of a wait from which its end is told too. */
const LONGER_WAIT = 90;
/** Milliseconds that are worth a word. */
const WORTH_TELLING = 50;

export class Narration {
  private readonly stays = new Stays();
  private readonly limit: LineLimit;
  /** The state the run is in. */
  private active: Place | undefined;
  /** The error told last: a run that ends of it does not tell it again. */
  private told: ErrorDetails | undefined;
  /** What is said of the failure that is told next. */
  private why: Pick<Narrated, 'why'> = {};

  constructor(
    private readonly machine: Machine,
    private readonly options: NarrationOptions,
    private readonly speak: (spoken: Spoken) => void = () => undefined,
  ) {
    this.limit = options.limit ?? new LineLimit();
  }

  add(event: RunEvent): Narrated | undefined {
    this.stays.add(event);
    // An endless loop must not spend its time on words nobody will read.
    if (this.limit.isReached && !mayTellAlways(event)) {
      if (event.kind === 'note' && event.note.type === 'TransitionTaken') this.stays.forget(event.envelope.strand);
      return undefined;
    }
    const line =
      event.kind === 'note' ? this.noted(event.note, event.envelope) : this.happened(event.event, event.envelope);
    return this.limit.admit(line);
  }

  /** The labels of the states that run. */
  running(): string[] {
    return [...this.stays.open()].map((stay) => this.placeAt(stay)!.label);
  }

  /**
   * The last line: how the run ended. An error that no line has told yet is told here, with its place.
   * @param waited milliseconds that a person waited for a run in virtual time; absent: its time is real
   */
  end(name: string, { status, error, cause }: ExecutionResult, waited?: number): Narrated {
    const { mark, words } = ENDINGS[status];
    const isTold = this.told !== undefined && this.told.error === error && this.told.cause === cause;
    const hasError = error !== undefined || cause !== undefined;
    const took = this.stays.time.now! - this.stays.began!;
    const milliseconds = waited ?? took;
    const also = took - milliseconds > 1000 ? phrase` (${durationText(took)} of virtual time)` : '';
    return {
      mark,
      subject: name,
      words: ` ${words(durationText(milliseconds))}${also}`,
      took: '',
      ...(hasError && !isTold
        ? { ...toldError({ error, cause }), ...this.why }
        : { ...(error && { detail: error }), below: [] }),
      ...(status === 'FAILED' && !isTold && this.active && { place: this.active }),
      isError: mark === '✗',
    };
  }

  private happened(event: HistoryEvent, envelope: Envelope): Narrated | undefined {
    const kind = kindOf(event.type);
    const place = kind && TOLD.has(kind.meaning) ? this.placeAt(envelope) : undefined;
    if (!kind || !place) return undefined;
    const { meaning, stateType } = kind;
    if (meaning === 'state entered') {
      this.active = place;
      if (stateType === 'Fail') return { ...line('✗', place), isError: true };
      return this.options.tellsEntering ? line('→', place) : undefined;
    }
    const stay = this.stays.at(envelope.strand);
    if (meaning === 'state exited') {
      // Where it goes on to is told with it, and the note of that follows.
      if (stateType === 'Choice' || stay?.caught !== undefined) return undefined;
      return line('✓', place, { took: stay?.took });
    }
    const error = errorOf(event);
    this.told = error;
    return {
      ...line('✗', place, { took: this.stays.tryTook(stay) }),
      ...toldError(error),
      ...this.takeWhy(),
      isError: true,
    };
  }

  private noted(note: RunNote, envelope: Envelope): Narrated | undefined {
    const place = this.placeAt(envelope);
    if (!place) return undefined;
    const stay = this.stays.at(envelope.strand);
    switch (note.type) {
      case 'TransitionTaken': {
        this.stays.forget(envelope.strand);
        const { took, caught, why } = stay ?? {};
        const to = note.to === undefined ? '' : ` → ${this.nameOf(note.to)}`;
        if (note.transition === 'catch')
          return {
            ...line('↷', place, { words: (caught ? phrase` caught ${caught}` : phrase` caught an error`) + to, took }),
            ...(why !== undefined && { why }),
          };
        return note.transition === 'choice' || note.transition === 'default'
          ? line('✓', place, { words: to, took })
          : undefined;
      }
      case 'Caught':
        if (stay) {
          stay.caught = note.error;
          stay.why = this.takeWhy().why;
        }
        return undefined;
      case 'RetryScheduled': {
        const error = note.error && ` (${note.error})`;
        const detail = phrase`retry ${note.attempt} in ${durationText(note.delaySeconds * 1000)}` + error;
        // How long a Task's try took stands with its error.
        const took = kindOfState(this.machine, place) === 'Task' ? undefined : this.stays.tryTook(stay);
        return { ...line('↻', place, { took, detail }), ...this.takeWhy() };
      }
      case 'WaitStarted': {
        if (note.seconds < LONG_WAIT) return undefined;
        const time = durationText(note.seconds * 1000);
        const words = note.seconds < LONGER_WAIT ? phrase` waits ${time}` : phrase` waits ${time}, until ${note.until}`;
        return line('⏳', place, { words });
      }
      case 'MapRun':
        return note.mapRun.status === 'RUNNING' ? undefined : line('▦', place, { detail: mapRunText(note.mapRun) });
      case 'TaskLog':
        this.speak({ place, stream: note.stream, text: note.text });
        return undefined;
      case 'AnswerInferred':
        return line('≈', place, { words: phrase` is given an inferred answer` });
      case 'ServiceCalled':
        return { ...line('⇢', place, { words: ` ${calledWords(note)}` }), isError: note.by === 'nobody' };
      case 'Explained':
        this.why = { why: note.sentence };
        return undefined;
      case 'FailureFacts':
      case 'ChildrenNotSaved':
      case 'StoodStill':
        return undefined;
    }
  }

  private takeWhy(): Pick<Narrated, 'why'> {
    const { why } = this;
    this.why = {};
    return why;
  }

  private placeAt({ statePath, iterations }: Pick<Envelope, 'statePath' | 'iterations'>): Place | undefined {
    if (statePath === undefined) return undefined;
    const inside = iterations.length > 0 ? ` [${iterations.join('.')}]` : '';
    return { statePath, label: this.nameOf(statePath) + inside, nesting: nestingOf(this.machine, statePath) };
  }

  private nameOf(statePath: string): string {
    return this.machine.byPath.get(statePath)?.name ?? statePath;
  }
}

/** What stands behind the words: how long it took, and what is told of it. */
export function tailOf({ took, detail }: Pick<Narrated, 'took' | 'detail'>): string {
  if (detail === undefined) return took && `  ${took}`;
  return `${took && phrase` after ${took}`}: ${detail}`;
}

const ENDINGS: Record<ExecutionResult['status'], { readonly mark: Mark; words(time: string): string }> = {
  SUCCEEDED: { mark: '✓', words: (time) => phrase`succeeded after ${time}` },
  FAILED: { mark: '✗', words: (time) => phrase`failed after ${time}` },
  TIMED_OUT: { mark: '✗', words: (time) => phrase`timed out after ${time}` },
  ABORTED: { mark: '■', words: (time) => phrase`was stopped after ${time}` },
};

/** That an iteration or a Parallel failed follows from what failed in it. */
const TOLD: ReadonlySet<EventMeaning> = new Set([
  'state entered',
  'state exited',
  'attempt failed',
  'attempt timed out',
  'evaluation failed',
  'map run failed',
]);

function mayTellAlways(event: RunEvent): boolean {
  if (event.kind === 'note') return event.note.type === 'TaskLog' || event.note.type === 'Explained';
  return kindOf(event.event.type)?.isFailure === true;
}

function line(
  mark: Mark,
  place: Place,
  told: { readonly words?: string; readonly took?: number; readonly detail?: string } = {},
): Narrated {
  const { words = '', took = 0, detail } = told;
  return {
    mark,
    subject: place.label,
    words,
    place,
    took: took >= WORTH_TELLING ? durationText(took) : '',
    ...(detail !== undefined && { detail }),
    below: [],
    isError: false,
  };
}

function toldError(error: ErrorDetails): Pick<Narrated, 'detail' | 'below'> {
  const [detail, ...others] = errorWords(error).split(/\r?\n/);
  return { detail, below: [...others, ...traceOf(error)] };
}

function kindOfState(machine: Machine, { statePath }: Place): string | undefined {
  return machine.byPath.get(statePath)?.type;
}

function nestingOf(machine: Machine, statePath: string): number {
  let depth = 0;
  let owner = machine.byPath.get(statePath)?.scope.owner;
  while (owner) {
    depth++;
    owner = owner.scope.owner;
  }
  return depth;
}
