/** Tasks of each run that do not go on by themselves: a person is asked for their answer, or they wait for their token. */
import * as vscode from 'vscode';
import type { ToWebview } from '../../messages/graphWebview';
import { onAdapterEvent } from '../adapterEvents';

type Standing = Extract<ToWebview, { type: 'waiting' }>;

interface Task {
  readonly session: string;
  readonly machine: string;
  readonly state: string;
}

export class StandingTasks implements vscode.Disposable {
  private readonly asked = new Map<string, Task>();
  private readonly waits = new Map<string, Task>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly listeners = [
    this.changed,
    onAdapterEvent('stepwise.ask', ({ requestId, machine, state }, { id }) => {
      this.change(() => this.asked.set(`${id} ${requestId}`, { session: id, machine, state }));
    }),
    onAdapterEvent('stepwise.askOver', ({ requestId }, { id }) => {
      this.change(() => this.asked.delete(`${id} ${requestId}`));
    }),
    onAdapterEvent('stepwise.waits', ({ token, machine, state }, { id }) => {
      this.change(() => this.waits.set(token, { session: id, machine, state }));
    }),
    onAdapterEvent('stepwise.waitOver', ({ token }) => this.change(() => this.waits.delete(token))),
    vscode.debug.onDidTerminateDebugSession(({ id }) => {
      this.change(() => {
        for (const tasks of [this.asked, this.waits]) {
          for (const [key, { session }] of tasks) if (session === id) tasks.delete(key);
        }
      });
    }),
  ];

  get any(): boolean {
    return this.asked.size + this.waits.size > 0;
  }

  /** Those of one machine in a session's run. */
  of(session: string, machine: string | undefined): Standing {
    const names = (tasks: ReadonlyMap<string, Task>): string[] =>
      [...tasks.values()]
        .filter((task) => task.session === session && task.machine === machine)
        .map(({ state }) => state);
    return { type: 'waiting', asked: names(this.asked), waits: names(this.waits) };
  }

  dispose(): void {
    this.listeners.forEach((listener) => void listener.dispose());
  }

  private change(work: () => void): void {
    work();
    this.changed.fire();
  }
}
