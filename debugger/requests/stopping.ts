/** Where a run is to stop. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Requests } from './request';

export const STOPPING = {
  setBreakpoints: {
    answer: (session, args: DebugProtocol.SetBreakpointsArguments) => session.breakpointRequests.setInSource(args),
    // An editor tells them again when the file is saved.
    answered: (session) => session.lookAtFiles(),
  },
  breakpointLocations: {
    capability: 'supportsBreakpointLocationsRequest',
    answer: (session, args: DebugProtocol.BreakpointLocationsArguments) => session.breakpointRequests.locations(args),
  },
  setFunctionBreakpoints: {
    capability: 'supportsFunctionBreakpoints',
    answer: (session, args: DebugProtocol.SetFunctionBreakpointsArguments) =>
      session.breakpointRequests.setOnStates(args),
  },
  dataBreakpointInfo: {
    capability: 'supportsDataBreakpoints',
    answer: (session, args: DebugProtocol.DataBreakpointInfoArguments) =>
      session.breakpointRequests.dataInfo(session.data.watchable(args)),
  },
  setDataBreakpoints: {
    capability: 'supportsDataBreakpoints',
    answer: (session, { breakpoints }: DebugProtocol.SetDataBreakpointsArguments) => ({
      breakpoints: session.breakpoints.data.set(breakpoints),
    }),
  },
  setExceptionBreakpoints: {
    answer: (session, args: DebugProtocol.SetExceptionBreakpointsArguments) =>
      session.breakpointRequests.setOnErrors(args),
  },
} as const satisfies Requests;
