/** Decides what views are told of a run: see `viewEvent`. A Map of ten thousand makes as much of a view as one of a hundred. */
import { kindOf } from '../history/eventKinds';
import type { Envelope, RunEvent } from '../interpreter/historyEvent';
import { applyEvent } from './foldRun';
import { edgeId } from './graphView';
import { emptyRun, summaryOf, type StateMarks, type StateStatus } from './runView';
import type { IterationSoFar, MapTotals, StateTotals, Totals, ViewEvent } from './viewEvent';

/** Events of iterations that are told one by one; a strand that is told by then is told to its end. */
export const MOST_TOLD = 500;

export class ViewFeed {
  /** What is not told event by event; and the Maps and Parallels around it, whose ends are its own. */
  private readonly rest = emptyRun();
  /** Marks in {@link rest} of states that are told. */
  private readonly around = new Set<StateMarks>();
  /** Strands inside iterations that are told, for as long as there is room for more. */
  private readonly toldStrands = new Set<string>();
  /** Iterations that a person looks at, by the names of their strands and of all that these start. */
  private readonly looks: RegExp[] = [];
  private readonly changedStates = new Set<string>();
  private readonly changedEdges = new Set<string>();
  /** Of Maps and Parallels that are told: what was told of their iterations, and of why they fail. */
  private readonly toldOf = new Map<StateMarks, Pick<StateMarks, 'items' | 'error'>>();
  private told = 0;
  /** Whether there is anything that is not told event by event: most runs have nothing. */
  private hasRest = false;

  constructor(private readonly mostTold = MOST_TOLD) {}

  /** @returns what views are told of it at once; the figures of the rest are asked for by {@link totals} */
  add(event: RunEvent): ViewEvent[] {
    const { envelope } = event;
    if (envelope.iterations.length > 0) {
      if (!this.isTold(envelope.strand)) {
        this.hasRest = true;
        this.apply(event);
        return [];
      }
      this.told++;
    }
    // A Parallel or Map that is tried again forgets what ran inside it.
    if (event.kind === 'note' && event.note.type !== 'TransitionTaken') applyEvent(this.rest, event);
    if (!endsOthers(event)) return [event];
    // Figures first: they tell why a Map fails.
    const before = this.totals();
    this.apply(event);
    this.isAround(event);
    const told = this.withItsPlace(event);
    return before ? [before, told] : [told];
  }

  /** What has changed since it was asked for last. */
  totals(): Totals | undefined {
    if (!this.hasRest) return undefined;
    const states = [...this.changedStates].map((path) => this.totalsOf(path));
    const edges = [...this.changedEdges].map((id) => ({ id, taken: sum(this.rest.edges.get(id)?.values() ?? []) }));
    this.changedStates.clear();
    this.changedEdges.clear();
    const maps = this.mapTotals();
    if (states.length + edges.length + maps.length === 0) return undefined;
    return { kind: 'totals', envelope: OF_NO_STRAND, states, edges, maps };
  }

  /**
   * A person looks at an iteration: it is told event by event from now on, with all that is inside it.
   * @param map path of the Map, around which there is no other
   * @returns what is known of it so far; undefined where all of it is told already
   */
  lookAt(map: string, index: number): IterationSoFar | undefined {
    const inside = new RegExp(`/${escaped(map)}#\\d+:${index}(?:/|$)`);
    this.looks.push(inside);
    return this.take(map, index);
  }

  /** A strand that is told once is told to its end. */
  private isTold(strand: string): boolean {
    if (this.toldStrands.has(strand)) return true;
    if (this.told >= this.mostTold) return this.looks.some((inside) => inside.test(strand));
    this.toldStrands.add(strand);
    return true;
  }

  private apply(event: RunEvent): void {
    const { rest, changedStates } = this;
    const { statePath } = event.envelope;
    if (event.kind === 'note' && event.note.type === 'TransitionTaken') {
      const { from, transition, index } = event.note;
      this.changedEdges.add(edgeId(statePath ?? from, transition, index));
    }
    applyEvent(rest, event);
    if (changesOthers(event)) for (const path of rest.states.keys()) changedStates.add(path);
    else if (statePath !== undefined) changedStates.add(statePath);
  }

