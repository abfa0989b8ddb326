/** How far the executions have come that a state has started. */
import { durationOf, type RunView } from '../../core/graph/runView';
import { durationText } from '../../core/l10n/durationText';
import { phrase } from '../../core/l10n/phrase';
import { RUN_WORDS } from './statusWords';

export interface NestedRun {
  readonly runId: string;
  /** Of its machine. */
  readonly name: string;
  /** Of the state that has started it. */
  readonly statePath: string;
  readonly iterations: readonly number[];
  readonly run: RunView;
}

/** The runs of one state, first to last. */
export type NestedProgress = readonly NestedRun[];

/** `PackBox · Running · Weigh`, or how many there are. */
export function nestedText(runs: NestedProgress): string {
  const [only, another] = runs;
  if (!only) return '';
  if (another) {
    const ended = runs.filter(({ run }) => run.status !== 'RUNNING').length;
    return phrase`${ended} of ${runs.length} executions ended`;
  }
  const { run, name } = only;
  const state = run.status === 'RUNNING' ? run.active?.split('/').at(-1) : undefined;
  const took = durationOf(run);
  const rest = state ?? (took === undefined ? undefined : durationText(took));
  return [name, RUN_WORDS[run.status].words(), rest].filter(Boolean).join(' · ');
}
