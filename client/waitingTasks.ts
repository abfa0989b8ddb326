/**
 * Tasks of a run that wait for their token: the status bar shows them for as long as they wait, and the person is asked
 * for an answer. A handler, a worker or the terminal may answer first: then the question goes away by itself.
 */
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { AdapterEvents, AdapterRequests } from '../messages/debugClient';
import { COMMANDS } from '../messages/ids';
import { onAdapterEvent } from './adapterEvents';
import { requestOfAdapter } from './adapterRequests';
import { setContextKey } from './contextKey';
import { problemOf } from './inputPicker';
import { KeptText } from './keptText';
import { window, withIcon } from './window';

type Task = AdapterEvents['stepwise.waits'];
type Answer = AdapterRequests['stepwise.answerTask']['answer'];

interface Waiting {
  readonly task: Task;
  readonly session: vscode.DebugSession;
  /** Cancelled when it waits no more. */
  readonly over: vscode.CancellationTokenSource;
  readonly typed: Typed;
}

/** What a person has typed for a task by now. */
interface Typed {
  readonly output: KeptText;
  readonly error: KeptText;
  readonly cause: KeptText;
}

/** Milliseconds after which a person is asked: most tasks are answered by a handler before. */
const PATIENCE = 700;

/** Milliseconds for which the status bar says what was done. */
const SAID_FOR = 4000;

export class WaitingTasks implements vscode.Disposable {
  private readonly waiting = new Map<string, Waiting>();
  private readonly item = vscode.window.createStatusBarItem('stepwise.waits', vscode.StatusBarAlignment.Left, 11);
  private readonly listeners: vscode.Disposable[];
  /** Branches may wait side by side; a person answers one question at a time. */
  private queue: Promise<unknown> = Promise.resolve();

  /** @param cli our terminal command: an extension puts no `stepwise` on the PATH */
  constructor(private readonly cli: string) {
    this.item.name = phrase`Stepwise: Waiting Tasks`;
    this.item.command = COMMANDS.answerTask;
    this.listeners = [
      this.item,
      onAdapterEvent('stepwise.waits', (task, session) => this.begin(task, session)),
      onAdapterEvent('stepwise.waitOver', ({ token }) => this.end(token)),
      vscode.debug.onDidTerminateDebugSession(({ id }) => {
        for (const { task, session } of [...this.waiting.values()]) if (session.id === id) this.end(task.token);
      }),
    ];
  }

  /** Answers a task that waits, which the person chooses where there are several. */
  async answer(): Promise<void> {
    const items = [...this.waiting.values()].map((each) => ({
      label: each.task.state,
      description: each.task.machine,
      detail: each.task.resource,
      each,
    }));
    const title = phrase`Which task?`;
    const chosen = items.length > 1 ? await window.showQuickPick(items, { title }) : items[0];
    if (chosen) await this.ask(chosen.each);
    else if (items.length === 0) {
      void window.showInformationMessage(phrase`No task is waiting for its token.`);
    }
  }

  dispose(): void {
    this.listeners.forEach((listener) => void listener.dispose());
  }

  private begin(task: Task, session: vscode.DebugSession): void {
    const typed = { output: new KeptText('{}'), error: new KeptText(''), cause: new KeptText('') };
    const waiting: Waiting = { task, session, over: new vscode.CancellationTokenSource(), typed };
    this.waiting.set(task.token, waiting);
    this.show();
    const timer = setTimeout(() => {
      this.queue = this.queue.then(() => this.ask(waiting)).catch(() => undefined);
    }, PATIENCE);
    waiting.over.token.onCancellationRequested(() => clearTimeout(timer));
  }

  private end(token: string): void {
    this.waiting.get(token)?.over.cancel();
    this.waiting.delete(token);
    this.show();
  }

  private show(): void {
    const tasks = [...this.waiting.values()];
    const [first] = tasks;
    setContextKey('taskWaits', first !== undefined);
    if (!first) return this.item.hide();
    const text = tasks.length === 1 ? phrase`${first.task.state} waits` : phrase`${tasks.length} tasks are waiting`;
    this.item.text = withIcon('watch', text);
    this.item.tooltip = phrase`Answer the task that is waiting for its token`;
    this.item.show();
  }

  private async ask(waiting: Waiting): Promise<void> {
    const { task, session, over } = waiting;
    if (over.token.isCancellationRequested) return;
    const answer = await chooseAnswer(waiting, this.cli);
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

interface AnswerItem extends vscode.QuickPickItem {
  /** `again`: the box was left, the question stands. */
  answer(): Thenable<Answer | 'again' | undefined> | Answer | undefined;
}

async function chooseAnswer({ task, over, typed }: Waiting, cli: string): Promise<Answer | undefined> {
  const { token } = over;
  const limited = task.timeoutSeconds !== undefined || task.heartbeatSeconds !== undefined;
  const items: (AnswerItem | false)[] = [
    {
      label: phrase`Succeed…`,
      iconPath: new vscode.ThemeIcon('check'),
      detail: phrase`Type what the task returns`,
      answer: () => typeOutput(task, typed, token),
    },
    {
      label: phrase`Fail…`,
      iconPath: new vscode.ThemeIcon('error'),
      detail: phrase`With an error for Retry and Catch`,
      answer: () => typeFailure(task, typed, token),
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
        const command = `node "${cli}" callback success --token ${task.token} --output "{}"`;
        await vscode.env.clipboard.writeText(command);
        say(phrase`Copied. The task is waiting for the answer from a terminal.`);
        return undefined;
      },
    },
  ];
  for (;;) {
    const chosen = await window.showQuickPick(
      items.filter((item) => item !== false),
      {
        title:
          task.kind === 'activity'
            ? phrase`"${task.state}" is waiting for a worker`
            : phrase`"${task.state}" is waiting for its task token`,
        placeHolder: phrase`Input: ${JSON.stringify(task.input)}`,
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

type Typing = Promise<Answer | 'again'>;

async function typeOutput({ state }: Task, { output }: Typed, token: vscode.CancellationToken): Typing {
  const title = phrase`What "${state}" returns, as JSON`;
  const text = await output.ask({ title, validateInput: problemOf }, token);
  return text === undefined ? 'again' : { kind: 'success', output: text };
}

async function typeFailure({ state }: Task, typed: Typed, token: vscode.CancellationToken): Typing {
  const placeHolder = phrase`may be empty`;
  const error = await typed.error.ask({ title: phrase`The error of "${state}"`, placeHolder }, token);
  if (error === undefined) return 'again';
  const cause = await typed.cause.ask({ title: phrase`The cause of "${error}"`, placeHolder }, token);
  if (cause === undefined) return 'again';
  return { kind: 'failure', ...(error && { error }), ...(cause && { cause }) };
}
