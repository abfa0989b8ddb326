/** An execution that a run starts, as the editor is told of it: a run of its own, with its parent, its events and its history. */
import { randomUUID } from 'node:crypto';
import { errorOf, executionStatusAfter } from '../core/history/eventKinds';
import type { RunEvent } from '../core/interpreter/historyEvent';
import type { Machine } from '../core/model/machine';
import type { AdapterEvents } from '../messages/debugClient';
import type { NestedExecution } from '../run';
import { GraphFeed } from './graphFeed';
import { fileOf } from './machineFile';
import { besideKept, SavedRun } from './savedRun';
import { ViewBudget } from './viewBudget';

/** A Map may start thousands: of more the console alone tells. */
const MOST_RUNS = 100;

/** The run that starts others. */
export interface TellingRun {
  readonly runId: string;
  /** Absolute path; those of the runs it starts lie beside it. */
  readonly keptHistory: string | undefined;
  tell<Name extends keyof AdapterEvents>(name: Name, body: AdapterEvents[Name]): void;
}

/** What all of them together may tell. */
export class ToldRuns {
  private readonly budget = new ViewBudget(() => undefined);
  private readonly byId = new Map<string, ToldRun>();

  /** Undefined: too many have been told of. */
  begin(
    parent: TellingRun,
    machine: Machine,
    name: string,
    startedBy: NestedExecution['startedBy'],
  ): ToldRun | undefined {
    if (this.byId.size >= MOST_RUNS) return undefined;
    const made = new ToldRun(parent, machine, name, startedBy, this.budget);
    this.byId.set(made.runId, made);
    return made;
  }

  get(runId: string): ToldRun | undefined {
    return this.byId.get(runId);
  }
}

export class ToldRun implements TellingRun {
  readonly runId = randomUUID();
  readonly keptHistory: string | undefined;
  readonly graph: GraphFeed;
  private readonly saved: SavedRun;

  constructor(
    private readonly parent: TellingRun,
    private readonly machine: Machine,
    private readonly name: string,
    private readonly startedBy: NestedExecution['startedBy'],
    budget: ViewBudget,
  ) {
    this.keptHistory = besideKept(parent.keptHistory);
    this.saved = new SavedRun(undefined, this, undefined);
    this.graph = new GraphFeed(budget, (events) => this.tell('stepwise.runEvents', { runId: this.runId, events }));
  }

  tell<Name extends keyof AdapterEvents>(name: Name, body: AdapterEvents[Name]): void {
    this.parent.tell(name, body);
  }

  add(event: RunEvent): void {
    this.saved.add(event);
    const own = event.kind === 'history' ? event.event : undefined;
    if (own?.executionStartedEventDetails) this.began(own.executionStartedEventDetails.input);
    this.graph.add(event);
    const status = own && executionStatusAfter(own.type);
    if (!own || status === undefined || status === 'RUNNING') return;
    this.saved.close();
    this.graph.flush();
    const { output } = own.executionSucceededEventDetails ?? {};
    this.tell('stepwise.runEnded', {
      runId: this.runId,
      status,
      ...(output !== undefined && { output }),
      ...errorOf(own),
    });
  }

  private began(input: string): void {
    const { runId, name, parent, startedBy, keptHistory } = this;
    this.tell('stepwise.runStarted', {
      runId,
      program: fileOf(this.machine),
      name,
      input,
      history: keptHistory,
      parent: { runId: parent.runId, statePath: startedBy?.state.path, iterations: startedBy?.iterations },
    });
  }
}
