/** The Step Functions of one run on this machine: what its endpoint, its states and its person share. */
import type { TaskCall } from '../../core/interpreter/host';
import type { TestStateAnswer, TestStateRequest } from '../../core/interpreter/testState';
import type { JsonObject } from '../../core/json';
import type { Project, ProjectMachine } from '../../project';
import type { StartRunOptions } from '../run';
import { Activities } from './activities';
import { ApiError } from './apiError';
import type { Endpoint } from './endpoint';
import { Executions, type LocalExecution } from './executions';
import { Machines } from './machines';
import { MapRuns } from './mapRuns';
import type { ApiAnswer } from './operations/operation';
import { PendingTasks } from './pendingTasks';
import type { StartedAs } from './runnable';
import { Tags } from './tags';

/** What the run does for its service. */
export interface ServiceHost {
  readonly project: Project;
  /** Of what was launched, where it has one. */
  readonly stack?: string;
  /** Milliseconds since the epoch, by the run's clock. */
  now(): number;
  uuid(): string;
  /** From 0 to 1. */
  random(): number;
  /** Begins an execution; the run ends when it has. @returns the sentence that says why it cannot begin */
  start(machine: ProjectMachine, request: ExecutionRequest): LocalExecution | { readonly problem: string };
  /** Runs the failed states of an execution that has ended again. @returns why it cannot */
  redrive(execution: LocalExecution): { readonly problem: string } | undefined;
  /** Tests one state; what it calls is answered as in the run. */
  testState(request: TestStateRequest): Promise<TestStateAnswer>;
}

/** Who calls the API: a state, or the handler that it has called. */
export interface Caller {
  readonly call: TaskCall;
  /** The state's machine, as mocks name it. */
  readonly machine: string;
  /** Of the execution that the state is of: it hears of those that begin. */
  readonly observeNested?: StartRunOptions['observeNested'];
  /** Of the state's machine. */
  readonly stack?: string;
}

export interface CallOptions {
  /** The answer of a token that is none of this run is not looked for in other runs of this machine. */
  readonly isDirect?: boolean;
  /** Absent: nobody knows. */
  readonly from?: Caller;
}

export interface ExecutionRequest {
  /** JSON text. */
  readonly input: string;
  readonly name: string;
  /** StartSyncExecution. */
  readonly synchronous?: boolean;
  /** Absent: a machine of the project, as its file stands. */
  readonly startedAs?: StartedAs;
  readonly from?: Caller;
}

/** One run starts no more: handlers that start one another without end come to one. */
const MOST_EXECUTIONS = 10_000;

export interface ServiceOptions {
  /** How many executions may be started in all. */
  readonly mostExecutions?: number;
  /** Hears which process of a handler calls. @returns hears that it has its answer */
  readonly calledBy?: (processId: string) => (() => void) | undefined;
}

export class StepFunctionsService {
  readonly mostExecutions: number;
  readonly tasks = new PendingTasks();
  readonly activities = new Activities(() => this.now());
  readonly executions = new Executions();
  readonly mapRuns = new MapRuns();
  readonly machines = new Machines(() => this.host && { ...this.host, since: this.created });
  readonly tags = new Tags();
  /** Milliseconds since the epoch. */
  readonly created = Date.now();
  /** Set when a run begins. */
  host: ServiceHost | undefined;
  /** Executions under way that the API started. */
  running = 0;
  private endpoint: Promise<Endpoint> | undefined;
  private closed = false;
  /** By the handler's process: what it works for, or worked for last. */
  private readonly callers = new Map<string, Caller>();

  private readonly calledBy: ServiceOptions['calledBy'];

  constructor({ mostExecutions = MOST_EXECUTIONS, calledBy }: ServiceOptions = {}) {
    this.mostExecutions = mostExecutions;
    this.calledBy = calledBy;
  }

  /** Milliseconds since the epoch, by the run's clock where there is one. */
  now(): number {
    return this.host?.now() ?? Date.now();
  }

  uuid(): string {
    return this.host?.uuid() ?? crypto.randomUUID();
  }

  /** From now on the process of a handler works for this state. */
  serves(processId: string, caller: Caller): void {
    this.callers.set(processId, caller);
  }

  /** Whether handlers and others outside may call. */
  get isOpen(): boolean {
    return this.endpoint !== undefined;
  }

  /** What a process works for, or worked for last. */
  callerOf(processId: string): Caller | undefined {
    return this.callers.get(processId);
  }

  /** The URL of the endpoint, which opens when it is first asked for. A process that calls `URL/ID` is known by its id. */
  async url(): Promise<string> {
    this.endpoint ??= import('./endpoint').then(({ openEndpoint }) =>
      openEndpoint(async (operation, input, signal, { isDirect, processId = '' }) => {
        const answered = this.calledBy?.(processId);
        try {
          return await this.call(operation, input, signal, { isDirect, from: this.callers.get(processId) });
        } finally {
          answered?.();
        }
      }),
    );
    const endpoint = await this.endpoint;
    if (this.closed) await endpoint.close();
    return endpoint.url;
  }

  /** One call of the API, from wherever it comes. */
  async call(
    operation: string,
    input: JsonObject,
    signal: AbortSignal,
    { isDirect = false, from }: CallOptions = {},
  ): Promise<ApiAnswer> {
    const { callOperation } = await import('./operations');
    const answer = await callOperation(operation, input, this, { signal, from });
    if (isDirect || !(answer instanceof ApiError) || answer.code !== 'TaskDoesNotExist') return answer;
    const { askNeighbours } = await import('./neighbours');
    const elsewhere = await askNeighbours(operation, input, (await this.endpoint)?.url);
    if (!elsewhere) return answer;
    if ('answer' in elsewhere) return elsewhere.answer;
    const [, code = '', message = ''] = /^(\w+): ([^]*)$/.exec(elsewhere.refusal) ?? [];
    return new ApiError(code, message);
  }

  /** Closes the endpoint where it was opened. */
  async close(): Promise<void> {
    this.closed = true;
    this.executions.close();
    await this.endpoint?.then(
      (endpoint) => endpoint.close(),
      // It could not be opened, as whoever asked for it heard.
      () => undefined,
    );
  }
}
