/** Answers a task that waits for its token. */
import type { Command } from './command';

export const answerTask: Command = ({ waitingTasks }) => waitingTasks.answer();
