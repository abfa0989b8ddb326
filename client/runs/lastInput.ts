/** What a state was given in the last run that came to it: what Test State offers. */
import type * as vscode from 'vscode';
import { kindOf } from '../../core/history/eventKinds';
import type { ViewEvent } from '../../core/graph/viewEvent';
import { phrase } from '../../core/l10n/phrase';
import { MASKED } from '../../core/mask';
import type { ClientContext } from '../clientContext';
import { contentOf } from './runContent';
import { momentText } from './runWords';

/** Runs that are looked into: each may have to be read from its file. */
const MOST_RUNS = 3;

/** @param machine of several in a template */
export async function lastInputOf(
  { runs, server }: Pick<ClientContext, 'runs' | 'server'>,
  { fsPath }: vscode.Uri,
  machine: string | undefined,
  statePath: string,
): Promise<{ readonly text: string; readonly when: string } | undefined> {
  for (const run of runs.ofMachine(fsPath, machine).slice(0, MOST_RUNS)) {
    const content = await contentOf(runs, server, run);
    if (typeof content === 'string') continue;
    const entered = content.events.all.findLast((event) => isEntered(event, statePath));
    const text = entered && 'event' in entered ? entered.event.stateEnteredEventDetails?.input : undefined;
    // What was cut short or masked is no data.
    if (text === undefined || !isWhole(text)) continue;
    return { text, when: phrase`its input in the run of ${momentText(run.startedAt)}` };
  }
  return undefined;
}

function isEntered(event: ViewEvent, statePath: string): boolean {
  if (!('event' in event) || event.envelope.statePath !== statePath) return false;
  return kindOf(event.event.type)?.meaning === 'state entered';
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return !text.includes(MASKED);
  } catch {
    return false;
  }
}
