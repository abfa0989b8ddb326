/** A Task that calls a service nothing here answers pauses the run: the person answers once, saves the answer as a mock, names an endpoint, or lets the task fail. */
import { shortResource } from '../core/catalog/shortResource';
import { jsonText, jsonValue } from '../core/jsonText';
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { AdapterEvents, AdapterRequests } from '../messages/debugClient';
import { onAdapterEvent } from './adapterEvents';
import { requestOfAdapter } from './adapterRequests';
import type { ClientContext } from './clientContext';
import { askForFailure, writtenFailure } from './failureDocument';
import type { JsonDocuments } from './jsonDocuments';
import { KeptText } from './keptText';
import { readTarget } from './readTarget';
import { window } from './window';

type Question = AdapterEvents['stepwise.ask'];
type Answer = Omit<AdapterRequests['stepwise.answer'], 'requestId'>;

export function registerAskForAnswer({ extension, questions, documents }: ClientContext): void {
  extension.subscriptions.push(
    onAdapterEvent('stepwise.ask', (question, session) => {
      const { requestId, machine, state, resource } = question;
      const over = new vscode.CancellationTokenSource();
      const written: Written = {
        answer: question.suggestion,
        endpoint: new KeptText('http://localhost:4566'),
        failure: writtenFailure('States.TaskFailed', ''),
      };
      const open = vscode.Disposable.from(
        vscode.debug.onDidTerminateDebugSession((each) => each.id === session.id && end()),
        onAdapterEvent('stepwise.askOver', (body, each) => {
          if (each.id === session.id && body.requestId === requestId) end();
        }),
        questions.add({
          session,
          machine,
          state,
          words: phrase`"${state}" calls ${shortResource(resource)}, and nothing here answers it`,
          ask: async () => {
            const answer = await ask(question, documents, written, over.token);
            if (!answer || over.token.isCancellationRequested) return;
            end();
            try {
              await requestOfAdapter(session, 'stepwise.answer', { requestId, ...answer });
            } catch {
              // The run ended meanwhile.
            }
          },
        }),
      );
      function end(): void {
        over.cancel();
        open.dispose();
      }
    }),
  );
}

/** What a person has written by now. */
interface Written {
  answer: string;
  readonly endpoint: KeptText;
  failure: string;
}

interface AnswerItem extends vscode.QuickPickItem {
  answer(): Thenable<Answer | undefined> | Answer;
}

/** Undefined: the person leaves it at that, and the question stands. */
async function ask(
  question: Question,
  documents: JsonDocuments,
  written: Written,
  token: vscode.CancellationToken,
): Promise<Answer | undefined> {
  const { state, resource } = question;
  const suggestion = compact(question.suggestion);
  const items: AnswerItem[] = [
    {
      label: phrase`Answer with the suggestion, save it as a mock`,
      iconPath: new vscode.ThemeIcon('check'),
      detail: suggestion,
      answer: () => ({ answer: { return: suggestion }, save: true }),
    },
    {
      label: phrase`Write the answer…`,
      iconPath: new vscode.ThemeIcon('edit'),
      detail: phrase`As a JSON document that begins with the suggestion: for this call only, or saved as a mock`,
      answer: () => writeAnswer(question, documents, written, token),
    },
    ...(resource.endsWith(':http:invoke')
      ? []
      : [
          {
            label: phrase`Call an endpoint…`,
            iconPath: new vscode.ThemeIcon('server-environment'),
            detail: phrase`Such as DynamoDB Local or LocalStack: it answers for ${serviceOf(resource)} from now on`,
            answer: () => nameEndpoint(question, written.endpoint, token),
          },
        ]),
    {
      label: phrase`Fill in the rest`,
      iconPath: new vscode.ThemeIcon('sparkle'),
      detail: phrase`This answer and all that would be asked for after it, inferred from what the machine reads: not what AWS would say`,
      answer: () => ({ answer: { rest: true as const } }),
    },
    {
      label: phrase`Fail the task…`,
      iconPath: new vscode.ThemeIcon('error'),
      detail: phrase`With an error name of your choice, such as one that the service uses`,
      answer: () => writeError(question, documents, written, token),
    },
    {
      label: phrase`Do not answer`,
      iconPath: new vscode.ThemeIcon('circle-slash'),
      detail: phrase`The task fails, because nothing here answers it`,
      answer: () => ({}),
    },
  ];
  for (;;) {
    const chosen = await window.showQuickPick(
      items,
      {
        title: phrase`"${state}" calls ${shortResource(resource)}`,
        placeHolder: question.why ?? phrase`Nothing local answers it. Input: ${question.input}`,
        ignoreFocusOut: true,
      },
      token,
    );
    if (!chosen || token.isCancellationRequested) return undefined;
    const answer = await chosen.answer();
    // Who goes back from one way of answering may take another.
    if (answer) return answer;
  }
}

async function writeAnswer(
  { state }: Question,
  documents: JsonDocuments,
  written: Written,
  token: vscode.CancellationToken,
): Promise<Answer | undefined> {
  const answered = await documents.ask(
    {
      name: phrase`Answer of ${state}`,
      text: written.answer,
      action: phrase`Answer (or save)`,
      keepAction: phrase`Answer and save as mock`,
      changed: (text) => void (written.answer = text),
    },
    token,
  );
  return answered && { answer: { return: answered.text }, save: answered.keep };
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

async function writeError(
  { state }: Question,
  documents: JsonDocuments,
  written: Written,
  token: vscode.CancellationToken,
): Promise<Answer | undefined> {
  const failure = await askForFailure(state, written, true, { documents, token });
  if (failure?.error === undefined) return undefined;
  return { answer: { ...failure, error: failure.error } };
}

function compact(text: string): string {
  try {
    return jsonText(jsonValue(text));
  } catch {
    return '{}';
  }
}
