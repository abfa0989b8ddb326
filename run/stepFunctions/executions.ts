/** The executions of one run on this machine: those a state or a handler started, and the launched one. */
import { setMaxListeners } from 'node:events';
import type { ErrorDetails, ExecutionResult, HistoryEvent } from '../../core/interpreter/historyEvent';
import type { Json } from '../../core/json';
import { LOCAL_ACCOUNT, LOCAL_REGION, localStateMachineArn } from '../../core/template';
import type { StartedAs } from './runnable';

export interface ExecutionFacts {
  readonly machineName: string;
  /** The definition that runs. */
  readonly definition: Json;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly name: string;
  /** JSON text. */
  readonly input: string;
  /** Milliseconds since the epoch. */
  readonly startDate: number;
  /** Of an express execution: what makes its ARN its own, as its name need not. */
  readonly id: string;
  /** The execution whose state started it. */
  readonly parent?: LocalExecution;
  /** The revision, version and alias it was started as; absent: the machine's file as it stood. */
  readonly startedAs?: StartedAs;
}

export interface LocalExecution extends ExecutionFacts {
  readonly arn: string;
  readonly machineArn: string;
  /** As AWS would give it; of standard executions alone, since AWS keeps none of express ones. */
  readonly events: readonly HistoryEvent[];
  readonly end: { readonly result: ExecutionResult; readonly stopDate: number } | undefined;
  /** Resolves when it has ended. */
  readonly result: Promise<ExecutionResult>;
  /** Aborts it; error and cause stand in its last event. */
  stop(details: ErrorDetails): void;
}

/** What the run itself does with an execution. */
export interface ExecutionRecord extends LocalExecution {
  readonly signal: AbortSignal;
  add(event: HistoryEvent): void;
  /** It runs again, after this history: a redrive. */
  reopen(events: readonly HistoryEvent[]): void;
  finish(result: ExecutionResult, stopDate: number): void;
}

/** So many executions that have ended keep their histories: a Map may start thousands. */
const KEPT_HISTORIES = 200;

export class Executions {
  private readonly byArn = new Map<string, Execution>();
  private readonly histories: Execution[] = [];

  /** @param signal aborts this execution too */
  begin(facts: ExecutionFacts, signal?: AbortSignal): ExecutionRecord {
    const execution = new Execution(facts, signal, () => this.forgetOldest(execution));
    this.byArn.set(execution.arn, execution);
    return execution;
  }

  find(arn: string): LocalExecution | undefined {
    return this.byArn.get(arn);
  }

  /** Newest first. */
  list(): readonly LocalExecution[] {
    return [...this.byArn.values()].reverse();
  }

  get count(): number {
    return this.byArn.size;
  }

  private forgetOldest(ended: Execution): void {
    this.histories.push(ended);
    const oldest = this.histories.length > KEPT_HISTORIES ? this.histories.shift() : undefined;
    if (oldest?.end) oldest.events.length = 0;
  }
}

/** `…:execution:MACHINE:NAME`, `…:express:MACHINE:NAME:ID`. Source: recorded. */
export function executionArn({
  type,
  machineName,
  name,
  id,
}: Pick<ExecutionFacts, 'type' | 'machineName' | 'name' | 'id'>): string {
  const place = `arn:aws:states:${LOCAL_REGION}:${LOCAL_ACCOUNT}`;
  return type === 'EXPRESS'
    ? `${place}:express:${machineName}:${name}:${id}`
    : `${place}:execution:${machineName}:${name}`;
}

class Execution implements ExecutionRecord {
  readonly arn: string;
  readonly machineArn: string;
  readonly machineName: string;
  readonly definition: Json;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly name: string;
  readonly input: string;
  readonly startDate: number;
  readonly id: string;
  readonly parent: LocalExecution | undefined;
  readonly startedAs: StartedAs | undefined;
  readonly events: HistoryEvent[] = [];
  result!: Promise<ExecutionResult>;
  end: LocalExecution['end'];
  private controller!: AbortController;
  private settle!: (result: ExecutionResult) => void;
  private readonly follow: () => void;

  constructor(
    facts: ExecutionFacts,
    private readonly outer: AbortSignal | undefined,
    private readonly ended: () => void,
  ) {
    this.machineName = facts.machineName;
    this.definition = facts.definition;
    this.type = facts.type;
    this.name = facts.name;
    this.input = facts.input;
    this.startDate = facts.startDate;
    this.id = facts.id;
    this.parent = facts.parent;
    this.startedAs = facts.startedAs;
    this.arn = executionArn(facts);
    this.machineArn = localStateMachineArn(facts.machineName);
    this.follow = () => this.controller.abort(outer?.reason);
    this.open();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  stop(details: ErrorDetails): void {
    this.controller.abort(details);
  }

  add(event: HistoryEvent): void {
    if (this.type === 'STANDARD') this.events.push(event);
  }

  reopen(events: readonly HistoryEvent[]): void {
    this.events.splice(0, this.events.length, ...events);
    this.end = undefined;
    this.open();
  }

  private open(): void {
    this.controller = new AbortController();
    this.result = new Promise((settle) => (this.settle = settle));
    if (!this.outer) return;
    if (this.outer.aborted) this.follow();
    // As many as there are executions under way: Node would take more than ten for a leak.
    setMaxListeners(0, this.outer);
    this.outer.addEventListener('abort', this.follow, { once: true });
  }

  finish(result: ExecutionResult, stopDate: number): void {
    this.outer?.removeEventListener('abort', this.follow);
    this.end = { result, stopDate };
    this.settle(result);
    this.ended();
  }
}
