/** The run that a command of the list, the graph or the palette means. */
import { phrase } from '../../core/l10n/phrase';
import type { ClientContext } from '../clientContext';
import type { RunRecord } from '../runs/runRecord';
import type { ListedRun } from '../runs/runsView';
import { runLine } from '../runs/runWords';
import { window } from '../window';

/** @param argument an entry of the list, or an id; anything else: none is meant */
export function runOf({ runs }: ClientContext, argument: unknown): RunRecord | undefined {
  const id = isListed(argument) ? argument.run.id : argument;
  return typeof id === 'string' ? runs.get(id) : undefined;
}

function isListed(argument: unknown): argument is ListedRun {
  return typeof argument === 'object' && argument !== null && 'run' in argument;
}

/** Those that are chosen in the list, where the command was called there. */
export function runsOf(context: ClientContext, argument: unknown, chosen: unknown): RunRecord[] {
  const all: unknown[] = Array.isArray(chosen) ? chosen : [argument];
  return all.flatMap((each) => runOf(context, each) ?? []);
}

/**
 * Undefined: there is none, which has been said, or the person chose none.
 *
 * @param among default: all
 */
export async function chooseRun({ runs }: ClientContext, among = runs.all()): Promise<RunRecord | undefined> {
  const items = among.map((run) => ({ label: run.name, description: runLine(run), run }));
  if (items.length > 0) return (await window.showQuickPick(items, { title: phrase`Which run?` }))?.run;
  void window.showInformationMessage(phrase`There are no runs yet. Run a workflow first.`);
  return undefined;
}
