/** A Task that calls a service nothing here answers pauses the run: the person answers once, saves the answer as a mock, or lets the task fail. */
import * as vscode from 'vscode';
import type { AdapterEvents, AdapterRequests } from '../messages/debugClient';
import { onAdapterEvent } from './adapterEvents';
import type { ClientContext } from './clientContext';
import { problemOf } from './inputPicker';

type Question = AdapterEvents['stepwise.ask'];
type Answer = Omit<AdapterRequests['stepwise.answer'], 'requestId'>;

export function registerAskForAnswer({ extension }: ClientContext): void {
  // Parallel branches may ask at once; a person answers one question at a time.
  let queue: Promise<unknown> = Promise.resolve();
  extension.subscriptions.push(
    onAdapterEvent('stepwise.ask', (question, session) => {
      queue = queue.then(async () => {
        const cancelled = new vscode.CancellationTokenSource();
        const ended = vscode.debug.onDidTerminateDebugSession((each) => each.id === session.id && cancelled.cancel());
        try {
          const answer = await ask(question, cancelled.token);
          await session.customRequest('stepwise.answer', { requestId: question.requestId, ...answer });
        } catch {
          // The run ended meanwhile.
        } finally {
          ended.dispose();
          cancelled.dispose();
        }
      });
    }),
  );
}

interface AnswerItem extends vscode.QuickPickItem {
  answer(): Thenable<Answer | undefined> | Answer;
}

async function ask(question: Question, token: vscode.CancellationToken): Promise<Answer> {
  const { state, resource } = question;
  const suggestion = compact(question.suggestion);
  const items: AnswerItem[] = [
    {
      label: `$(check) ${vscode.l10n.t('Answer with the suggestion, save it as a mock')}`,
      detail: suggestion,
      answer: () => ({ answer: { return: JSON.parse(suggestion) as unknown }, save: true }),
    },
    {
      label: `$(edit) ${vscode.l10n.t('Answer once…')}`,
      detail: vscode.l10n.t('Type what the service returns'),
      answer: () => typeAnswer(question, suggestion, false, token),
    },
    {
      label: `$(save) ${vscode.l10n.t('Answer and save as mock…')}`,
      detail: vscode.l10n.t('Kept in .vscode/stepwise.json, and used from then on'),
      answer: () => typeAnswer(question, suggestion, true, token),
    },
    {
      label: `$(error) ${vscode.l10n.t('Fail the task…')}`,
      detail: vscode.l10n.t('With an error name of your choice, such as the service would give'),
      answer: () => typeError(question, token),
    },
  ];
  const chosen = await vscode.window.showQuickPick(
    items,
    {
      title: vscode.l10n.t('"{0}" calls {1}', state, resource),
      placeHolder: vscode.l10n.t('Nothing on this machine answers it. Input: {0}', JSON.stringify(question.input)),
      ignoreFocusOut: true,
    },
    token,
  );
  return (await chosen?.answer()) ?? {};
}

async function typeAnswer(
  { state }: Question,
  value: string,
  save: boolean,
  token: vscode.CancellationToken,
): Promise<Answer | undefined> {
  const text = await vscode.window.showInputBox(
    {
      title: vscode.l10n.t('The answer for "{0}", as JSON', state),
      value,
      ignoreFocusOut: true,
      validateInput: problemOf,
    },
    token,
  );
  return text === undefined ? undefined : { answer: { return: JSON.parse(text) as unknown }, save };
}

async function typeError({ state }: Question, token: vscode.CancellationToken): Promise<Answer | undefined> {
  const error = await vscode.window.showInputBox(
    { title: vscode.l10n.t('The error of "{0}"', state), value: 'States.TaskFailed', ignoreFocusOut: true },
    token,
  );
  if (error === undefined) return undefined;
  const cause = await vscode.window.showInputBox(
    { title: vscode.l10n.t('Its cause'), placeHolder: vscode.l10n.t('may be empty'), ignoreFocusOut: true },
    token,
  );
  return { answer: cause ? { error, cause } : { error } };
}

function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return '{}';
  }
}
