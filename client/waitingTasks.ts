/** Tasks of a run that wait for their token. A handler, a worker or the terminal may answer first: then the question goes away. */
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { AdapterEvents, AdapterRequests } from '../messages/debugClient';
import { shellCommand, shellOf } from '../processes/shell';
import { onAdapterEvent } from './adapterEvents';
import { requestOfAdapter } from './adapterRequests';
import type { ClientContext } from './clientContext';
import { askForFailure, writtenFailure } from './failureDocument';
import type { JsonDocuments } from './jsonDocuments';
import type { Questions } from './questions';
import { window } from './window';

type Task = AdapterEvents['stepwise.waits'];
type Answer = AdapterRequests['stepwise.answerTask']['answer'];

interface Waiting {
  readonly task: Task;
  readonly session: vscode.DebugSession;
  /** Cancelled when it waits no more. */
  readonly over: vscode.CancellationTokenSource;
  readonly written: Written;
  readonly question: vscode.Disposable;
}

/** What a person has written for a task by now. */
interface Written {
  output: string;
  failure: string;
}

/** Milliseconds for which the status bar says what was done. */
const SAID_FOR = 4000;

export function registerWaitingTasks({ extension, questions, documents }: ClientContext): void {
  // An extension puts no `stepwise` on the PATH.
  extension.subscriptions.push(new WaitingTasks(extension.asAbsolutePath('dist/cli.js'), questions, documents));
}

class WaitingTasks implements vscode.Disposable {
  private readonly waiting = new Map<string, Waiting>();
  private readonly listeners: vscode.Disposable[];

  constructor(
    private readonly cli: string,
    private readonly questions: Questions,
    private readonly documents: JsonDocuments,
  ) {
    this.listeners = [
      onAdapterEvent('stepwise.waits', (task, session) => this.begin(task, session)),
      onAdapterEvent('stepwise.waitOver', ({ token }) => this.end(token)),
      vscode.debug.onDidTerminateDebugSession(({ id }) => {
        for (const { task, session } of [...this.waiting.values()]) if (session.id === id) this.end(task.token);
      }),
    ];
  }

  dispose(): void {
    this.listeners.forEach((listener) => void listener.dispose());
    for (const token of [...this.waiting.keys()]) this.end(token);
  }

  private begin(task: Task, session: vscode.DebugSession): void {
    const { machine, state } = task;
    const question = this.questions.add({
      session,
      machine,
      state,
      words: wordsOf(task),
      waits: true,
      ask: () => this.ask(waiting),
    });
    const written = { output: '{}', failure: writtenFailure('', '') };
    const waiting: Waiting = { task, session, over: new vscode.CancellationTokenSource(), written, question };
    this.waiting.set(task.token, waiting);
  }

  private end(token: string): void {
    const waiting = this.waiting.get(token);
    this.waiting.delete(token);
    waiting?.question.dispose();
    waiting?.over.cancel();
  }

  private async ask(waiting: Waiting): Promise<void> {
    const { task, session, over } = waiting;
    const answer = await chooseAnswer(waiting, this.documents, this.cli);
    if (!answer || over.token.isCancellationRequested) return;
    try {
      await requestOfAdapter(session, 'stepwise.answerTask', { token: task.token, answer });
      if (answer.kind === 'heartbeat') say(phrase`"${task.state}" received its heartbeat and is still waiting.`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void window.showWarningMessage(phrase`"${task.state}" was not answered: ${why}`);
    }
  }
}

function wordsOf({ kind, state }: Task): string {
  return kind === 'activity'
    ? phrase`"${state}" is waiting for a worker`
    : phrase`"${state}" is waiting for its task token`;
}

interface AnswerItem extends vscode.QuickPickItem {
  /** `again`: the box was left, the question stands. */
  answer(): Thenable<Answer | 'again' | undefined> | Answer | undefined;
}

async function chooseAnswer(
  { task, over, written }: Waiting,
  documents: JsonDocuments,
  cli: string,
): Promise<Answer | undefined> {
  const { token } = over;
  const limited = task.timeoutSeconds !== undefined || task.heartbeatSeconds !== undefined;
  const items: (AnswerItem | false)[] = [
    {
      label: phrase`Succeed…`,
      iconPath: new vscode.ThemeIcon('check'),
      detail: phrase`Write what the task returns, as a JSON document`,
      answer: () => writeOutput(task, written, documents, token),
    },
    {
      label: phrase`Fail…`,
      iconPath: new vscode.ThemeIcon('error'),
      detail: phrase`With an error for Retry and Catch`,
      answer: () => writeFailure(task, written, documents, token),
    },
    task.heartbeatSeconds !== undefined && {
      label: phrase`Send a heartbeat`,
      iconPath: new vscode.ThemeIcon('pulse'),
      detail: phrase`Its HeartbeatSeconds (${task.heartbeatSeconds}) start again`,
      answer: () => ({ kind: 'heartbeat' }),
    },
    task.timeStandsStill &&
      limited && {
        label: phrase`Let time pass`,
        iconPath: new vscode.ThemeIcon('debug-continue'),
        detail: phrase`Virtual time stands still until then; the task times out`,
        answer: () => ({ kind: 'letTimePass' }),
      },
    {
      label: phrase`Keep waiting`,
      iconPath: new vscode.ThemeIcon('watch'),
      detail: phrase`A handler, a worker or the terminal can answer; return here from the status bar`,
      answer: () => undefined,
    },
    {
      label: phrase`Copy the command for a terminal`,
      iconPath: new vscode.ThemeIcon('copy'),
      detail: `stepwise callback success --token ${task.token.slice(0, 8)}…`,
      answer: async () => {
        const words = ['node', cli, 'callback', 'success', '--token', task.token, '--output', '{}'] as const;
        await vscode.env.clipboard.writeText(shellCommand([...words], shellOf(vscode.env.shell)));
        say(phrase`Copied. The task is waiting for the answer from a terminal.`);
        return undefined;
      },
    },
  ];
  for (;;) {
    const chosen = await window.showQuickPick(
      items.filter((item) => item !== false),
      {
        title: wordsOf(task),
        placeHolder: phrase`Input: ${task.input}`,
        ignoreFocusOut: true,
      },
      token,
    );
    const answer = await chosen?.answer();
    // Who goes back from a box may answer otherwise.
    if (answer !== 'again' || token.isCancellationRequested) return answer === 'again' ? undefined : answer;
  }
}

/** Beside the item that waits, and gone by itself. */
function say(text: string): void {
  window.setStatusBarMessage(text, SAID_FOR);
}

type Writing = Promise<Answer | 'again'>;

async function writeOutput(
  { state }: Task,
  written: Written,
  documents: JsonDocuments,
  token: vscode.CancellationToken,
): Writing {
  const answered = await documents.ask(
    {
      name: phrase`Output of ${state}`,
      text: written.output,
      action: phrase`Answer (or save)`,
      changed: (text) => void (written.output = text),
    },
    token,
  );
  return answered ? { kind: 'success', output: answered.text } : 'again';
}

async function writeFailure(
  { state }: Task,
  written: Written,
  documents: JsonDocuments,
  token: vscode.CancellationToken,
): Writing {
  const failure = await askForFailure(state, written, false, { documents, token });
  return failure ? { kind: 'failure', ...failure } : 'again';
}
