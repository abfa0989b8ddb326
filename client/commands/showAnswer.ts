/** Shows what the handler that was called last has answered: the body of a response as a page or as JSON. */
import { CONTEXT_KEYS } from '../contextKey';
import type { Command } from './command';

export const showAnswer: Command = {
  icon: 'open-preview',
  palette: CONTEXT_KEYS.hasAnswered,
  run: ({ lastAnswer }) => lastAnswer.show(),
};
