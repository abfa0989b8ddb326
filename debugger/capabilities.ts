/** What the adapter tells an editor it can do. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { phrase } from '../core/l10n/phrase';
import { REQUESTS } from './requests';

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

/** What no request stands for. */
const BEYOND_REQUESTS = {
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
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
