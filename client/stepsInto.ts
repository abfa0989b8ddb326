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
  /** Functions whose handler is about to stop, and whether because the run begins there, by run. */
  private readonly awaited = new Map<string, Map<string, boolean>>();
  private readonly listener = onAdapterEvent('stepwise.stepsInto', ({ functionName, isEntry = false }, { id }) => {
    this.awaited.set(id, (this.awaited.get(id) ?? new Map<string, boolean>()).set(functionName, isEntry));
  });

  /**
   * VS Code shows a message as its trackers leave it.
   *
   * @param run the session of ours that the handler's belongs to
   */
  reword({ type, event, body }: StoppedMessage, run: vscode.DebugSession, functionName: string): void {
    if (type !== 'event' || event !== 'stopped' || !body) return;
    if (OTHER_REASONS.has(body.reason ?? '') || (body.hitBreakpointIds?.length ?? 0) > 0) return;
    const isEntry = this.awaited.get(run.id)?.get(functionName);
    if (isEntry === undefined) return;
    this.awaited.get(run.id)?.delete(functionName);
    body.reason = isEntry ? 'entry' : 'step';
    body.description = isEntry
      ? phrase`Stopped at the first line of ${functionName}`
      : phrase`Stepped into ${functionName}`;
    delete body.text;
  }

  dispose(): void {
    void this.listener.dispose();
  }
}
