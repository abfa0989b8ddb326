/**
 * Task tokens that were handed out and not answered yet: those of `.waitForTaskToken` and `.sync` tasks, and of
 * activities. A handler, a worker, the terminal and the editor all answer here; the first answer counts.
 */
import type { TaskOutcome } from '../../core/interpreter/host';
import type { Json } from '../../core/json';
import { jsonValue } from '../../core/jsonText';
import { ApiError, apiError } from './apiError';

/** What is waited for, as a person is told of it. */
export interface TaskFacts {
  readonly machine: string;
  readonly state: string;
  readonly resource: string;
  readonly input: Json;
}

export interface PendingTask extends TaskFacts {
  readonly token: string;
  /** Never rejects; never resolves where the task ends in another way. */
  readonly answered: Promise<TaskOutcome>;
  /** The answer, where there is one already. */
  readonly answer: TaskOutcome | undefined;
  /** Called at a sign of life. */
  heartbeat: () => void;
  /** The task is over: whoever still holds its token is told that it timed out. */
  close(): void;
}

export interface PendingTaskOptions extends TaskFacts {
  readonly token: string;
  /** A sign of life came. */
  heartbeat(): void;
}

/** The form of the tokens that are handed out here; any other text is no token at all. */
const TOKEN = /^[0-9a-f]{64}$/;

/** Whether a token may be one of this machine's, whichever run has handed it out; AWS's are longer. */
export function isLocalToken(token: string): boolean {
  return TOKEN.test(token);
}

/** Of so many tasks that are over it is known that they were; the tokens of those before them are none any more. */
const KEPT_TOKENS = 10_000;

export class PendingTasks {
  private readonly open = new Map<string, OpenTask>();
  /** Oldest first. */
  private readonly closed = new Set<string>();

  /** Hands out a token: from now on it can be answered, even before the task's request has been taken. */
  add(options: PendingTaskOptions): PendingTask {
    const task = new OpenTask(options, () => {
      this.open.delete(options.token);
      this.closed.add(options.token);
      const [oldest] = this.closed;
      if (oldest !== undefined && this.closed.size > KEPT_TOKENS) this.closed.delete(oldest);
    });
    this.open.set(options.token, task);
    return task;
  }

  /** Those that wait at this moment, oldest first. */
  list(): readonly PendingTask[] {
    return [...this.open.values()].filter((task) => !task.answer);
  }

  /** @param output JSON text */
  succeed(token: string, output: string): ApiError | undefined {
    return this.settle(token, () => {
      const value = parsed(output);
      if ('problem' in value) return apiError.invalidOutput(value.problem);
      return { type: 'success', output: value.json, outputText: output };
    });
  }

  /** What is not given stays unknown: a catcher then sees null (recorded). */
  fail(token: string, error?: string, cause?: string): ApiError | undefined {
    return this.settle(token, () => ({
      type: 'failure',
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    }));
  }

  heartbeat(token: string): ApiError | undefined {
    const task = this.find(token);
    if (task instanceof ApiError) return task;
    task.heartbeat();
    return undefined;
  }

  private settle(token: string, outcome: () => TaskOutcome | ApiError): ApiError | undefined {
    const task = this.find(token);
    if (task instanceof ApiError) return task;
    const answer = outcome();
    if (answer instanceof ApiError) return answer;
    task.settle(answer);
    return undefined;
  }

  private find(token: string): OpenTask | ApiError {
    const task = this.open.get(token);
    if (task && !task.answer) return task;
    if (task || this.closed.has(token)) return apiError.taskTimedOut();
    return TOKEN.test(token) ? apiError.taskDoesNotExist() : apiError.invalidToken();
  }
}

class OpenTask implements PendingTask {
  readonly answered: Promise<TaskOutcome>;
  readonly settle: (answer: TaskOutcome) => void;
  answer: TaskOutcome | undefined;
  readonly token: string;
  readonly machine: string;
  readonly state: string;
  readonly resource: string;
  readonly input: Json;
  heartbeat: () => void;

  constructor(
    { token, machine, state, resource, input, heartbeat }: PendingTaskOptions,
    readonly close: () => void,
  ) {
    ({ promise: this.answered, settle: this.settle } = this.promiseOfAnswer());
    this.token = token;
    this.machine = machine;
    this.state = state;
    this.resource = resource;
    this.input = input;
    this.heartbeat = heartbeat;
  }

  private promiseOfAnswer(): { promise: Promise<TaskOutcome>; settle: (answer: TaskOutcome) => void } {
    let resolve!: (answer: TaskOutcome) => void;
    const promise = new Promise<TaskOutcome>((settled) => (resolve = settled));
    return {
      promise,
      settle: (answer) => {
        this.answer = answer;
        resolve(answer);
      },
    };
  }
}

function parsed(text: string): { readonly json: Json } | { readonly problem: string } {
  try {
    return { json: jsonValue(text) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
