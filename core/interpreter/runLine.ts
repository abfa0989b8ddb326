/** The loop over states of one line. */
import { isPromise, type MaybePromise } from '../query';
import type { Line } from './line';
import { runtimeFailure } from './stateFailure';
import type { Program, Step } from './step';

/**
 * So many states run without a pause, over all lines; then timers, aborts and the rest of the process get their
 * turn, so that an endless loop of Pass states can be stopped.
 */
const STATES_WITHOUT_PAUSE = 10_000;

/** Runs a line from the program's start to its end. Throws or rejects with the failure that ends it. */
export function runLine(line: Line, program: Program): MaybePromise<void> {
  const { execution } = line;
  let step: Step | undefined = program.steps.get(program.startAt);
  if (!step) throw runtimeFailure(`The StartAt field names "${program.startAt}", and there is no such state.`);
  while (step) {
    const next: MaybePromise<Step | undefined> = step.run(line);
    if (isPromise(next)) return continueLine(line, next);
    step = next;
    if (step && ++execution.statesRun % STATES_WITHOUT_PAUSE === 0) return continueLine(line, pause(line, step));
  }
}

async function continueLine(line: Line, pending: Promise<Step | undefined>): Promise<void> {
  const { execution } = line;
  let step = await pending;
  while (step) {
    const next: MaybePromise<Step | undefined> = step.run(line);
    step = isPromise(next) ? await next : next;
    if (step && ++execution.statesRun % STATES_WITHOUT_PAUSE === 0) step = await pause(line, step);
  }
}

/** A millisecond: a sleep of none may be none at all, and then nothing else had its turn. */
async function pause(line: Line, next: Step): Promise<Step> {
  await line.waitFor((signal) => line.execution.host.sleep(1, signal));
  return next;
}
