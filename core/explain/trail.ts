/**
 * The way a run has come, strand by strand: which states were entered with what, and what they left behind. A fold over the
 * stream of events that keeps texts as they came and parses none.
 */
import { errorOf, kindOf, type EventKind } from '../history/eventKinds';
import type { Envelope, ErrorDetails, HistoryEvent, MapRunDescription, RunEvent } from '../interpreter/historyEvent';
import type { Machine, State } from '../model/machine';

/** One stay of a strand in a state. Texts are JSON. */
export interface Visit {
  readonly state: State;
  readonly envelope: Envelope;
  /** Number of the event that tells of its entering; 0: not known. */
  readonly enteredId: number;
  readonly input: string | undefined;
  output?: string;
  /** What its task was last asked. */
  asked?: string;
  /** What its task last answered. */
  result?: string;
  /** What failed in it last, and was perhaps caught; empty where the history does not name it. */
  error?: string;
  /** Index of the Catch that took it. */
  catcher?: number;
  mapRun?: MapRunDescription;
  /** Of a Distributed Map: what the first of its executions that failed did. */
  failedChild?: ErrorDetails & { readonly why?: string };
}

/** A loop may go round for hours: what lies further back is forgotten. */
const MOST_VISITS = 200;

class Strand {
  readonly visits: Visit[] = [];
  readonly children = new Set<string>();
  variables: { [name: string]: string } | undefined;

  constructor(readonly parent: string | undefined) {}

  get last(): Visit | undefined {
    return this.visits.at(-1);
  }
}

export class Trail {
  private readonly strands = new Map<string, Strand>();

  constructor(private readonly machine: Pick<Machine, 'byPath'>) {}

  add(event: RunEvent): void {
    if (event.kind === 'note') {
      if (event.note.type === 'MapRun') this.tellMapRun(event.note.mapRun, event.envelope);
      if (event.note.type === 'Caught') this.caught(event.note.catcher, event.envelope);
      return;
    }
    const kind = kindOf(event.event.type);
    if (kind) this.happened(event.event, kind, event.envelope, event.kind === 'childHistory');
  }

  /** The state that a strand is in, or was in last. */
  at(strand: string): Visit | undefined {
    return this.strands.get(strand)?.last;
  }

  /** The state that a strand runs inside. */
  around(strand: string): Visit | undefined {
    const parent = strandAround(strand);
    return parent === undefined ? undefined : this.at(parent);
  }

  /** The visit that an event began, of the strand or of what runs inside it. */
  enteredAt(strand: string, name: string, id: number): Visit | undefined {
    return this.find(strand, ({ state, enteredId }) => enteredId === id && state.name === name);
  }

  /** The visit under way to a state of that name, of the strand or of what runs inside it. */
  named(strand: string, name: string): Visit | undefined {
    return this.find(strand, ({ state }) => state.name === name);
  }

  /** Those before it, the latest first, and those that its strand is part of. */
  *before(visit: Visit): Iterable<Visit> {
    let strand = this.strands.get(visit.envelope.strand);
    let at = strand ? strand.visits.lastIndexOf(visit) - 1 : -1;
    while (strand) {
      for (; at >= 0; at--) yield strand.visits[at]!;
      strand = strand.parent === undefined ? undefined : this.strands.get(strand.parent);
      at = (strand?.visits.length ?? 0) - 1;
    }
  }

  /** JSON text of a variable, as the strand sees it. */
  variable(strand: string, name: string): string | undefined {
    for (
      let at = this.strands.get(strand);
      at;
      at = at.parent === undefined ? undefined : this.strands.get(at.parent)
    ) {
      const { variables } = at;
      if (variables && Object.hasOwn(variables, name)) return variables[name];
    }
    return undefined;
  }

  private find(id: string, isMeant: (visit: Visit) => boolean): Visit | undefined {
    const strand = this.strands.get(id);
    if (!strand) return undefined;
    const { last } = strand;
    if (last && isMeant(last)) return last;
    for (const child of strand.children) {
      const found = this.find(child, isMeant);
      if (found) return found;
    }
    return undefined;
  }

