import { jsonText } from '../../core/jsonText';
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import type { RunServices, TaskRunner } from '../run';
import { answerTo, handOut, newToken } from '../waitForToken';

/** An activity: a worker takes the task by GetActivityTask and answers its token; a person may answer as well. */
export const activityRunner: TaskRunner = {
  name: 'activity',
  run(call, run) {
    return call.kind === 'activity' ? waitForWorker(call, run) : undefined;
  },
};

async function waitForWorker(call: TaskCall, run: RunServices): Promise<TaskOutcome> {
  const pending = handOut(call, run, newToken(run));
  const { activities } = run.stepFunctions;
  const work = new WorkerTime(call, run);
  const beat = pending.heartbeat;
  const withdraw = activities.schedule(call.resource, {
    token: pending.token,
    input: jsonText(call.input),
    taken(workerName) {
      // The count of HeartbeatSeconds begins when a worker has the task (States Language, "Timeouts").
      call.started(workerName);
      call.heartbeat();
      work.begin();
    },
  });
  pending.heartbeat = () => {
    beat();
    work.begin();
  };
  work.expect(activities.quietFor(call.resource));
  try {
    return await answerTo(pending, call, run);
  } finally {
    work.end();
    withdraw();
    pending.close();
  }
}

/** Milliseconds of real time in which a worker that has just finished a task asks for the next. */
const NEXT_POLL = 1000;

/**
 * Virtual time stands still while a worker has the task, since its work is real: for as long as HeartbeatSeconds (or
 * TimeoutSeconds) of real time, after which nobody believes in it any more. Where no worker has asked for tasks lately,
 * time passes at once, and the task runs out of it.
 */
class WorkerTime {
  private timer: NodeJS.Timeout | undefined;
  private release: (() => void) | undefined;

  constructor(
    private readonly call: TaskCall,
    private readonly run: RunServices,
  ) {}

  /** A worker was here this many milliseconds ago, and may be back in a moment. */
  expect(quietFor: number): void {
    if (!this.release && quietFor < NEXT_POLL) this.hold(NEXT_POLL);
  }

  /** A worker has the task, or gives a sign of life. */
  begin(): void {
    const seconds = this.call.heartbeatSeconds ?? this.call.timeoutSeconds;
    this.hold(seconds === undefined ? undefined : seconds * 1000);
  }

  end(): void {
    clearTimeout(this.timer);
    this.release?.();
    this.release = undefined;
  }

  private hold(milliseconds: number | undefined): void {
    clearTimeout(this.timer);
    if (!this.release) void this.run.whileBusy(new Promise<void>((resolve) => (this.release = resolve)));
    if (milliseconds !== undefined) this.timer = setTimeout(() => this.end(), Math.min(milliseconds, LONGEST_TIMER));
  }
}

/** The longest time a Node timer can wait; longer ones fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
