/** What a person sees of a run that stands still, and changes in it. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { PausePoint } from '../../core/interpreter/host';
import { partLocation } from '../../core/interpreter/statePart';
import { framesOf } from '../threads';
import type { Requests } from './request';

/** `Charge`, `Charge (exit)`, `Large order? (Choices[0])`. */
function frameName({ state, when, part }: PausePoint): string {
  if (when === 'enter') return state.name;
  return `${state.name} (${when === 'evaluate' ? partLocation(part ?? []) : when})`;
}

/** The protocol's way to say that a frame has no source. */
const NOWHERE = { line: 0, column: 0 };

export const LOOKING = {
  threads: { answer: (session) => ({ threads: session.threads.shown(session.strands) }) },
  stackTrace: {
    answer(session, { threadId }: DebugProtocol.StackTraceArguments) {
      session.texts.show();
      const points = framesOf(session.threads.strandOf(threadId), session.strands);
      const stackFrames = points.map((point, index) => {
        const isHeld = session.control?.isHeld(point) ?? false;
        return {
          id: session.data.addFrame({ point, isInnermost: index === 0, isHeld }),
          name: frameName(point),
          ...(session.places.of(point.state, point.part) ?? NOWHERE),
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
  completions: {
    capability: 'supportsCompletionsRequest',
    async answer(session, { column, ...args }: DebugProtocol.CompletionsArguments) {
      const wanted = { ...args, column: session.columns.fromClient(column) };
      const targets = await session.data.completions(wanted, session.control?.stop?.point);
      return { targets: targets.map((each) => ({ ...each, start: session.columns.toClient(each.start) })) };
    },
  },
  exceptionInfo: {
    capability: 'supportsExceptionInfoRequest',
    answer(session) {
      const error = session.control?.stop?.point.error;
      return {
        exceptionId: error?.error ?? 'Error',
        description: error?.cause,
        breakMode: session.breakpoints.errors.breakMode,
      };
    },
  },
} as const satisfies Requests;
