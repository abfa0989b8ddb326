/** A definition that AWS would refuse does not run by itself: the way to the place, and a way to run it all the same. */
import path from 'node:path';
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { Refusal } from '../messages/debugClient';
import { onAdapterEvent } from './adapterEvents';
import type { ClientContext } from './clientContext';
import { window } from './window';

export function registerRefusals({ extension }: ClientContext): void {
  extension.subscriptions.push(
    onAdapterEvent('stepwise.refused', async (refusal, session) => {
      const show = phrase`Show`;
      const runAnyway = phrase`Run Anyway`;
      const chosen = await window.showErrorMessage(words(refusal), show, runAnyway);
      if (chosen === show) await reveal(refusal);
      if (chosen !== runAnyway) return;
      const { configuration, workspaceFolder } = session;
      // The choice is part of the session that now begins, and so of its Restart.
      await vscode.debug.startDebugging(
        workspaceFolder,
        { ...configuration, runAnyway: true },
        { noDebug: configuration['noDebug'] === true },
      );
    }),
  );
}

function words({ file, line, message, count }: Refusal): string {
  const name = path.basename(file);
  return count === 1
    ? phrase`AWS would refuse this definition: ${name}, line ${line + 1}: ${message}`
    : phrase`AWS would refuse this definition for ${count} reasons, first: ${name}, line ${line + 1}: ${message}`;
}

async function reveal({ file, line, character }: Refusal): Promise<void> {
  const place = new vscode.Position(line, character);
  await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(place, place) });
}
