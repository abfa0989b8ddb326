/** What the adapter tells an editor it can do. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { phrase } from '../core/l10n/phrase';
import { ERROR_FILTERS } from './breakpoints';

const EXCEPTION_FILTERS = Object.entries(ERROR_FILTERS).map(
  ([filter, { label, description, default: isDefault }]): DebugProtocol.ExceptionBreakpointsFilter => ({
    filter,
    get label() {
      return label();
    },
    get description() {
      return description();
    },
    ...(isDefault && { default: true }),
    supportsCondition: true,
    get conditionDescription() {
      return phrase`Error names, such as States.Timeout, Lambda.* or !Busy`;
    },
  }),
);

export const CAPABILITIES: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsFunctionBreakpoints: true,
  supportsDataBreakpoints: true,
  supportsExceptionFilterOptions: true,
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
