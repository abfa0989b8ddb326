/** How often a breakpoint must be reached before it stops: `3`, `>= 3`, `% 2`. */
import { phrase, type Phrase } from '../../core/l10n/phrase';

const OPERATORS: { readonly [operator: string]: (hits: number, count: number) => boolean } = {
  '': (hits, count) => hits === count,
  '=': (hits, count) => hits === count,
  '==': (hits, count) => hits === count,
  '>': (hits, count) => hits > count,
  '>=': (hits, count) => hits >= count,
  '<': (hits, count) => hits < count,
  '<=': (hits, count) => hits <= count,
  '%': (hits, count) => hits % count === 0,
};

/** Whether so many hits stop the run; a sentence where the text says nothing of the kind. */
export function parseHitCondition(text: string): ((hits: number) => boolean) | { readonly problem: Phrase } {
  const [, operator = '', digits] = /^\s*(<=|>=|==|[<>=%]|)\s*(\d+)\s*$/.exec(text) ?? [];
  const test = OPERATORS[operator];
  const count = Number(digits);
  if (digits === undefined || !test || (operator === '%' && count === 0)) {
    return {
      problem: phrase`The hit count "${text.trim()}" cannot be read. It is a number such as 3, or one after an operator: > 3, >= 3, < 3, <= 3, or % 3 for every third time.`,
    };
  }
  return (hits) => test(hits, count);
}
