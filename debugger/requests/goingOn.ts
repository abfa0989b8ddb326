/** How a run goes on, and is halted. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { StepMode } from '../executionControl';
import type { Request, Requests } from './request';

const step = (mode: StepMode): Request<{ readonly threadId: number }> => ({
  answer: () => undefined,
  answered: (session, { threadId }) => session.resume(mode, threadId),
});

export const GOING_ON = {
  continue: { answer: () => ({ allThreadsContinued: true }), answered: (session) => session.resume('continue') },
  next: step('next'),
  stepIn: step('in'),
  stepOut: step('out'),
  pause: {
    answer: () => undefined,
    answered: (session, { threadId }: DebugProtocol.PauseArguments) =>
      session.control?.requestPause(session.threads.strandOf(threadId)),
  },
} as const satisfies Requests;
