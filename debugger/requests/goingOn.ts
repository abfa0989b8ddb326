/** How a run goes on, and is halted. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { StepMode } from '../executionControl';
import { phrase } from '../../core/l10n/phrase';
import type { StepwiseDebugSession } from '../session';
import { UserMistake } from '../userMistake';
import type { Request, Requests } from './request';

/** Whoever asks again too late is told, and no dialog opens. */
function mustBeStopped({ control }: StepwiseDebugSession): void {
  if (!control?.stop) throw new UserMistake(phrase`The run is not stopped.`, false);
}

const step = (mode: StepMode): Request<{ readonly threadId: number }> => ({
  answer: mustBeStopped,
  answered: (session, { threadId }) => session.resume(mode, threadId),
});

export const GOING_ON = {
  continue: {
    answer(session) {
      mustBeStopped(session);
      return { allThreadsContinued: true };
    },
    answered: (session) => session.resume('continue'),
  },
  next: step('next'),
  stepIn: step('in'),
  stepOut: step('out'),
  pause: {
    answer({ control, run }) {
      if (!control || !run) throw new UserMistake(phrase`Nothing runs.`, false);
    },
    answered: (session, { threadId }: DebugProtocol.PauseArguments) =>
      session.control?.requestPause(session.threads.strandOf(threadId)),
  },
} as const satisfies Requests;