  /** What an execution failed of may be an event that is not told: then the end itself says where. */
  private withItsPlace(event: RunEvent): RunEvent {
    if (event.kind !== 'history' || event.envelope.statePath !== undefined) return event;
    const failedAt = this.rest.byEvent[event.event.previousEventId];
    if (!failedAt) return event;
    const { path: statePath, iterations } = failedAt;
    return { ...event, envelope: { ...event.envelope, statePath, iterations } };
  }

  /** What it told of is told by itself: no figure counts it. */
  private isAround(event: RunEvent): void {
    const { statePath, iterations } = event.envelope;
    const kind = event.kind === 'note' ? undefined : kindOf(event.event.type);
    if (statePath === undefined || !isOwner(kind)) return;
    const marks = this.rest.states.get(statePath)?.get(iterations.join(','));
    if (!marks) return;
    this.around.add(marks);
    if (kind?.meaning === 'state entered' || kind?.meaning === 'children started') this.toldOf.delete(marks);
  }

  private totalsOf(path: string): StateTotals {
    const places = [...(this.rest.states.get(path)?.values() ?? [])].filter((marks) => !this.around.has(marks));
    if (places.length === 0) return { path };
    const { items, ...summary } = summaryOf(path, places);
    const marks = { ...summary, iterations: places[0]!.iterations };
    if (!items) return { path, marks };
    const counts = new Map<StateStatus, number>();
    for (const status of items) counts.set(status, (counts.get(status) ?? 0) + 1);
    return { path, marks, items: [...counts] };
  }

  private mapTotals(): MapTotals[] {
    const totals: MapTotals[] = [];
    for (const marks of this.around) {
      const { path, iterations, items = [], error } = marks;
      // A Parallel around it was tried again.
      if (this.rest.states.get(path)?.get(iterations.join(',')) !== marks) {
        this.around.delete(marks);
        continue;
      }
      const told = this.toldOf.get(marks) ?? {};
      const changed = new Map<StateStatus, number[]>();
      items.forEach((status, index) => {
        if (status === (told.items?.[index] ?? 'none')) return;
        const indices = changed.get(status);
        if (indices) indices.push(index);
        else changed.set(status, [index]);
      });
      if (changed.size === 0 && (!error || error === told.error)) continue;
      this.toldOf.set(marks, { items: [...items], error });
      totals.push({ path, within: iterations.join(','), items: [...changed], ...(error && { error }) });
    }
    return totals;
  }

  /** From now on the iteration is told by itself: no figure counts it. */
  private take(map: string, index: number): IterationSoFar | undefined {
    const { rest } = this;
    const places: StateMarks[] = [];
    for (const [path, all] of rest.states) {
      if (!path.startsWith(`${map}/`)) continue;
      this.changedStates.add(path);
      for (const marks of all.values()) {
        if (this.around.has(marks) || marks.iterations[0] !== index) continue;
        // A Map or Parallel stays: what it starts from now on is inside it.
        this.around.add(marks);
        places.push(marks);
      }
    }
    const edges: { id: string; within: string; taken: number }[] = [];
    for (const [id, all] of rest.edges) {
      if (!id.startsWith(`${map}/`)) continue;
      this.changedEdges.add(id);
      for (const [within, taken] of all) {
        if (Number(within.split(',')[0]) !== index) continue;
        all.delete(within);
        edges.push({ id, within, taken });
      }
    }
    return places.length + edges.length === 0
      ? undefined
      : { kind: 'iteration', envelope: OF_NO_STRAND, places, edges };
  }
}

const OF_NO_STRAND: Envelope = { strand: '', iterations: [] };

/** Whether it may end what runs in other strands, or begin it anew. */
function endsOthers(event: RunEvent): boolean {
  if (event.kind === 'note') return false;
  const kind = kindOf(event.event.type);
  return isOwner(kind) || kind?.about === 'execution' || kind?.about === 'iteration';
}

/** Whether it may change what is known of other states than its own: an iteration that begins or succeeds changes its Map. */
function changesOthers(event: RunEvent): boolean {
  if (!endsOthers(event) || event.kind === 'note') return false;
  const kind = kindOf(event.event.type);
  const isOfChild = kind?.about === 'iteration' || (kind?.about === 'execution' && event.kind === 'childHistory');
  return !isOfChild || !/(?:started|succeeded)$/.test(kind.meaning);
}

function isOwner(kind: ReturnType<typeof kindOf>): boolean {
  return kind?.stateType === 'Map' || kind?.stateType === 'Parallel';
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
