/** Activities: their tasks wait in a row for workers, and workers (GetActivityTask) in a row for tasks. */

export interface ActivityTask {
  readonly token: string;
  /** JSON text. */
  readonly input: string;
  /** A worker has it now. */
  taken(workerName: string | undefined): void;
}

export interface Activity {
  /** As it was first called. */
  readonly arn: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly creationDate: number;
}

interface Queue {
  activity: Activity | undefined;
  readonly tasks: ActivityTask[];
  readonly workers: ((task: ActivityTask) => void)[];
  /** When a worker last asked, in real time. */
  lastAsked: number;
}

/** As many as AWS once allowed (quotas page); each has a row of its own, were it only asked for once. */
const MOST_ACTIVITIES = 10_000;

export class Activities {
  /** By name: an account and a region are no part of this machine. */
  private readonly queues = new Map<string, Queue>();
  private readonly deleted = new Set<string>();

  constructor(private readonly now: () => number) {}

  /** An activity need not be created to be used: a project's machines and workers name it, and that is enough. */
  find(arn: string): Activity | undefined {
    const name = nameIn(arn);
    if (name === undefined || this.deleted.has(name)) return undefined;
    if (this.isFullFor(name)) return undefined;
    return (this.queue(name).activity ??= { arn, name, creationDate: this.now() });
  }

  /** @param otherwise whether one is there that nobody has created or deleted */
  exists(arn: string, otherwise: boolean): boolean {
    const name = nameIn(arn) ?? arn;
    return !this.deleted.has(name) && (otherwise || this.queues.get(name)?.activity !== undefined);
  }

  /** @returns undefined where there are as many as there may be */
  create(arn: string, name: string): Activity | undefined {
    if (this.isFullFor(name)) return undefined;
    this.deleted.delete(name);
    return (this.queue(name).activity ??= { arn, name, creationDate: this.now() });
  }

  delete(arn: string): void {
    const name = nameIn(arn) ?? '';
    this.queues.delete(name);
    this.deleted.add(name);
    const [oldest] = this.deleted;
    if (oldest !== undefined && this.deleted.size > MOST_ACTIVITIES) this.deleted.delete(oldest);
  }

  list(): readonly Activity[] {
    return [...this.queues.values()].flatMap(({ activity }) => activity ?? []);
  }

  /** Puts a task into the row, or hands it to the worker that has waited longest. @returns takes it out again */
  schedule(arn: string, task: ActivityTask): () => void {
    const { tasks, workers } = this.queue(nameIn(arn) ?? arn);
    const worker = workers.shift();
    if (worker) {
      worker(task);
      return () => undefined;
    }
    tasks.push(task);
    return () => {
      const index = tasks.indexOf(task);
      if (index >= 0) tasks.splice(index, 1);
    };
  }

  /** The next task; undefined once the signal ends the wait. */
  take(arn: string, workerName: string | undefined, signal: AbortSignal): Promise<ActivityTask | undefined> {
    const queue = this.queue(nameIn(arn) ?? arn);
    queue.lastAsked = performance.now();
    const hand = (task: ActivityTask): ActivityTask => {
      queue.lastAsked = performance.now();
      task.taken(workerName);
      return task;
    };
    const first = queue.tasks.shift();
    if (first) return Promise.resolve(hand(first));
    return new Promise((resolve) => {
      const worker = (task: ActivityTask): void => {
        signal.removeEventListener('abort', leave);
        resolve(hand(task));
      };
      const leave = (): void => {
        const index = queue.workers.indexOf(worker);
        if (index >= 0) queue.workers.splice(index, 1);
        queue.lastAsked = performance.now();
        resolve(undefined);
      };
      if (signal.aborted) return leave();
      queue.workers.push(worker);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** Milliseconds of real time since a worker last asked for its tasks; Infinity: none ever did. */
  quietFor(arn: string): number {
    return performance.now() - this.queue(nameIn(arn) ?? arn).lastAsked;
  }

  private isFullFor(name: string): boolean {
    return this.queues.size >= MOST_ACTIVITIES && !this.queues.has(name);
  }

  private queue(name: string): Queue {
    let queue = this.queues.get(name);
    if (!queue) {
      queue = { activity: undefined, tasks: [], workers: [], lastAsked: Number.NEGATIVE_INFINITY };
      this.queues.set(name, queue);
    }
    return queue;
  }
}

function nameIn(arn: string): string | undefined {
  return /^arn:[^:]*:states:[^:]*:[^:]*:activity:([^:]+)$/.exec(arn)?.[1];
}
