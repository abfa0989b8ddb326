/** A run of the store, and what stands around it, as messages for the graph's page. */
import { phrase } from '../../core/l10n/phrase';
import type { RunChoice, ToWebview } from '../../messages/graphWebview';
import type { Questions } from '../questions';
import type { RunContent } from '../runs/runContent';
import { isEnded, type RunRecord } from '../runs/runRecord';
import { clockOf, type RunStore } from '../runs/runStore';
import { momentText, runLine } from '../runs/runWords';

/** Runs to choose from; all of them are in the side bar. */
const MOST_CHOICES = 30;

/**
 * All there is to see of a run, from its beginning on.
 *
 * @param content of one that this window does not run
 */
export function runMessages(runs: RunStore, run: RunRecord, content: RunContent): ToWebview[] {
  const { id: runId } = run;
  const { input, stopped, ended } = content;
  const events = content.events.all;
  const parent = runs.get(run.parent?.id ?? '');
  const live = runs.live(runId);
  const end = ended ?? stopped;
  return [
    { type: 'runStarted', runId, input, ...(parent && { parent: { runId: parent.id, name: parent.name } }) },
    ...runs.startedBy(runId).flatMap((nested) => nestedMessages(runs, nested)),
    ...(ended || isEnded(run) ? [] : [live ? clockOf(run, live) : clockElsewhere(run)]),
    ...(events.length > 0 ? [{ type: 'runEvents', runId, events } as const] : []),
    ...(end ? [end] : []),
  ];
}

/** Of a run of another window: whether its time stands still is not known here. */
function clockElsewhere({ startedAt }: RunRecord): ToWebview {
  return { type: 'clock', elapsed: Date.now() - startedAt, stands: false };
}

/** That a run has started another one, in a state of its own; nothing where no state is known to have done so. */
export function nestedBegins({ id, name, parent }: RunRecord): ToWebview[] {
  if (parent?.statePath === undefined) return [];
  const { statePath, iterations = [] } = parent;
  return [{ type: 'nestedStarted', runId: id, parentId: parent.id, name, statePath, iterations }];
}

function nestedMessages(runs: RunStore, nested: RunRecord): ToWebview[] {
  const { id: runId, status, error } = nested;
  const live = runs.live(runId);
  const events = live?.events.all ?? [];
  return [
    ...nestedBegins(nested),
    ...(events.length > 0 ? [{ type: 'runEvents', runId, events } as const] : []),
    ...(isEnded(nested)
      ? [live?.ended ?? ({ type: 'runEnded', runId, status, ...(error && { error }) } as const)]
      : []),
  ];
}

/** The newest runs, and the one that is shown; those of its machine stand first. */
export function choicesMessage(runs: RunStore, shown: RunRecord | undefined): ToWebview {
  const newest = runs.all().slice(0, MOST_CHOICES);
  const all = shown && !newest.includes(shown) ? [shown, ...newest] : newest;
  const own = all.filter(({ program, name }) => program === shown?.program && name === shown?.name);
  const choices = [...new Set([...own, ...all])].map((run): RunChoice => ({
    id: run.id,
    label: runLine(run),
    moment: momentText(run.startedAt),
    machine: run.name,
  }));
  return { type: 'runs', runs: choices, ...(shown && { shown: shown.id }) };
}

/** @param isShown whether it is the run that is shown, or one that it has started */
export function questionsMessage(questions: Questions, isShown: (runId: string) => boolean): ToWebview {
  const own = questions.all().filter(({ runId }) => runId !== undefined && isShown(runId));
  return {
    type: 'questions',
    questions: own.map(({ id, state, words, waits = false }) => ({ id, state, words, waits })),
  };
}

/**
 * Why there is nothing to draw.
 *
 * @param file its name alone; absent: that of an opened history, which cannot be drawn
 */
export function nothingMessage(file: string | undefined, name: string | undefined): ToWebview {
  const title = name ?? file ?? '';
  const reason =
    file === undefined
      ? name === undefined
        ? phrase`Open a workflow to see its graph.`
        : phrase`The state machine of "${name}" is not in this folder, and its history cannot be drawn.`
      : name === undefined
        ? phrase`${file} does not define a state machine.`
        : phrase`There is no state machine "${name}" in ${file} any more.`;
  return { type: 'noGraph', title, reason };
}
