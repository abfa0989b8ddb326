/** Where a run is to stop. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { isDefinitionFile } from '../breakpoints';
import type { Requests } from './request';

export const STOPPING = {
  setBreakpoints: {
    answer(session, { source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments) {
      const file = source.path ?? '';
      const requests = breakpoints.map((wanted) => ({ ...wanted, line: session.lines.fromClient(wanted.line) }));
      const answers = isDefinitionFile(file)
        ? session.breakpoints.set(file, requests)
        : requests.map(({ line }) => ({ id: undefined, verified: false, line, message: undefined }));
      return { breakpoints: answers.map((answer) => ({ ...answer, line: session.lines.toClient(answer.line) })) };
    },
  },
  breakpointLocations: {
    capability: 'supportsBreakpointLocationsRequest',
    answer(session, { source, line, endLine = line }: DebugProtocol.BreakpointLocationsArguments) {
      const { breakpoints, lines } = session;
      const found = breakpoints.linesBetween(source.path ?? '', lines.fromClient(line), lines.fromClient(endLine));
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
