/** The Step Functions of one run on this machine: what its endpoint, its states and its person share. */
import type { JsonObject } from '../../core/json';
import type { Project, ProjectMachine } from '../../project';
import { Activities } from './activities';
import { ApiError } from './apiError';
import type { Endpoint } from './endpoint';
import { Executions, type LocalExecution } from './executions';
import type { ApiAnswer } from './operations/operation';
import { PendingTasks } from './pendingTasks';

/** What the run does for its service. */
export interface ServiceHost {
  readonly project: Project;
  /** Milliseconds since the epoch, by the run's clock. */
  now(): number;
  uuid(): string;
  /** Begins an execution; the run ends when it has. @returns the sentence that says why it cannot begin */
  start(machine: ProjectMachine, request: ExecutionRequest): LocalExecution | { readonly problem: string };
  /** Runs the failed states of an execution that has ended again. @returns why it cannot */
  redrive(execution: LocalExecution): { readonly problem: string } | undefined;
}

export interface ExecutionRequest {
  /** JSON text. */
  readonly input: string;
  readonly name: string;
  /** StartSyncExecution. */
  readonly synchronous?: boolean;
}

export class StepFunctionsService {
  readonly tasks = new PendingTasks();
  readonly activities = new Activities(() => this.host?.now() ?? Date.now());
  readonly executions = new Executions();
  /** Milliseconds since the epoch. */
  readonly created = Date.now();
  /** Set when a run begins. */
  host: ServiceHost | undefined;
  /** Executions under way that the API started. */
  running = 0;
  private endpoint: Promise<Endpoint> | undefined;
  private closed = false;

  /** The URL of the endpoint, which opens when it is first asked for. */
  async url(): Promise<string> {
    this.endpoint ??= import('./endpoint').then(({ openEndpoint }) =>
      openEndpoint((operation, input, signal, isDirect) => this.call(operation, input, signal, isDirect)),
    );
    const endpoint = await this.endpoint;
    if (this.closed) await endpoint.close();
    return endpoint.url;
  }

  /**
   * One call of the API, from wherever it comes.
   *
   * @param isDirect the answer of a token that is none of this run is not looked for in other runs of this machine
   */
  async call(operation: string, input: JsonObject, signal: AbortSignal, isDirect = false): Promise<ApiAnswer> {
    const { callOperation } = await import('./operations');
    const answer = await callOperation(operation, input, this, signal);
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
    await this.endpoint?.then(
      (endpoint) => endpoint.close(),
      // It could not be opened, as whoever asked for it heard.
      () => undefined,
    );
  }
}
