/** What a person sees of a run that stands still, and changes in it. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { framesOf } from '../threads';
import type { Requests } from './request';

/** The protocol's way to say that a frame has no source. */
const NOWHERE = { line: 0, column: 0 };

export const LOOKING = {
  threads: { answer: (session) => ({ threads: session.threads.shown(session.strands) }) },
  stackTrace: {
    answer(session, { threadId }: DebugProtocol.StackTraceArguments) {
      session.texts.lookAgain();
      const points = framesOf(session.threads.strandOf(threadId), session.strands);
      const stackFrames = points.map((point) => {
        return {
          id: session.data.addFrame(point),
          name: point.when === 'enter' ? point.state.name : `${point.state.name} (${point.when})`,
          ...(session.place(point.state) ?? NOWHERE),
        };
      });
      return { stackFrames, totalFrames: stackFrames.length };
    },
  },
  scopes: {
    answer: (session, { frameId }: DebugProtocol.ScopesArguments) => ({ scopes: session.data.scopes(frameId) }),
  },
  variables: {
    answer: (session, args: DebugProtocol.VariablesArguments) => ({ variables: session.data.variables(args) }),
  },
  setVariable: {
    capability: 'supportsSetVariable',
    answer: (session, args: DebugProtocol.SetVariableArguments) => session.data.set(args),
  },
  evaluate: {
    answer: (session, args: DebugProtocol.EvaluateArguments) =>
      session.data.evaluate(args, session.control?.stop?.point),
  },
  exceptionInfo: {
    capability: 'supportsExceptionInfoRequest',
    answer(session) {
      const error = session.control?.stop?.point.error;
      return {
        exceptionId: error?.error ?? 'Error',
        description: error?.cause,
        breakMode: session.stopOnErrors === 'all' ? 'always' : 'unhandled',
      };
    },
  },
} as const satisfies Requests;
