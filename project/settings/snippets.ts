/** What to paste into `.vscode/stepwise.json`. */
import { SETTINGS_VERSION } from '../../core/fileVersion';
import type { CallMock, FunctionOverride, Mock, ProjectSettings } from '../project';
import { suggestedValues } from './askedValues';
import type { AskedValue } from './askedValues';

/** What to paste into an empty `.vscode/stepwise.json`, or to merge into a full one. */
export function mockSnippet(machine: string, state: string, mock: Mock): string {
  return JSON.stringify({ version: SETTINGS_VERSION, mocks: { [machine]: { [state]: mock } } }, null, 2);
}

/** As {@link mockSnippet}, for several states. */
export function mocksSnippet(mocks: ProjectSettings['mocks']): string {
  return JSON.stringify({ version: SETTINGS_VERSION, mocks }, null, 2);
}

/** As {@link mockSnippet}, for all calls of an action: `dynamodb:GetItem`. */
export function callSnippet(action: string, mock: CallMock): string {
  return JSON.stringify({ version: SETTINGS_VERSION, calls: { [action]: mock } }, null, 2);
}

/** As {@link mockSnippet}, for the place of a function. */
export function functionSnippet(name: string, override: FunctionOverride): string {
  return JSON.stringify({ version: SETTINGS_VERSION, functions: { [name]: override } }, null, 2);
}

/** As {@link mockSnippet}, for values that only a deployment knows: each with the likeliest one, if any is known. */
export function valuesSnippet(values: readonly AskedValue[]): string {
  return JSON.stringify({ version: SETTINGS_VERSION, values: suggestedValues(values) }, null, 2);
}
