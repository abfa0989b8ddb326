/**
 * A history as a file keeps it: what GetExecutionHistory answers (`events`), and beside it what that does not hold: the
 * execution's name, and the histories of a Distributed Map's child executions, so that a run can go on from there.
 */
import type { HistoryEvent, RunEvent, SavedChild } from '../../core/interpreter';

export interface SavedHistory {
  readonly executionArn?: string;
  readonly events: readonly HistoryEvent[];
  /** One for each child execution that was started. */
  readonly childExecutions?: readonly SavedChild[];
}

/** What a run has told so far. */
export class HistoryKeeper {
  readonly events: HistoryEvent[] = [];
  executionArn: string | undefined;
  private readonly children = new Map<string, Child>();
  /** The Map Run that the Map state at this place has begun. */
  private readonly mapRuns = new Map<string, string>();
  /** The last one of each `MACHINE/LABEL`: of those of an earlier run the place is not known. */
  private readonly lastRuns = new Map<string, string>();

  /** @returns the line of the journal that tells of it; undefined for a note */
  add(event: RunEvent): string | undefined {
    if (event.kind === 'note') return undefined;
    const { statePath, line } = event.envelope;
    const { mapRunStartedEventDetails, mapRunRedrivenEventDetails } = event.event;
    const { mapRunArn } = mapRunStartedEventDetails ?? mapRunRedrivenEventDetails ?? {};
    if (mapRunArn !== undefined) {
      this.mapRuns.set(`${line}/${statePath}`, mapRunArn);
      this.noteMapRun(mapRunArn);
    }
    if (event.kind === 'history') {
      this.events.push(event.event);
      return JSON.stringify({ event: event.event });
    }
    const { executionArn, envelope } = event;
    const known = this.children.get(executionArn);
    const child = known ?? {
      executionArn,
      // The line of a child's own lines begins with that of the Map state that runs it.
      mapRunArn:
        this.mapRuns.get(line.slice(0, line.lastIndexOf('#'))) ?? this.lastRuns.get(ownerOf(executionArn)) ?? '',
      index: envelope.iterations.at(-1) ?? 0,
      events: [],
    };
    this.addToChild(child, event.event);
    const { mapRunArn: run, index } = child;
    return JSON.stringify({ child: { executionArn, mapRunArn: run, index }, event: event.event });
  }

  /** What an earlier run told. */
  addSaved({ executionArn, events, childExecutions = [] }: SavedHistory): void {
    this.executionArn ??= executionArn;
    for (const event of [...events, ...childExecutions.flatMap((child) => child.events)]) {
      if (event.mapRunStartedEventDetails) this.noteMapRun(event.mapRunStartedEventDetails.mapRunArn);
    }
    for (const event of events) this.events.push(event);
    for (const child of childExecutions) this.children.set(child.executionArn, { ...child, events: [...child.events] });
  }

  private noteMapRun(arn: string): void {
    this.lastRuns.set(ownerOf(arn), arn);
  }

  private addToChild({ executionArn, mapRunArn, index }: Child, event: HistoryEvent): void {
    const known = this.children.get(executionArn);
    if (known) {
      // A child that goes on may record its last events anew: what it tells now takes their place.
      if (event.id <= known.events.length) known.events.length = event.id - 1;
      known.events.push(event);
    } else this.children.set(executionArn, { executionArn, mapRunArn, index, events: [event] });
  }

  get saved(): SavedHistory {
    const { executionArn, events, children } = this;
    return {
      ...(executionArn !== undefined && { executionArn }),
      events,
      ...(children.size > 0 && { childExecutions: [...children.values()] }),
    };
  }
}

/** `MACHINE/LABEL` of a Map Run's ARN, or of its child's. */
function ownerOf(arn: string): string {
  return arn.split(':')[6] ?? '';
}

type Child = Omit<SavedChild, 'events'> & { readonly events: HistoryEvent[] };
