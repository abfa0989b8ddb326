/** What a run asks before it does it: a real HTTP request, an installation. */
import * as vscode from 'vscode';
import type { Confirmation } from '../messages/debugClient';
import { onAdapterEvent } from './adapterEvents';
import type { ClientContext } from './clientContext';
import { window } from './window';

export function registerConfirmations({ extension }: ClientContext): void {
  extension.subscriptions.push(
    onAdapterEvent('stepwise.confirm', async ({ requestId, question }, session) => {
      const yes = await agrees(question);
      try {
        await session.customRequest('stepwise.confirmed', { requestId, yes });
      } catch {
        // The run ended meanwhile.
      }
    }),
  );
}

async function agrees(question: Confirmation): Promise<boolean> {
  const { message, detail, yes, no } = words(question);
  const items = [{ title: yes }, { title: no, isCloseAffordance: true }];
  return (await window.showWarningMessage(message, { modal: true, detail }, ...items))?.title === yes;
}

/** `no` says what happens then: the task is not lost. */
function words(question: Confirmation): { message: string; detail: string; yes: string; no: string } {
  if (question.kind === 'http') {
    const { method, url, state } = question;
    return {
      message: vscode.l10n.t('"{0}" wants to send a {1} request to {2}.', state, method, new URL(url).host),
      detail: vscode.l10n.t(
        '{0} {1} is a real request. You are asked once per run for each method and host; the setting stepwise.http.allowed sends without asking.',
        method,
        url,
      ),
      yes: vscode.l10n.t('Send'),
      no: vscode.l10n.t('Answer by Hand'),
    };
  }
  const { client, day, folder } = question;
  return {
    message: vscode.l10n.t('This project has no {0}. Install it for Stepwise?', client),
    detail: vscode.l10n.t(
      'npm installs it as of {0}, with what it depends on, into {1}, and runs no script of theirs; your project stays as it is.',
      day,
      folder,
    ),
    yes: vscode.l10n.t('Install'),
    no: vscode.l10n.t('Not Now'),
  };
}
