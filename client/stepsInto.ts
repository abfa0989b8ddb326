/**
 * A step into a handler ends in a stop of another debugger, which calls it what it was to its engine: "Paused on debugger
 * statement". It is told as the step that the person asked for.
 */
import type * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import { onAdapterEvent } from './adapterEvents';

/** As much of a `stopped` event as is read, and written. */
export interface StoppedMessage {
  readonly type?: string;
  readonly event?: string;
  readonly body?: {
    reason?: string;
    description?: string;
    text?: string;
    readonly hitBreakpointIds?: readonly number[];
  };
}

/** What stops where a person has put it, or where an error is thrown, is no step. */
const OTHER_REASONS = new Set(['exception', 'entry']);

export class StepsInto implements vscode.Disposable {
  /** Functions whose handler is about to stop, by run. */
  private readonly awaited = new Map<string, Set<string>>();
  private readonly listener = onAdapterEvent('stepwise.stepsInto', ({ functionName }, { id }) => {
    this.awaited.set(id, (this.awaited.get(id) ?? new Set()).add(functionName));
  });

  /**
   * VS Code shows a message as its trackers leave it.
   *
   * @param run the session of ours that the handler's belongs to
   */
  reword({ type, event, body }: StoppedMessage, run: vscode.DebugSession, functionName: string): void {
    if (type !== 'event' || event !== 'stopped' || !body) return;
    if (OTHER_REASONS.has(body.reason ?? '') || (body.hitBreakpointIds?.length ?? 0) > 0) return;
    if (this.awaited.get(run.id)?.delete(functionName) !== true) return;
    body.reason = 'step';
    body.description = phrase`Stepped into ${functionName}`;
    delete body.text;
  }

  dispose(): void {
    void this.listener.dispose();
  }
}
