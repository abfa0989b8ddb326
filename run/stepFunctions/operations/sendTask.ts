/** SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat: the answers to a task token. */
import { DATA, TASK_TOKEN } from '../parameters';
import type { Operation } from './operation';

export const sendTaskSuccess: Operation = {
  parameters: { taskToken: TASK_TOKEN, output: { ...DATA, required: true } },
  run: ({ taskToken, output }, { tasks }) => tasks.succeed(taskToken, output) ?? {},
};

export const sendTaskFailure: Operation = {
  parameters: {
    taskToken: TASK_TOKEN,
    error: { type: 'string', most: 256 },
    cause: { type: 'string', most: 32_768 },
  },
  run: ({ taskToken, error, cause }, { tasks }) => tasks.fail(taskToken, error ?? undefined, cause ?? undefined) ?? {},
};

export const sendTaskHeartbeat: Operation = {
  parameters: { taskToken: TASK_TOKEN },
  run: ({ taskToken }, { tasks }) => tasks.heartbeat(taskToken) ?? {},
};
