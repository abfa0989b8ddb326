/** What there is to see of a run: what it has told in this window, else what its history tells. */
import * as vscode from 'vscode';
import type { GraphView } from '../../core/graph/graphView';
import type { RunEvent } from '../../core/interpreter/historyEvent';
import { phrase } from '../../core/l10n/phrase';
import type { ToWebview } from '../../messages/graphWebview';
import type { HistoryView, MachinePlace } from '../../messages/languageClient';
import type { LanguageServer } from '../languageClient';
import type { RunRecord } from './runRecord';
import type { RunStore } from './runStore';

export interface RunContent {
  readonly input: string;
  readonly events: readonly RunEvent[];
  readonly stopped?: string;
  readonly ended?: Extract<ToWebview, { type: 'runEnded' }>;
  /** Its machine is not here: what can be drawn of it. */
  readonly sketch?: GraphView;
}

type Server = Pick<LanguageServer, 'request'>;

/** A sentence: why there is nothing to see. */
export async function contentOf(runs: RunStore, server: Server, run: RunRecord): Promise<RunContent | string> {
  const live = runs.live(run.id);
  if (live) return live;
  const { history, program, name } = run;
  if (history === undefined) return phrase`No history of this run was kept.`;
  const here = program === undefined ? [] : [{ uri: vscode.Uri.file(program).toString(), name }];
  const view = await readHistory(server, history, here);
  if (typeof view === 'string') return view;
  return {
    input: view.input,
    events: view.events,
    ...(view.sketch && { sketch: view.sketch }),
    ...(run.status !== 'RUNNING' && {
      ended: { type: 'runEnded', runId: run.id, ...(view.end ?? { status: endOf(run) }) } as const,
    }),
  };
}

/** What is not told by a history that ends too early. */
function endOf({ status }: RunRecord): string {
  return status === 'INTERRUPTED' ? 'ABORTED' : status;
}

/** @param file absolute path */
export async function readHistory(
  server: Server,
  file: string,
  candidates: readonly MachinePlace[],
): Promise<HistoryView | string> {
  const view = await server.request('stepwise/history', { uri: vscode.Uri.file(file).toString(), candidates });
  if (!view) return phrase`The language server does not answer, so that the history cannot be shown.`;
  return 'problem' in view ? view.problem : view;
}
