/** Answers that a run was given, as mocks that give them again. */
import type { Json } from '../../core/json';
import { jsonEquals } from '../../core/query';
import type { MockAnswer } from '../../project';
import type { Mocks } from '../mockStore';
import type { Calls } from './callMocks';
import type { InferredAnswer, InferredAnswers } from './inferredAnswers';

/** As {@link mocksOf}, of all that a run was answered. */
export function mocksOfRun({ used, usedCalls }: Pick<InferredAnswers, 'used' | 'usedCalls'>): {
  readonly mocks: Mocks;
  readonly calls?: Calls;
} {
  const calls = Object.fromEntries(
    [...usedCalls].map(([action, answers]) => [
      action,
      withoutRepetition(answers).map((answer) => ({ return: answer })),
    ]),
  );
  return { ...mocksOf(used.values()), ...(usedCalls.size > 0 && { calls }) };
}

/** The answers that were used, in the form of `.vscode/stepwise.json`. */
export function mocksOf(used: Iterable<InferredAnswer>): { readonly mocks: Mocks } {
  const mocks: { [machine: string]: { [state: string]: MockAnswer | MockAnswer[] } } = {};
  for (const { machine, state, answers } of used) {
    const [first, ...more] = withoutRepetition(answers).map((answer) => ({ return: answer }));
    if (first) (mocks[machine] ??= {})[state] = more.length === 0 ? first : [first, ...more];
  }
  return { mocks };
}

/** Without the last ones that are as the one before: a list of answers stays at its last. */
export function withoutRepetition(answers: readonly Json[]): readonly Json[] {
  let end = answers.length;
  while (end > 1 && jsonEquals(answers[end - 1]!, answers[end - 2]!)) end--;
  return answers.slice(0, end);
}
