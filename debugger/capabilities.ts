/** What the adapter tells an editor it can do. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { phrase } from '../core/l10n/phrase';

const EXCEPTION_FILTERS: DebugProtocol.ExceptionBreakpointsFilter[] = [
  {
    filter: 'uncaught',
    get label() {
      return phrase`Uncaught Errors`;
    },
    get description() {
      return phrase`Stops at an error that no Retry or Catch handles.`;
    },
    default: true,
  },
  {
    filter: 'all',
    get label() {
      return phrase`All Errors`;
    },
    get description() {
      return phrase`Stops at every error, including those that are retried or caught.`;
    },
  },
];

export const CAPABILITIES: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsBreakpointLocationsRequest: true,
  supportsEvaluateForHovers: true,
  supportsSetVariable: true,
  supportsRestartRequest: true,
  supportsTerminateRequest: true,
  supportTerminateDebuggee: true,
  supportsExceptionInfoRequest: true,
  supportsClipboardContext: true,
  supportsDelayedStackTraceLoading: false,
  supportsVariableType: true,
  supportsANSIStyling: true,
  exceptionBreakpointFilters: EXCEPTION_FILTERS,
} as DebugProtocol.Capabilities;
