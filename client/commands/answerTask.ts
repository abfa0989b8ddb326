/** Answers a task that waits for its token. */
import { CONTEXT_KEYS } from '../contextKey';
import type { Command } from './command';

export const answerTask: Command = {
  palette: CONTEXT_KEYS.taskWaits,
  run: ({ waitingTasks }) => waitingTasks.answer(),
};
