/** Answers a task that waits for a person. */
import { CONTEXT_KEYS } from '../contextKey';
import type { Command } from './command';
import { entry } from './inRunList';
import { runOf } from './runOf';

export const answerTask: Command = {
  icon: 'comment-discussion',
  palette: CONTEXT_KEYS.taskWaits,
  menus: {
    'view/item/context': [
      { when: entry('asks'), group: 'inline@5' },
      { when: entry('asks'), group: '1_run@5' },
    ],
  },
  run: (context, argument) => {
    const run = runOf(context, argument);
    return context.questions.ask(run && context.questions.of(run.id)[0]?.id);
  },
};
