/**
 * A history as a file keeps it: what GetExecutionHistory answers (`events`), and beside it what that does not hold: the
 * execution's name, and the histories of a Distributed Map's child executions, so that a run can go on from there.
 */
import type { HistoryEvent, RunEvent, SavedChild } from '../../core/interpreter';
import { HISTORY_VERSION } from '../../core/fileVersion';
import { HistoryMask, type Mask } from '../../core/mask';

export interface SavedHistory {
  /** Of the file's form; AWS's own histories have none. */
  readonly version?: number;
  readonly executionArn?: string;
  /** The masks it was written with: where they fit stands `***`. */
  readonly masked?: readonly string[];
  readonly events: readonly HistoryEvent[];
  /** One for each child execution that was started. */
  readonly childExecutions?: readonly SavedChild[];
}

/** What a run has told so far; what is masked stays in here. */
export class HistoryKeeper {
  private readonly events: HistoryEvent[] = [];
  executionArn: string | undefined;
  /** Of the earlier run: they have left their mark in its events. */
  private readonly earlierMasks = new Set<string>();
  private readonly children = new Map<string, Child>();
  /** The Map Run that the Map state at this place has begun. */
  private readonly mapRuns = new Map<string, string>();
  /** The last one of each `MACHINE/LABEL`: of those of an earlier run the place is not known. */
  private readonly lastRuns = new Map<string, string>();
  private readonly mask: HistoryMask | undefined;

  constructor(mask?: Mask) {
    if (mask && mask.paths.length > 0) this.mask = new HistoryMask(mask);
  }

  /** @returns the line of the journal that tells of it; undefined for a note */
  add(event: RunEvent): string | undefined {
    if (event.kind === 'note') return undefined;
    this.mask?.learn(event.event);
    const { statePath, strand } = event.envelope;
    const { mapRunStartedEventDetails, mapRunRedrivenEventDetails } = event.event;
    const { mapRunArn } = mapRunStartedEventDetails ?? mapRunRedrivenEventDetails ?? {};
    if (mapRunArn !== undefined) {
      this.mapRuns.set(`${strand}/${statePath}`, mapRunArn);
      this.noteMapRun(mapRunArn);
    }
    if (event.kind === 'history') {
      this.events.push(event.event);
      return this.lineOf(event.event);
    }
    const { executionArn, envelope } = event;
    const known = this.children.get(executionArn);
    const child = known ?? {
      executionArn,
      // The strands of a child begin with that of the Map state that runs it.
      mapRunArn:
        this.mapRuns.get(strand.slice(0, strand.lastIndexOf('#'))) ?? this.lastRuns.get(ownerOf(executionArn)) ?? '',
      index: envelope.iterations.at(-1) ?? 0,
      events: [],
    };
    this.addToChild(child, event.event);
    return this.lineOf(event.event, child);
  }

  /** What the journal holds so far, but for its {@link head}. */
  lines(): string[] {
    const lines = this.events.map((event) => this.lineOf(event));
    for (const child of this.children.values()) for (const event of child.events) lines.push(this.lineOf(event, child));
    return lines;
  }

  /** The journal's first line. */
  get head(): string {
    return JSON.stringify({ version: HISTORY_VERSION, executionArn: this.executionArn, masked: this.masked });
  }

  /** Whether lines that were made before hold a value that turned out to be masked since. */
  isUnmasked(lines: readonly string[]): boolean {
    return this.mask?.cameUpTooLateFor(lines) ?? false;
  }

  get isMasking(): boolean {
    return this.mask !== undefined;
  }

  private lineOf(event: HistoryEvent, child?: Omit<SavedChild, 'events'>): string {
    const { executionArn, mapRunArn, index } = child ?? {};
    return JSON.stringify({ child: child && { executionArn, mapRunArn, index }, event: this.withoutMasked(event) });
  }

  private withoutMasked(event: HistoryEvent): HistoryEvent {
    return this.mask?.masked(event) ?? event;
  }

  private get masked(): readonly string[] | undefined {
    const entries = new Set([...this.earlierMasks, ...(this.mask?.entries ?? [])]);
    return entries.size === 0 ? undefined : [...entries];
  }

  /** What an earlier run told. */
  addSaved({ executionArn, masked = [], events, childExecutions = [] }: SavedHistory): void {
    this.executionArn ??= executionArn;
    for (const entry of masked) this.earlierMasks.add(entry);
    for (const event of [...events, ...childExecutions.flatMap((child) => child.events)]) {
      this.mask?.learn(event);
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
    const { executionArn, masked, events, children } = this;
    const all = (list: readonly HistoryEvent[]): HistoryEvent[] => list.map((event) => this.withoutMasked(event));
    return {
      version: HISTORY_VERSION,
      ...(executionArn !== undefined && { executionArn }),
      ...(masked && { masked }),
      events: all(events),
      ...(children.size > 0 && {
        childExecutions: [...children.values()].map((child) => ({ ...child, events: all(child.events) })),
      }),
    };
  }
}

/** `MACHINE/LABEL` of a Map Run's ARN, or of its child's. */
function ownerOf(arn: string): string {
  return arn.split(':')[6] ?? '';
}

type Child = Omit<SavedChild, 'events'> & { readonly events: HistoryEvent[] };
