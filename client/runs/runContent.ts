/** What there is to see of a run: what it has told in this window, else what its history tells. */
import * as vscode from 'vscode';
import type { GraphView } from '../../core/graph/graphView';
import { KeptEvents } from '../../core/graph/keptEvents';
import type { ViewEvent } from '../../core/graph/viewEvent';
import { ViewFeed } from '../../core/graph/viewFeed';
import type { RunEvent } from '../../core/interpreter/historyEvent';
import { phrase } from '../../core/l10n/phrase';
import type { ToWebview } from '../../messages/graphWebview';
import type { HistoryView, MachinePlace } from '../../messages/languageClient';
import type { LanguageServer } from '../languageClient';
import type { RunRecord } from './runRecord';
import type { RunStore } from './runStore';

export interface RunContent {
  readonly input: string;
  readonly events: KeptEvents;
  /** What is known of an iteration that was told in figures alone, by the path of the Map; of a run that is under way its adapter tells. */
  readonly lookAt?: (map: string, index: number) => readonly ViewEvent[];
  readonly stopped?: Extract<ToWebview, { type: 'stopped' }>;
  readonly ended?: Extract<ToWebview, { type: 'runEnded' }>;
  /** Its machine is not here: what can be drawn of it. */
  readonly sketch?: GraphView;
}

type Server = Pick<LanguageServer, 'request'>;

/** A long history is told as a long run is. */
function toldAtOnce(all: readonly RunEvent[]): Required<Pick<RunContent, 'events' | 'lookAt'>> {
  const [feed, events] = [new ViewFeed(), new KeptEvents()];
  const figures = (): ViewEvent[] => {
    const totals = feed.totals();
    return totals ? [totals] : [];
  };
  for (const event of all) events.add(feed.add(event));
  events.add(figures());
  const lookAt = (map: string, index: number): readonly ViewEvent[] => {
    const soFar = feed.lookAt(map, index);
    const more = [...(soFar ? [soFar] : []), ...figures()];
    events.add(more);
    return more;
  };
  return { events, lookAt };
}

/** A sentence: why there is nothing to see. */
export async function contentOf(runs: RunStore, server: Server, run: RunRecord): Promise<RunContent | string> {
  return runs.live(run.id) ?? historyOf(server, run);
}

/** As its history tells; a sentence: why it does not. */
export async function historyOf(server: Server, run: RunRecord): Promise<RunContent | string> {
  const { history, program, name } = run;
  if (history === undefined) return phrase`No history of this run was kept.`;
  const here = program === undefined ? [] : [{ uri: vscode.Uri.file(program).toString(), name }];
  const view = await readHistory(server, history, here);
  if (typeof view === 'string') return view;
  return {
    input: view.input,
    ...toldAtOnce(view.events),
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
