import type { Mock } from '../project';
import { editSettings, withValue } from './editSettings';

/** Writes a mock into a folder's `.vscode/stepwise.json`, as {@link editSettings} does. */
export function saveMock(folder: string, machine: string, state: string, mock: Mock): string {
  return editSettings(folder, ['mocks', machine, state], mock);
}

/** As {@link saveMock}, for all calls of an action: `dynamodb:GetItem`. */
export function saveCallMock(folder: string, action: string, mock: Mock): string {
  return editSettings(folder, ['calls', action], mock);
}

/** The text of a settings file with one mock set; comments and everything else stay as they are. */
export function withMock(text: string, machine: string, state: string, mock: Mock): string {
  return withValue(text, ['mocks', machine, state], mock);
}
