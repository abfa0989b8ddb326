/**
 * Why a run fails: a fold over the stream of its events, which adds notes to the stream. What it says follows from the definition
 * and the events so far alone, so that a history that is opened says what the run said.
 */
import { errorOf, kindOf } from '../history/eventKinds';
import type {
  Envelope,
  ErrorDetails,
  Explanation,
  FailureFacts,
  HistoryEvent,
  RunEvent,
  RunNote,
} from '../interpreter/historyEvent';
import type { Json } from '../json';
import { parsedJson } from '../jsonText';
import type { Machine } from '../model/machine';
import type { Explain, Failure } from './explanation';
import { CAUSES, HANDLING } from './table';
import { findMissing, PLACE, type Missing } from './missing';
import { Trail, type Visit } from './trail';

type Table = { readonly [name: string]: Explain };

export interface Tables {
  readonly causes: Table;
  readonly handling: Table;
}

const ALL: Tables = { causes: CAUSES, handling: HANDLING };

/** What is said of one failure: why it happened, and why nothing took it. */
export function explain(failure: Failure, { causes, handling }: Tables = ALL): Explanation | undefined {
  const why = firstOf(causes, failure);
  const untaken = firstOf(handling, failure);
  if (!why || !untaken) return why ?? untaken;
  const edit = why.edit ?? untaken.edit;
  return { sentence: `${why.sentence} ${untaken.sentence}`, ...(edit && { edit }) };
}

function firstOf(table: Table, failure: Failure): Explanation | undefined {
  for (const each of Object.values(table)) {
    const found = each(failure);
    if (found) return found;
  }
  return undefined;
}

/** Characters of a cause that are looked at: one that quotes a large input is told without. */
const LONGEST_CAUSE = 2_000_000;

export class Explainer {
  private readonly trail: Trail;
  /** The error told last: what passes it on is not explained again. */
  private last: ErrorDetails = {};
  /** What was said last, and of which strand. */
  private said: { readonly strand: string; readonly sentence: string } | undefined;
  /** By strand, until the failure that they are about. */
  private readonly facts = new Map<string, FailureFacts>();

  constructor(
    machine: Pick<Machine, 'byPath'>,
    private readonly tables = ALL,
  ) {
    this.trail = new Trail(machine);
  }

  /** @returns a note that belongs into the stream before the event */
  add(event: RunEvent): RunEvent | undefined {
    // What a child did is forgotten with its end.
    const isEndOfChild = event.kind === 'childHistory' && kindOf(event.event.type)?.about === 'execution';
    if (!isEndOfChild) this.trail.add(event);
    const note =
      event.kind === 'note' ? this.noted(event.note, event.envelope) : this.happened(event.event, event.envelope);
    if (isEndOfChild) {
      this.childEnded(event.event, event.envelope);
      this.trail.add(event);
    }
    return note;
  }

  private childEnded(event: HistoryEvent, { strand }: Envelope): void {
    const around = this.trail.around(strand);
    if (!around || around.failedChild || !kindOf(event.type)?.isFailure) return;
    around.failedChild = { ...errorOf(event), ...(this.said?.strand === strand && { why: this.said.sentence }) };
  }

  private noted(note: RunNote, envelope: Envelope): RunEvent | undefined {
    if (note.type === 'FailureFacts') {
      const { type: _, ...facts } = note;
      this.facts.set(envelope.strand, facts);
    }
    if (note.type !== 'RetryScheduled' && note.type !== 'Caught') return undefined;
    const { error, cause } = note;
    return this.isPassedOn({ error, cause }) ? undefined : this.explained({ error, cause }, envelope);
  }

  private happened(event: HistoryEvent, envelope: Envelope): RunEvent | undefined {
    const kind = kindOf(event.type);
    if (!kind?.isFailure || kind.about === 'iteration' || kind.about === 'state') return undefined;
    const told = errorOf(event);
    if (told.error === undefined && told.cause === undefined) return undefined;
    const isOwn = kind.about === 'attempt' || kind.about === 'evaluation';
    return !isOwn && this.isPassedOn(told) ? undefined : this.explained(told, envelope);
  }

