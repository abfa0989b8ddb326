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
/** Where the host can give way at less than a timer costs it is asked sooner. The unit is a state with little data. */
const WORK_BEFORE_GIVING_WAY = 2000;
/** Characters of data that take as long as a state without any. */
const CHARACTERS_OF_WORK = 512;

/** Runs a line from the program's start to its end. Throws or rejects with the failure that ends it. */
export function runLine(line: Line, program: Program): MaybePromise<void> {
  const resumed = line.execution.resumed?.resumeLine(line, program);
  const first = resumed ? resumed.next : program.start;
  if (isPromise(first)) return continueLine(line, first);
  let step = first;
  if (!step && !resumed)
    throw runtimeFailure(`The StartAt field names "${program.startAt}", and there is no such state.`);
  while (step) {
    const next: MaybePromise<Step | undefined> = step.run(line);
    if (isPromise(next)) return continueLine(line, next);
    step = next;
    if (step && isPauseDue(line)) return continueLine(line, pause(line, step));
  }
}

async function continueLine(line: Line, pending: Promise<Step | undefined>): Promise<void> {
  let step = await pending;
  while (step) {
    const next: MaybePromise<Step | undefined> = step.run(line);
    step = isPromise(next) ? await next : next;
    if (step && isPauseDue(line)) step = await pause(line, step);
  }
}

/** Counts the state just run. */
function isPauseDue({ execution, data }: Line): boolean {
  const { host } = execution;
  execution.workSincePause += 1 + ((data.text.length / CHARACTERS_OF_WORK) | 0);
  if (execution.workSincePause < (host.giveWay ? WORK_BEFORE_GIVING_WAY : STATES_WITHOUT_PAUSE)) return false;
  execution.workSincePause = 0;
  return true;
}

/** A millisecond: a sleep of none may be none at all, and then nothing else had its turn. */
async function pause(line: Line, next: Step): Promise<Step> {
  const { host } = line.execution;
  await (host.giveWay ? host.giveWay() : line.waitFor((signal) => host.sleep(1, signal)));
  return next;
}
