/** What the adapter tells an editor it can do. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { phrase } from '../core/l10n/phrase';
import { ERROR_FILTERS } from './breakpoints';
import { REQUESTS } from './requests';

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

/** What no request stands for. */
const BEYOND_REQUESTS = {
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsExceptionFilterOptions: true,
  supportsEvaluateForHovers: true,
  supportsClipboardContext: true,
  supportsVariableType: true,
  completionTriggerCharacters: ['.', '$', '[', '`'],
  supportsANSIStyling: true,
  exceptionBreakpointFilters: EXCEPTION_FILTERS,
};

export const CAPABILITIES: DebugProtocol.Capabilities = {
  ...Object.fromEntries(Object.values(REQUESTS).flatMap(({ capability }) => (capability ? [[capability, true]] : []))),
  ...BEYOND_REQUESTS,
};