  private isPassedOn({ error = '', cause = '' }: ErrorDetails): boolean {
    return error === (this.last.error ?? '') && cause === (this.last.cause ?? '');
  }

  private explained(told: ErrorDetails, envelope: Envelope): RunEvent | undefined {
    this.last = told;
    const facts = this.facts.get(envelope.strand);
    this.facts.delete(envelope.strand);
    if ((told.cause?.length ?? 0) > LONGEST_CAUSE) return undefined;
    const visit = this.placeOf(told, envelope);
    // A Fail says itself why, unless its own fields fail.
    if (!visit || (visit.state.type === 'Fail' && !PLACE.test(told.cause ?? ''))) return undefined;
    const found = explain(new FailureOfVisit(told, visit, this.trail, facts), this.tables);
    if (!found) return undefined;
    this.said = { strand: envelope.strand, sentence: found.sentence };
    return { kind: 'note', note: { type: 'Explained', ...found }, envelope: visit.envelope };
  }

  /** AWS says in the cause of its own errors where they arose. */
  private placeOf({ cause = '' }: ErrorDetails, { strand }: Envelope): Visit | undefined {
    const [, name, id] = PLACE.exec(cause) ?? [];
    if (name !== undefined) return this.trail.enteredAt(strand, name, Number(id));
    const returned = /^The state\/task '([\s\S]*)' returned a result with a size/.exec(cause)?.[1];
    return (returned !== undefined && this.trail.named(strand, returned)) || this.trail.at(strand);
  }
}

class FailureOfVisit implements Failure {
  readonly error: string;
  readonly cause: string;
  readonly state: Visit['state'];
  private found: { readonly missing: Missing | undefined } | undefined;

  constructor(
    { error = '', cause = '' }: ErrorDetails,
    readonly visit: Visit,
    private readonly trail: Trail,
    readonly facts: FailureFacts = {},
  ) {
    this.error = error;
    this.cause = cause;
    this.state = visit.state;
  }

  readonly earlier = (): Iterable<Visit> => this.trail.before(this.visit);
  readonly input = (): Json | undefined => parsedJson(this.visit.input);
  readonly asked = (): Json | undefined => parsedJson(this.visit.asked);
  readonly result = (): Json | undefined => parsedJson(this.visit.result);
  readonly variable = (name: string): Json | undefined =>
    parsedJson(this.trail.variable(this.visit.envelope.strand, name));

  get missing(): Missing | undefined {
    return (this.found ??= { missing: findMissing(this) }).missing;
  }
}

/** Hands on a stream of events with the notes that explain its failures. */
export function explaining(
  machine: Pick<Machine, 'byPath'>,
  emit: (event: RunEvent) => void,
  earlier: Iterable<RunEvent> = [],
): (event: RunEvent) => void {
  const explainer = new Explainer(machine);
  for (const event of earlier) explainer.add(event);
  return (event) => {
    const note = explainer.add(event);
    if (note) emit(note);
    emit(event);
  };
}

/** What a state by itself fails of, as a test of it does. */
export function explainState(
  state: Visit['state'],
  input: string,
  error: ErrorDetails,
  more: { readonly asked?: string; readonly result?: string; readonly facts?: FailureFacts } = {},
  tables?: Tables,
): Explanation | undefined {
  const { facts, ...texts } = more;
  const envelope: Envelope = { statePath: state.path, strand: '', iterations: [] };
  const visit: Visit = { state, envelope, enteredId: 0, input, ...texts };
  const trail = new Trail({ byPath: new Map([[state.path, state]]) });
  return explain(new FailureOfVisit(error, visit, trail, facts), tables);
}

/** What a handler fails of that was called by itself. */
export function explainHandler(
  { error = '', cause = '' }: ErrorDetails,
  facts: FailureFacts = {},
  event?: string,
): Explanation | undefined {
  return explain({
    error,
    cause,
    facts,
    missing: undefined,
    earlier: () => [],
    input: () => undefined,
    asked: () => parsedJson(event),
    result: () => undefined,
    variable: () => undefined,
  });
}
