import { phrase } from '../l10n/phrase';
import type { SyntaxProblem } from './tree';

/** Of one code. Behind so many mistakes nobody reads on, and a file of another kind would give thousands. */
export const MOST_PROBLEMS = 100;

/** What is wrong with a text, in the order it is found. Of each code the last one says that there are more. */
export class ProblemList {
  readonly all: SyntaxProblem[] = [];
  private readonly counts = new Map<SyntaxProblem['code'], number>();

  add(problem: SyntaxProblem): void {
    const count = (this.counts.get(problem.code) ?? 0) + 1;
    this.counts.set(problem.code, count);
    if (count <= MOST_PROBLEMS) this.all.push(problem);
    if (count !== MOST_PROBLEMS + 1) return;
    const message = phrase`There are more mistakes from here on: only the first ${MOST_PROBLEMS} are shown.`;
    this.all.push({ ...problem, message });
  }
}
