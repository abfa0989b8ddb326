/** The loop over states of one strand. */
import { isPromise, type MaybePromise } from '../query';
import type { Strand } from './strand';
import { runtimeFailure } from './stateFailure';
import type { Program, Step } from './step';

/**
 * So many states run without a pause, over all strands; then timers, aborts and the rest of the process get their
 * turn, so that an endless loop of Pass states can be stopped.
 */
const STATES_WITHOUT_PAUSE = 10_000;
/** Where the host can give way at less than a timer costs it is asked sooner. The unit is a state with little data. */
const WORK_BEFORE_GIVING_WAY = 2000;
/** Characters of data that take as long as a state without any. */
const CHARACTERS_OF_WORK = 512;

/** Runs a strand from the program's start to its end. Throws or rejects with the failure that ends it. */
export function runStrand(strand: Strand, program: Program): MaybePromise<void> {
  const resumed = strand.execution.resumed?.resumeStrand(strand, program);
  const first = resumed ? resumed.next : program.start;
  if (isPromise(first)) return continueStrand(strand, first);
  let step = first;
  if (!step && !resumed)
    throw runtimeFailure(`The StartAt field names "${program.startAt}", and there is no such state.`);
  while (step) {
    const next: MaybePromise<Step | undefined> = step.run(strand);
    if (isPromise(next)) return continueStrand(strand, next);
    step = next;
    if (step && isPauseDue(strand)) return continueStrand(strand, pause(strand, step));
  }
}

async function continueStrand(strand: Strand, pending: Promise<Step | undefined>): Promise<void> {
  let step = await pending;
  while (step) {
    const next: MaybePromise<Step | undefined> = step.run(strand);
    step = isPromise(next) ? await next : next;
    if (step && isPauseDue(strand)) step = await pause(strand, step);
  }
}

/** Counts the state just run. */
function isPauseDue({ execution, data }: Strand): boolean {
  const { host } = execution;
  execution.workSincePause += 1 + ((data.text.length / CHARACTERS_OF_WORK) | 0);
  if (execution.workSincePause < (host.giveWay ? WORK_BEFORE_GIVING_WAY : STATES_WITHOUT_PAUSE)) return false;
  execution.workSincePause = 0;
  return true;
}

/** A millisecond: a sleep of none may be none at all, and then nothing else had its turn. */
async function pause(strand: Strand, next: Step): Promise<Step> {
  const { host } = strand.execution;
  await (host.giveWay ? host.giveWay() : strand.waitFor((signal) => host.sleep(1, signal)));
  return next;
}
