/** The loop over states of one line. */
import { isPromise, type MaybePromise } from '../query';
import type { Line } from './line';
import { runtimeFailure } from './stateFailure';
import type { Program, Step } from './step';

/** Runs a line from the program's start to its end. Throws or rejects with the failure that ends it. */
export function runLine(line: Line, program: Program): MaybePromise<void> {
  let step: Step | undefined = program.steps.get(program.startAt);
  if (!step) throw runtimeFailure(`The StartAt field names "${program.startAt}", and there is no such state.`);
  while (step) {
    const next: MaybePromise<Step | undefined> = step.run(line);
    if (isPromise(next)) return continueLine(line, next);
    step = next;
  }
}

async function continueLine(line: Line, pending: Promise<Step | undefined>): Promise<void> {
  let step = await pending;
  while (step) {
    const next: MaybePromise<Step | undefined> = step.run(line);
    step = isPromise(next) ? await next : next;
  }
}
