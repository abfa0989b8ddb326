/**
 * How long strands are in their states. A state's time goes from its entering to its leaving, waits between tries
 * included; each try has its own. What the run stood still and what came before a redrive is nobody's.
 */
import { kindOf, type EventKind } from '../../core/history/eventKinds';
import { RunTime } from '../../core/history/runTime';
import type { HistoryEvent, RunEvent } from '../../core/interpreter/historyEvent';

/** A strand in a state. Moments are those of {@link RunTime}. */
export interface Stay {
  readonly statePath: string;
  readonly iterations: readonly number[];
  /** Undefined: before this stream of events began. */
  since: number | undefined;
  /** Of the try under way. */
  trySince: number | undefined;
  /** Milliseconds, once it is left. */
  took?: number;
  /** The error that a catcher took. */
  caught?: string;
  /** What is said of it. */
  why?: string;
}

export class Stays {
  readonly time = new RunTime();
  /** Moment of the first event. */
  began: number | undefined;
  /** By strand: one is in one state at a time. */
  private readonly byStrand = new Map<string, Stay>();
  private redriven: number | undefined;

  /** Takes in an event; {@link at} then tells of its strand. */
  add(event: RunEvent): void {
    this.time.add(event);
    if (event.kind === 'note') return;
    this.began ??= this.time.now;
    const kind = kindOf(event.event.type);
    if (kind?.about === 'execution') this.executionChanged(event, kind);
    else if (kind) this.stateChanged(event, kind);
  }

  at(strand: string): Stay | undefined {
    return this.byStrand.get(strand);
  }

  /** Nothing more is to be told of the state that the strand was in. */
  forget(strand: string): void {
    this.byStrand.delete(strand);
  }

  /** Not left yet. */
  *open(): Iterable<Stay> {
    for (const stay of this.byStrand.values()) if (stay.took === undefined) yield stay;
  }

  /** Milliseconds since the try under way began; undefined where none has. */
  tryTook(stay: Stay | undefined): number | undefined {
    return stay?.trySince === undefined ? undefined : this.time.now! - stay.trySince;
  }

  private executionChanged({ kind, envelope }: TimedEvent, { meaning }: EventKind): void {
    if (meaning === 'execution redriven') {
      if (kind === 'childHistory') return;
      this.began = this.redriven = this.time.now;
      for (const stay of this.byStrand.values()) stay.since = this.redriven;
    } else if (kind === 'childHistory' && meaning !== 'execution started') this.byStrand.delete(envelope.strand);
  }

  private stateChanged(
    { envelope: { strand, statePath, iterations } }: TimedEvent,
    { meaning, stateType }: EventKind,
  ): void {
    const { now } = this.time;
    switch (meaning) {
      case 'state entered':
        // A Fail is over as it begins.
        if (statePath === undefined || stateType === 'Fail') this.byStrand.delete(strand);
        else this.byStrand.set(strand, { statePath, iterations, since: now, trySince: undefined });
        break;
      case 'attempt scheduled':
      case 'children started': {
        const stay = this.known(strand, statePath, iterations);
        if (stay) stay.trySince = now;
        break;
      }
      case 'state exited': {
        const stay = this.known(strand, statePath, iterations);
        if (stay) stay.took = stay.since === undefined ? 0 : now! - stay.since;
        break;
      }
      case 'state aborted':
        this.byStrand.delete(strand);
    }
  }

  /** A run that goes on tells nothing of the entering. */
  private known(strand: string, statePath: string | undefined, iterations: readonly number[]): Stay | undefined {
    let stay = this.byStrand.get(strand);
    if (statePath === undefined || stay?.statePath === statePath) return stay;
    this.byStrand.set(strand, (stay = { statePath, iterations, since: this.redriven, trySince: undefined }));
    return stay;
  }
}

type TimedEvent = Extract<RunEvent, { readonly event: HistoryEvent }>;