  private happened(event: HistoryEvent, kind: EventKind, envelope: Envelope, isOfChild: boolean): void {
    switch (kind.meaning) {
      case 'state entered':
        return this.entered(event, envelope);
      case 'state exited':
        return this.exited(event, envelope);
      case 'attempt scheduled':
        return this.asked(event, envelope);
      case 'attempt succeeded':
        return this.answered(detailsOf(event, kind)?.['output'], envelope);
      case 'attempt failed':
      case 'attempt timed out':
      case 'evaluation failed':
      case 'children failed':
      case 'map run failed':
        return this.failed(errorOf(event).error, envelope);
      case 'map run started':
        return this.begunAnew(envelope);
      case 'children succeeded':
      case 'map run succeeded':
        return this.succeeded(envelope);
      case 'iteration succeeded':
        return this.forget(envelope.strand);
      case 'execution succeeded':
      case 'execution failed':
      case 'execution aborted':
      case 'execution timed out':
        if (isOfChild) this.forget(envelope.strand);
    }
  }

  private entered({ id, stateEnteredEventDetails: details }: HistoryEvent, envelope: Envelope): void {
    const state = this.machine.byPath.get(envelope.statePath ?? '');
    if (!state) return;
    const { visits } = this.strand(envelope.strand);
    visits.push({ state, envelope, enteredId: id, input: details?.input });
    if (visits.length > MOST_VISITS) visits.shift();
  }

  private exited({ stateExitedEventDetails: details }: HistoryEvent, { strand: id, statePath }: Envelope): void {
    const strand = this.strands.get(id);
    const visit = strand?.last;
    if (!strand || !visit || visit.state.path !== statePath) return;
    visit.output = details?.output;
    if (details?.assignedVariables) strand.variables = { ...strand.variables, ...details.assignedVariables };
    this.forgetChildren(strand);
  }

  private answered(output: string | undefined, { strand }: Envelope): void {
    const visit = this.at(strand);
    if (!visit) return;
    visit.result = output;
    delete visit.error;
  }

  /** A Retry may have tried again what had failed. */
  private succeeded({ strand }: Envelope): void {
    delete this.at(strand)?.error;
  }

  private begunAnew({ strand }: Envelope): void {
    delete this.at(strand)?.failedChild;
  }

  private failed(error: string | undefined, { strand }: Envelope): void {
    const visit = this.at(strand);
    if (visit) visit.error = error ?? '';
  }

  private caught(catcher: number, { strand }: Envelope): void {
    const visit = this.at(strand);
    if (visit) visit.catcher = catcher;
  }

  private asked(event: HistoryEvent, { strand }: Envelope): void {
    const visit = this.at(strand);
    if (!visit) return;
    visit.asked =
      event.taskScheduledEventDetails?.parameters ??
      event.lambdaFunctionScheduledEventDetails?.input ??
      event.activityScheduledEventDetails?.input;
  }

  private tellMapRun(mapRun: MapRunDescription, { strand, statePath }: Envelope): void {
    const visit = this.at(strand);
    if (visit && visit.state.path === statePath) visit.mapRun = mapRun;
  }

  private strand(id: string): Strand {
    const known = this.strands.get(id);
    if (known) return known;
    const parent = strandAround(id);
    const made = new Strand(parent);
    this.strands.set(id, made);
    if (parent !== undefined) this.strands.get(parent)?.children.add(id);
    return made;
  }

  private forget(id: string): void {
    const strand = this.strands.get(id);
    if (!strand) return;
    this.forgetChildren(strand);
    this.strands.delete(id);
    if (strand.parent !== undefined) this.strands.get(strand.parent)?.children.delete(id);
  }

  private forgetChildren(strand: Strand): void {
    for (const child of [...strand.children]) this.forget(child);
  }
}

function detailsOf(event: HistoryEvent, { details }: EventKind): { readonly [member: string]: string } | undefined {
  return details && (event[details] as unknown as { readonly [member: string]: string } | undefined);
}

/** `/Orders#0:17/Orders/Pack#0:1` runs inside `/Orders#0:17`, and that inside ``. */
function strandAround(id: string): string | undefined {
  return id === '' ? undefined : (/^(.*#\d+:\d+)\/.*#\d+:\d+$/s.exec(id)?.[1] ?? '');
}
