/** What to paste into `.vscode/stepwise.json`. */
import { SETTINGS_VERSION } from '../../core/fileVersion';
import { isJsonObject, type Json } from '../../core/json';
import { jsonValue, prettyJsonText } from '../../core/jsonText';
import type { CallMock, FunctionOverride, Mock, ProjectSettings } from '../project';
import { suggestedValues } from './askedValues';
import type { AskedValue } from './askedValues';

/** What to paste into an empty `.vscode/stepwise.json`, or to merge into a full one. */
export function mockSnippet(machine: string, state: string, mock: Mock): string {
  return prettyJsonText({ version: SETTINGS_VERSION, mocks: { [machine]: { [state]: mock } } });
}

/** As {@link mockSnippet}, for several states. */
export function mocksSnippet(mocks: ProjectSettings['mocks']): string {
  return prettyJsonText({ version: SETTINGS_VERSION, mocks });
}

/** As {@link mockSnippet}, for all calls of an action: `dynamodb:GetItem`. */
export function callSnippet(action: string, mock: CallMock): string {
  return prettyJsonText({ version: SETTINGS_VERSION, calls: { [action]: mock } });
}

/** As {@link mockSnippet}, for the place of a function. */
export function functionSnippet(name: string, override: FunctionOverride): string {
  return prettyJsonText({ version: SETTINGS_VERSION, functions: { [name]: override } });
}

/** As {@link mockSnippet}, for values that only a deployment knows: each with the likeliest one, if any is known. */
export function valuesSnippet(values: readonly AskedValue[]): string {
  return prettyJsonText({ version: SETTINGS_VERSION, values: suggestedValues(values) });
}

/** Several of them as one, to be pasted at once. */
export function joinedSnippet(snippets: readonly string[]): string {
  return prettyJsonText(snippets.map(jsonValue).reduce(merged));
}

function merged(one: Json, other: Json): Json {
  // Answers for other inputs of the same action.
  if (Array.isArray(one) && Array.isArray(other)) return [...(one as readonly Json[]), ...(other as readonly Json[])];
  if (!isJsonObject(one) || !isJsonObject(other)) return other;
  const members = Object.entries(other).map(([name, value]) => {
    const known = Object.hasOwn(one, name) ? one[name] : undefined;
    return [name, known === undefined ? value : merged(known, value)] as const;
  });
  return { ...one, ...Object.fromEntries(members) };
}
