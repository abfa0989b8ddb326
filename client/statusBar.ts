/** The status bar always shows where a handler's AWS calls would go. */
import * as vscode from 'vscode';
import { visible } from '../core/escape/visible';
import { phrase } from '../core/l10n/phrase';
import { COMMANDS } from '../messages/ids';
import type { ClientContext } from './clientContext';

export function registerStatusBar({ extension, targets }: ClientContext): void {
  const item = vscode.window.createStatusBarItem('stepwise.target', vscode.StatusBarAlignment.Left, 10);
  item.name = phrase`Stepwise: AWS Target`;
  item.command = COMMANDS.chooseTarget;
  const show = (): void => {
    const { text, tooltip, isAws, isWrong } = targets.describe();
    item.text = text;
    item.tooltip = visible(tooltip);
    const colour = isWrong ? 'error' : isAws ? 'warning' : undefined;
    item.backgroundColor = colour && new vscode.ThemeColor(`statusBarItem.${colour}Background`);
    item.accessibilityInformation = { label: tooltip };
  };
  show();
  item.show();
  extension.subscriptions.push(item, targets.onDidChange(show));
}
