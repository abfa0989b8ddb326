/** GetActivityTask: a worker waits for work, for a minute at most, and goes away with an empty answer then. */
import { apiError } from '../apiError';
import { checkArn } from '../arns';
import { ARN } from '../parameters';
import type { ApiAnswer, Operation } from './operation';

/** Milliseconds of real time. Source: GetActivityTask in the API reference. */
const LONGEST_POLL = 60_000;

export const getActivityTask: Operation = {
  parameters: { activityArn: ARN, workerName: { type: 'string', least: 1, most: 80 } },
  async run({ activityArn, workerName }, { activities }, { signal }): Promise<ApiAnswer> {
    const wrong = checkArn(activityArn, 'activity');
    if (wrong) return wrong;
    if (!activities.find(activityArn)) return apiError.activityDoesNotExist(activityArn);
    const poll = new AbortController();
    const leave = (): void => poll.abort();
    const timer = setTimeout(leave, LONGEST_POLL);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    try {
      const task = await activities.take(activityArn, workerName ?? undefined, poll.signal);
      return task ? { taskToken: task.token, input: task.input } : {};
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    }
  },
};
