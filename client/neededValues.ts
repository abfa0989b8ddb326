/** A run that would decide by values that nobody has given does not begin by itself: they are asked for in one document, or placeholders stand for them. */
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { NeededValue, NeededValues } from '../messages/debugClient';
import { suggestedValues } from '../project/settings/askedValues';
import { onAdapterEvent } from './adapterEvents';
import type { ClientContext } from './clientContext';
import { giveSecret, isGiven, keepValues, problemOfValues } from './project/giveValues';
import { window } from './window';

export function registerNeededValues({ extension, documents, secrets }: ClientContext): void {
  extension.subscriptions.push(
    onAdapterEvent('stepwise.valuesNeeded', async (needed, { configuration, workspaceFolder }) => {
      const fillIn = phrase`Fill In…`;
      const withPlaceholders = phrase`Run with Placeholders`;
      const chosen = await window.showWarningMessage(words(needed), fillIn, withPlaceholders);
      if (chosen === undefined) return;
      if (chosen === fillIn && !(await ask(needed))) return;
      // The choice is part of the session that now begins, and so of its Restart.
      const more = chosen === withPlaceholders ? { fill: true } : {};
      await vscode.debug.startDebugging(
        workspaceFolder,
        { ...configuration, ...more },
        { noDebug: configuration['noDebug'] === true },
      );
    }),
  );

  async function ask({ folder, values }: NeededValues): Promise<boolean> {
    const open = values.filter(({ isSecret }) => !isSecret);
    if (open.length > 0 && !(await askForOpen(folder, open))) return false;
    for (const { key, isSecret } of values) {
      if (isSecret && !(await giveSecret(folder, key, secrets))) return false;
    }
    return true;
  }

  async function askForOpen(folder: string, values: readonly NeededValue[]): Promise<boolean> {
    const written = await documents.ask({
      name: phrase`Values`,
      text: JSON.stringify(suggestedValues(values), null, 2),
      action: phrase`Save to .vscode/stepwise.json and Run`,
      problemOf: problemOfValues,
      notes: Object.fromEntries(values.map(({ key, use }) => [key, use])),
    });
    if (!written) return false;
    const given = Object.entries(written.value as object).filter(([, value]) => isGiven(value));
    return keepValues(folder, Object.fromEntries(given));
  }
}

/** More names than these a notification does not show. */
const MOST = 3;

function words({ values }: NeededValues): string {
  const keys = values.map(({ key }) => key);
  if (keys.length === 1) return phrase`This run depends on a value that only a deployment knows: ${keys[0]!}.`;
  const shown = keys.slice(0, MOST).join(', ');
  const others = keys.length > MOST ? phrase` and ${keys.length - MOST} more` : '';
  return phrase`This run depends on ${keys.length} values that only a deployment knows: ${shown}${others}.`;
}
