/** A Task that calls a service nothing here answers pauses the run: the person answers once, saves the answer as a mock, names an endpoint, or lets the task fail. */
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { AdapterEvents, AdapterRequests } from '../messages/debugClient';
import { onAdapterEvent } from './adapterEvents';
import { requestOfAdapter } from './adapterRequests';
import { AnswerDocuments } from './answerDocument';
import type { ClientContext } from './clientContext';
import { KeptText } from './keptText';
import { readTarget } from './readTarget';
import { window } from './window';

type Question = AdapterEvents['stepwise.ask'];
type Answer = Omit<AdapterRequests['stepwise.answer'], 'requestId'>;

export function registerAskForAnswer({ extension }: ClientContext): void {
  // Parallel branches may ask at once; a person answers one question at a time.
  let queue: Promise<unknown> = Promise.resolve();
  const documents = new AnswerDocuments();
  extension.subscriptions.push(
    documents,
    onAdapterEvent('stepwise.ask', (question, session) => {
      const cancelled = new vscode.CancellationTokenSource();
      const ended = vscode.debug.onDidTerminateDebugSession((each) => each.id === session.id && cancelled.cancel());
      const over = onAdapterEvent('stepwise.askOver', ({ requestId }, each) => {
        if (each.id === session.id && requestId === question.requestId) cancelled.cancel();
      });
      queue = queue.then(async () => {
        try {
          const answer = await ask(question, documents, cancelled.token);
          await requestOfAdapter(session, 'stepwise.answer', { requestId: question.requestId, ...answer });
        } catch {
          // The run ended meanwhile.
        } finally {
          ended.dispose();
          over.dispose();
          cancelled.dispose();
        }
      });
    }),
  );
}

interface AnswerItem extends vscode.QuickPickItem {
  answer(): Thenable<Answer | undefined> | Answer;
}

async function ask(question: Question, documents: AnswerDocuments, token: vscode.CancellationToken): Promise<Answer> {
  const { state, resource } = question;
  const suggestion = compact(question.suggestion);
  const typed = {
    endpoint: new KeptText('http://localhost:4566'),
    error: new KeptText('States.TaskFailed'),
    cause: new KeptText(''),
  };
  const items: AnswerItem[] = [
    {
      label: phrase`Answer with the suggestion, save it as a mock`,
      iconPath: new vscode.ThemeIcon('check'),
      detail: suggestion,
      answer: () => ({ answer: { return: JSON.parse(suggestion) as unknown }, save: true }),
    },
    {
      label: phrase`Write the answer…`,
      iconPath: new vscode.ThemeIcon('edit'),
      detail: phrase`As a JSON document that begins with the suggestion: for this call only, or saved as a mock`,
      answer: () => writeAnswer(question, documents, token),
    },
    ...(resource.endsWith(':http:invoke')
      ? []
      : [
          {
            label: phrase`Call an endpoint…`,
            iconPath: new vscode.ThemeIcon('server-environment'),
            detail: phrase`Such as DynamoDB Local or LocalStack: it answers for ${serviceOf(resource)} from now on`,
            answer: () => nameEndpoint(question, typed.endpoint, token),
          },
        ]),
    {
      label: phrase`Fail the task…`,
      iconPath: new vscode.ThemeIcon('error'),
      detail: phrase`With an error name of your choice, such as one that the service uses`,
      answer: () => typeError(question, typed, token),
    },
  ];
  for (;;) {
    const chosen = await window.showQuickPick(
      items,
      {
        title: phrase`"${state}" calls ${resource}`,
        placeHolder: phrase`Nothing local answers it. Input: ${JSON.stringify(question.input)}`,
        ignoreFocusOut: true,
      },
      token,
    );
    if (!chosen || token.isCancellationRequested) return {};
    const answer = await chosen.answer();
    // Who goes back from one way of answering may take another.
    if (answer) return answer;
  }
}

async function writeAnswer(
  question: Question,
  documents: AnswerDocuments,
  token: vscode.CancellationToken,
): Promise<Answer | undefined> {
  const written = await documents.ask(phrase`Answer of ${question.state}`, question.suggestion, token);
  return written && { answer: { return: written.value }, save: written.keep };
}

/** The service's name in the resource, for the words: `dynamodb` of `arn:aws:states:::aws-sdk:dynamodb:getItem`. */
function serviceOf(resource: string): string {
  return /:::(?:aws-sdk:)?([^:]+):/.exec(resource)?.[1] ?? resource;
}

async function nameEndpoint(
  { resource }: Question,
  typed: KeptText,
  token: vscode.CancellationToken,
): Promise<Answer | undefined> {
  const url = await typed.ask(
    {
      title: phrase`The endpoint of ${serviceOf(resource)}`,
      prompt: phrase`Saved in .vscode/stepwise.json; the AWS SDK of this project makes the call`,
      validateInput: (text) => {
        const target = readTarget({ kind: 'endpoint', url: text.trim() });
        return typeof target === 'string' ? target : undefined;
      },
    },
    token,
  );
  return url === undefined ? undefined : { answer: { endpoint: url.trim() }, save: true };
}

async function typeError(
  { state }: Question,
  typed: { readonly error: KeptText; readonly cause: KeptText },
  token: vscode.CancellationToken,
): Promise<Answer | undefined> {
  const error = await typed.error.ask({ title: phrase`The error of "${state}"` }, token);
  if (error === undefined) return undefined;
  const placeHolder = phrase`may be empty`;
  const cause = await typed.cause.ask({ title: phrase`The cause of "${error}"`, placeHolder }, token);
  if (cause === undefined) return undefined;
  return { answer: cause ? { error, cause } : { error } };
}

function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return '{}';
  }
}
