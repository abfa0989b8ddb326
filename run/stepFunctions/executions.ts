/** The executions of one run on this machine: those a state or a handler started, and the launched one. */
import { setMaxListeners } from 'node:events';
import type { ErrorDetails, ExecutionResult, HistoryEvent } from '../../core/interpreter/historyEvent';
import type { Json } from '../../core/json';
import { localStateMachineArn, localStatesArn } from '../../core/template';
import { awsRegionOf, type Project, type ProjectMachine } from '../../project';
import type { Archive, Place } from './archive';
import { EndedExecutions, weightOf, type EndedExecution } from './endedExecutions';
import type { StartedAs } from './runnable';

export interface ExecutionFacts {
  readonly machineName: string;
  /** AWS's, of the machine's stack. */
  readonly region?: string;
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
  readonly status: ExecutionResult['status'] | 'RUNNING';
  /** Milliseconds since the epoch; undefined while it runs. */
  readonly stopDate: number | undefined;
  readonly redriveCount: number;
  /** Resolves when it has ended. */
  readonly result: Promise<ExecutionResult>;
  /** How many began before it. */
  readonly ordinal: number;
  /** Of a child execution. */
  readonly mapRunArn?: string;
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

export class Executions {
  private readonly byArn = new Map<string, Execution>();
  private readonly ended = new EndedExecutions();
  private begun = 0;

  /** @param signal aborts this execution too */
  begin(facts: ExecutionFacts, signal?: AbortSignal): ExecutionRecord {
    const execution: Execution = new Execution(facts, this.begun++, signal, {
      ended: () => {
        // Of express ones the service tells nothing.
        if (execution.type === 'EXPRESS') this.forget(execution);
        else this.ended.add(execution);
      },
      reopened: () => this.ended.take(execution),
      forgotten: () => this.forget(execution),
    });
    this.byArn.set(execution.arn, execution);
    return execution;
  }

  /** Undefined also where it ended so long ago that it is known no longer. */
  find(arn: string): LocalExecution | undefined {
    return this.byArn.get(arn);
  }

  /** Newest first. */
  list(): readonly LocalExecution[] {
    return [...this.byArn.values()].reverse();
  }

  /** How many there ever were. */
  get count(): number {
    return this.begun;
  }

  close(): void {
    this.ended.close();
  }

  private forget(execution: Execution): void {
    if (this.byArn.get(execution.arn) === execution) this.byArn.delete(execution.arn);
  }
}

/** `…:execution:MACHINE:NAME`, `…:express:MACHINE:NAME:ID`. Source: recorded. */
function executionArn({
  type,
  machineName,
  region,
  name,
  id,
}: Pick<ExecutionFacts, 'type' | 'machineName' | 'region' | 'name' | 'id'>): string {
  return type === 'EXPRESS'
    ? localStatesArn('express', `${machineName}:${name}:${id}`, region)
    : localStatesArn('execution', `${machineName}:${name}`, region);
}

/** That of a standard execution of this name, begun or not. */
export function standardArn(machine: ProjectMachine, name: string, project: Project): string {
  const region = awsRegionOf(machine, project);
  return executionArn({ machineName: machine.name, region, type: 'STANDARD', name, id: '' });
}

/** What becomes of an execution, told to whoever keeps it. */
interface Keeper {
  ended(): void;
  reopened(): void;
  forgotten(): void;
}

/** What an execution that is put away leaves on disk. */
interface Contents {
  readonly input: string;
  readonly events: readonly HistoryEvent[];
  readonly result: ExecutionResult;
}

class Execution implements ExecutionRecord, EndedExecution {
  readonly arn: string;
  readonly machineArn: string;
  readonly machineName: string;
  readonly region?: string;
  readonly definition: Json;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly name: string;
  readonly startDate: number;
  readonly id: string;
  readonly startedAs: StartedAs | undefined;
  parent: LocalExecution | undefined;
  status: LocalExecution['status'] = 'RUNNING';
  stopDate: number | undefined;
  redriveCount = 0;
  weight = 0;
  private ownInput: string;
  private ownEvents: HistoryEvent[] = [];
  private ownResult: ExecutionResult | undefined;
  /** Reads what is put away. */
  private putAwayAs: (() => Contents) | undefined;
  private running!: Promise<ExecutionResult>;
  private settle!: (result: ExecutionResult) => void;
  private controller: AbortController | undefined;
  private readonly follow: () => void;

