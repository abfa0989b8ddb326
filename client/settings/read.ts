/** Reads and writes the settings of the table: there is no other way to one. */
import * as vscode from 'vscode';
import { hasType } from './faults';
import type { Setting } from './table';

/** As VS Code has it for a place. A value of another type than it should have, as a person may write, counts as none. */
export function readSetting<Value>(setting: Setting<Value>, scope?: vscode.ConfigurationScope): Value {
  const value = vscode.workspace.getConfiguration(undefined, scope).get<Value>(setting.id, setting.default);
  return hasType(setting, value) ? value : setting.default;
}

/** Who has set what. */
export function inspectSetting(
  setting: Setting,
  scope?: vscode.ConfigurationScope,
): Partial<Record<'globalValue' | 'workspaceValue' | 'workspaceFolderValue', unknown>> {
  return vscode.workspace.getConfiguration(undefined, scope).inspect<unknown>(setting.id) ?? {};
}

export function writeSetting<Value>(
  setting: Setting<Value>,
  value: Value,
  target: vscode.ConfigurationTarget,
): Thenable<void> {
  return vscode.workspace.getConfiguration().update(setting.id, value, target);
}

/** Calls back when somebody changes the setting. */
export function onDidChangeSetting(setting: Setting, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(setting.id)) listener();
  });
}
