/** Which strand an event is of: that of the event it follows, or one above. */
import type { HistoryEvent } from '../historyEvent';
import { MisplacedEvent } from './eventDetails';
import { liveStrands, type FoldStrand } from './foldStrand';
import type { FailurePoint, StatePoint } from './strandPoint';

/** Each looks at all strands: a history made to be slow must not have its way. */
const MOST_GUESSES = 1000;

export class StrandFinder {
  /** The strand of each event, by its id less one. */
  private readonly strands: (FoldStrand | undefined)[] = [];
  private guesses = 0;
  /** Iterations: what comes then is of the Map or of what is around it. */
  private readonly failed = new Set<FoldStrand>();

  constructor(private readonly root: FoldStrand) {}

  /** The strand of the next event; undefined where it is of none. */
  add(strand: FoldStrand | undefined): void {
    this.strands.push(strand);
  }

  /** What comes then is of the Map or of what is around it. */
  iterationFailed(iteration: FoldStrand): void {
    this.failed.add(iteration);
  }

  /**
   * The task an event is of.
   *
   * @throws MisplacedEvent where there is none
   */
  taskOf(event: HistoryEvent, isRedriven: boolean): FoldStrand {
    const strand = this.at(event.previousEventId);
    if (strand.state?.type === 'Task' && !strand.state.left) return strand;
    // After a redrive an event may follow ExecutionRedriven: then only one task can be meant, or we cannot tell.
    const mayGuess = isRedriven && ++this.guesses <= MOST_GUESSES;
    const waiting = (mayGuess ? liveStrands(this.root) : []).filter(
      ({ state }) => state?.type === 'Task' && !state.left,
    );
    if (waiting.length === 1) return waiting[0]!;
    throw new MisplacedEvent(
      `event ${event.id} (${event.type}) follows event ${event.previousEventId}, which belongs to no task`,
    );
  }

  /**
   * The nearest strand that stands in such a state.
   *
   * @throws MisplacedEvent where there is none
   */
  upwards(event: HistoryEvent, fits: (state: StatePoint) => boolean): FoldStrand {
    const strand = this.found(event, fits);
    if (strand) return strand;
    throw new MisplacedEvent(`event ${event.id} (${event.type}) belongs to no state that was entered before it`);
  }

  found(event: HistoryEvent, fits: (state: StatePoint) => boolean): FoldStrand | undefined {
    let found: FoldStrand | undefined;
    for (let strand: FoldStrand | undefined = this.at(event.previousEventId); strand; strand = strand.parent) {
      if (this.failed.has(strand)) found = undefined;
      else if (strand.state && !strand.state.left && fits(strand.state)) found ??= strand;
    }
    return found;
  }

  /** Of an event, by its id: of none, and of one that was of no strand, the main one. */
  at(id: number): FoldStrand {
    return (id === 0 ? undefined : this.strands[id - 1]) ?? this.root;
  }

  /** How the child failed whose event this one follows. */
  failureBehind(event: HistoryEvent): FailurePoint | undefined {
    const { state, scope } = this.at(event.previousEventId);
    if (state?.failure) return state.failure;
    const definition = state?.type === 'Fail' ? scope?.byName.get(state.name)?.definition : undefined;
    const { Error: error, Cause: cause } = definition ?? {};
    if (!definition) return undefined;
    return { ...(typeof error === 'string' && { error }), ...(typeof cause === 'string' && { cause }) };
  }
}
