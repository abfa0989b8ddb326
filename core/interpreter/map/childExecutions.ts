/** Runs the child executions of a Map Run, so many at once, until all have ended or too many have failed. */
import type { Json } from '../../json';
import type { State } from '../../model/machine';
import { isPromise } from '../../query';
import type { Strand } from '../strand';
import type { EarlierChild } from '../resume/resumedMapRun';
import type { Program } from '../step';
import { startChild, type EndedChild, type ExecutionType, type StartedChild } from './childExecution';
import type { ChildInputs } from './itemBatcher';
import type { MapRun } from './mapRun';
import { toleratedThresholdExceeded } from './toleratedFailures';

/** So many children run without a pause; then timers, aborts and the rest of the process get their turn. */
const CHILDREN_WITHOUT_PAUSE = 500;

export interface ChildExecutionsOptions {
  readonly strand: Strand;
  readonly state: State;
  readonly program: Program;
  readonly run: MapRun;
  readonly type: ExecutionType;
  /** Emptied on the way: what a child has taken nobody else needs. */
  readonly children: ChildInputs;
  /** What an earlier run did of a child, where this one goes on with it. */
  readonly earlier?: (index: number) => EarlierChild | undefined;
  ended(index: number, child: EndedChild): void;
  /** The run has failed before this child could start. */
  pending(index: number, input: Json): void;
}

/** Gives false where more have failed than the run tolerates; the others are aborted then. */
export async function runChildExecutions(options: ChildExecutionsOptions): Promise<boolean> {
  const { strand, state, program, run, type, earlier } = options;
  const { inputs, sizes } = options.children;
  const running = new Set<StartedChild>();
  let next = 0;
  let hasFailed = false;
  let problem: { readonly thrown: unknown } | undefined;
  let wake: (() => void) | undefined;

  const take = (index: number, child: EndedChild): void => {
    run.childEnded(index, child, sizes?.[index] ?? 1);
    options.ended(index, child);
    hasFailed ||= run.exceedsTolerance;
  };

  const start = (index: number): void => {
    const input = inputs[index] ?? null;
    inputs[index] = null;
    run.childStarted(sizes?.[index] ?? 1);
    const child = startChild({
      strand,
      state,
      program,
      machineName: run.machineName,
      type,
      index,
      input,
      earlier: earlier?.(index),
      ...(run.isWatched && {
        began: (executionArn, abort) => run.childBegan(index, { executionArn, items: sizes?.[index] ?? 1, abort }),
      }),
      around: {
        fateOf: () => (run.bears(sizes?.[index] ?? 1) ? 'caught' : strand.fateOf(toleratedThresholdExceeded())),
      },
    });
    if (!isPromise(child.ended)) {
      strand.mustRun();
      take(index, child.ended);
      return;
    }
    running.add(child);
    child.ended
      .then((ended) => {
        // A run that was stopped from outside tells nothing any more.
        if (!strand.stopped && !strand.execution.end) take(index, ended);
      })
      .catch((thrown: unknown) => (problem ??= { thrown }))
      .finally(() => {
        running.delete(child);
        wake?.();
      });
  };

  const mayStart = (): boolean => !hasFailed && !problem && next < inputs.length && running.size < run.atOnce;
  run.changed = () => {
    hasFailed ||= run.exceedsTolerance;
    wake?.();
  };
  while (mayStart() || running.size > 0) {
    // A child that ended because the Map was stopped makes room for none.
    strand.mustRun();
    if (mayStart()) {
      start(next++);
      strand.mustRun();
      if (next % CHILDREN_WITHOUT_PAUSE === 0) await giveWay(strand);
    } else {
      if (hasFailed || problem) for (const child of [...running]) child.abort();
      if (running.size > 0) await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  if (problem) throw problem.thrown;
  strand.mustRun();
  for (; next < inputs.length; next++) options.pending(next, inputs[next] ?? null);
  return !hasFailed;
}

/** A host that cannot give way is asked for a millisecond: a sleep of none may be none at all. */
function giveWay(strand: Strand): Promise<void> {
  const { host } = strand.execution;
  return host.giveWay ? host.giveWay() : strand.waitFor((signal) => host.sleep(1, signal));
}
