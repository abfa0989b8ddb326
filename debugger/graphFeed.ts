/** What a run's views in the editor hear, in messages of a size and at a pace that an editor can take in. */
import { ViewFeed } from '../core/graph/viewFeed';
import type { ViewEvent } from '../core/graph/viewEvent';
import type { RunEvent } from '../core/interpreter/historyEvent';
import { EventBatch } from './eventBatch';
import type { ViewBudget } from './viewBudget';

/** Characters of data that may be told twice. */
const SHORT = 1000;

/** Figures of iterations that are not told one by one change thousands of times a second: they are told ten times. */
const FIGURES_MS = 100;

export class GraphFeed {
  private readonly feed = new ViewFeed();
  private readonly batch: EventBatch<ViewEvent>;
  private figures: NodeJS.Timeout | undefined;
  private hasIterations = false;

  constructor(
    private readonly budget: ViewBudget,
    heard: (events: readonly ViewEvent[]) => void,
  ) {
    this.batch = new EventBatch(heard);
  }

  add(event: RunEvent): void {
    if (!this.hasIterations && event.envelope.iterations.length > 0) {
      // They may keep the run busy for long, and views are to see at once that it has begun.
      this.hasIterations = true;
      this.batch.flush();
    }
    const told = this.feed.add(toldOnce(event));
    for (const each of told) this.tell(each);
    if (told.length === 0) this.figures ??= setTimeout(() => this.tellFigures(), FIGURES_MS);
  }

  /** A person looks at an iteration of a Map that is inside no other: what is known of it is told, and goes on. */
  lookAt(map: string, index: number): void {
    const soFar = this.feed.lookAt(map, index);
    if (soFar) this.batch.add(soFar);
    this.flush();
  }

  /** Sends what is waiting now: before a stop and at the end. */
  flush(): void {
    this.tellFigures();
    this.batch.flush();
  }

  private tell(event: ViewEvent): void {
    const shown = event.kind === 'totals' || event.kind === 'iteration' ? event : this.budget.admit(event);
    if (shown) this.batch.add(shown);
  }

  private tellFigures(): void {
    clearTimeout(this.figures);
    this.figures = undefined;
    const totals = this.feed.totals();
    if (totals) this.batch.add(totals);
  }
}

/** The input and the output of the execution itself are told with the run's beginning and its end: an empty text stands for them. */
function toldOnce(event: RunEvent): RunEvent {
  if (event.kind !== 'history') return event;
  const { executionStartedEventDetails: started, executionSucceededEventDetails: succeeded } = event.event;
  if (started && isLong(started.input)) {
    return { ...event, event: { ...event.event, executionStartedEventDetails: { ...started, input: '' } } };
  }
  if (succeeded && isLong(succeeded.output)) {
    return { ...event, event: { ...event.event, executionSucceededEventDetails: { ...succeeded, output: '' } } };
  }
  return event;
}

function isLong(text: string | undefined): boolean {
  return text !== undefined && text.length > SHORT;
}
