/** Where a run is to stop. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { isDefinitionFile, type KeptSource } from '../breakpoints';
import type { StepwiseDebugSession } from '../session';
import type { Requests } from './request';

/** Undefined: it is the file itself. */
function keptSource({ texts }: StepwiseDebugSession, source: DebugProtocol.Source): KeptSource | undefined {
  const { sourceReference: reference } = source;
  return reference ? { reference, machines: texts.machinesIn(reference) } : undefined;
}

export const STOPPING = {
  setBreakpoints: {
    answer(session, { source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments) {
      const file = source.path ?? '';
      const kept = keptSource(session, source);
      const requests = breakpoints.map((wanted) => ({ ...wanted, line: session.lines.fromClient(wanted.line) }));
      const answers = isDefinitionFile(file)
        ? session.breakpoints.set(file, requests, kept)
        : requests.map(({ line }) => ({ id: undefined, verified: false, line, message: undefined }));
      return { breakpoints: answers.map((answer) => ({ ...answer, line: session.lines.toClient(answer.line) })) };
    },
    // An editor tells them again when the file is saved.
    answered: (session) => session.lookAtFiles(),
  },
  breakpointLocations: {
    capability: 'supportsBreakpointLocationsRequest',
    answer(session, { source, line, endLine = line }: DebugProtocol.BreakpointLocationsArguments) {
      const { breakpoints, lines } = session;
      const [first, last] = [lines.fromClient(line), lines.fromClient(endLine)];
      const found = breakpoints.linesBetween(source.path ?? '', first, last, keptSource(session, source));
      return { breakpoints: found.map((each) => ({ line: lines.toClient(each) })) };
    },
  },
  setExceptionBreakpoints: {
    answer(session, { filters }: DebugProtocol.SetExceptionBreakpointsArguments) {
      session.stopOnErrors = filters.includes('all') ? 'all' : filters.includes('uncaught') ? 'uncaught' : 'none';
      if (session.control) session.control.stopOnErrors = session.stopOnErrors;
    },
  },
} as const satisfies Requests;
