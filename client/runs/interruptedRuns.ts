/** A run ends with its window: who comes back is told so, and may go on from its history. */
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import { COMMANDS } from '../../messages/ids';
import type { ClientContext } from '../clientContext';
import { window } from '../window';
import { redrive } from './runActions';
import { momentText } from './runWords';

export function registerInterruptedRuns({ extension, runs }: ClientContext): void {
  const look = async (): Promise<void> => {
    runs.endLost();
    const untold = runs.takeUntold().filter(({ parent }) => !parent);
    const [run] = untold;
    if (!run) return;
    const others = untold.length - 1;
    const words = phrase`The run of "${run.name}" that began at ${momentText(run.startedAt)} ended with its window.`;
    const text =
      others === 0 ? words : `${words} ${others === 1 ? phrase`So did another.` : phrase`So did ${others} others.`}`;
    const goOn = phrase`Continue It`;
    const show = phrase`Show It`;
    const hasHistory = run.history !== undefined && existsSync(run.history) && vscode.workspace.isTrusted;
    const chosen = await window.showWarningMessage(text, ...(hasHistory ? [goOn, show] : []));
    if (chosen === goOn) await redrive(run);
    if (chosen === show) await vscode.commands.executeCommand(COMMANDS.showRun, run.id);
  };
  extension.subscriptions.push(vscode.window.onDidChangeWindowState(({ focused }) => void (focused && look())));
  void look();
}