  constructor(
    facts: ExecutionFacts,
    readonly ordinal: number,
    private outer: AbortSignal | undefined,
    private readonly keeper: Keeper,
  ) {
    this.machineName = facts.machineName;
    this.region = facts.region;
    this.definition = facts.definition;
    this.type = facts.type;
    this.name = facts.name;
    this.ownInput = facts.input;
    this.startDate = facts.startDate;
    this.id = facts.id;
    this.parent = facts.parent;
    this.startedAs = facts.startedAs;
    this.arn = executionArn(facts);
    this.machineArn = localStateMachineArn(facts.machineName, facts.region);
    this.follow = () => this.controller?.abort(this.outer?.reason);
    this.open();
  }

  get input(): string {
    return this.putAwayAs?.().input ?? this.ownInput;
  }

  get events(): readonly HistoryEvent[] {
    return this.putAwayAs?.().events ?? this.ownEvents;
  }

  get end(): LocalExecution['end'] {
    const result = this.putAwayAs?.().result ?? this.ownResult;
    return result && { result, stopDate: this.stopDate ?? this.startDate };
  }

  get result(): Promise<ExecutionResult> {
    return this.putAwayAs ? Promise.resolve(this.putAwayAs().result) : this.running;
  }

  get signal(): AbortSignal {
    return (this.controller ??= new AbortController()).signal;
  }

  stop(details: ErrorDetails): void {
    this.controller?.abort(details);
  }

  add(event: HistoryEvent): void {
    if (this.type === 'STANDARD') this.ownEvents.push(event);
    if (event.type === 'ExecutionRedriven') this.redriveCount++;
  }

  reopen(events: readonly HistoryEvent[]): void {
    const { input } = this;
    this.keeper.reopened();
    this.putAwayAs = undefined;
    this.ownInput = input;
    this.ownEvents = [...events];
    this.ownResult = undefined;
    this.status = 'RUNNING';
    this.stopDate = undefined;
    this.open();
  }

  private open(): void {
    this.controller = new AbortController();
    this.running = new Promise((settle) => (this.settle = settle));
    if (!this.outer) return;
    if (this.outer.aborted) this.follow();
    // As many as there are executions under way: Node would take more than ten for a leak.
    setMaxListeners(0, this.outer);
    this.outer.addEventListener('abort', this.follow, { once: true });
  }

  finish(result: ExecutionResult, stopDate: number): void {
    this.outer?.removeEventListener('abort', this.follow);
    this.controller = undefined;
    // Whoever waited for it does so no longer.
    this.parent = undefined;
    this.ownResult = result;
    this.status = result.status;
    this.stopDate = stopDate;
    this.weight = this.ownInput.length + (result.output?.length ?? 0) + weightOf(this.ownEvents);
    this.settle(result);
    this.keeper.ended();
  }

  putAway(archive: Pick<Archive, 'put' | 'get'>): Place {
    const contents: Contents = { input: this.ownInput, events: this.ownEvents, result: this.ownResult! };
    const place = archive.put(JSON.stringify(contents));
    let last: WeakRef<Contents> | undefined;
    // Pages of a long history are asked for one after the other.
    this.putAwayAs = () => {
      let read = last?.deref();
      if (!read) {
        read = JSON.parse(archive.get(place)) as Contents;
        last = new WeakRef(read);
      }
      return read;
    };
    this.ownInput = '';
    this.ownEvents = [];
    this.ownResult = undefined;
    this.running = NEVER;
    // The function that settles a promise holds it, and with it the result.
    this.settle = SETTLED;
    return place;
  }

  forgotten(): void {
    this.keeper.forgotten();
  }
}

const SETTLED = (): void => undefined;

/** In the place of a promise that holds what is on disk. */
const NEVER = new Promise<ExecutionResult>(() => undefined);
