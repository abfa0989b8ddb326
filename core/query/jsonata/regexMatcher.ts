/** What a regular expression is in JSONata: a function that finds. The library's own could not wait for a long match. */
import type jsonata from 'jsonata';
import { EndlessMatch, LimitedRegExp, type SlowMatch } from '../limitedRegExp';
import { jsonataError } from './evaluationFault';
import { runOf } from './jsonataRun';
import type { RunawayGuard } from './runawayGuard';

interface Found {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly string[];
  next(): unknown;
}

export function regexMatcher(this: jsonata.Focus, pattern: RegExp): unknown {
  const { guard, scope } = runOf(this.environment);
  const regExp = new LimitedRegExp(pattern);
  const find = (text: string, from?: number): unknown => {
    if (scope.insteadOfLongMatch !== undefined && !regExp.isSoon(String(text)))
      guard.interrupt(scope.insteadOfLongMatch);
    regExp.lastIndex = from ?? 0;
    const match = regExp.execOrBegin(String(text));
    if (match === null) return undefined;
    if (!('found' in match)) return found(text, match, match.index, regExp.lastIndex);
    return waitFor(match, guard).then((slow) => {
      if (slow === undefined) throw new EndlessMatch(regExp.source);
      return slow === null ? undefined : found(text, slow.groups, slow.index, slow.lastIndex);
    });
  };
  const found = (text: string, [match = '', ...groups]: readonly string[], start: number, last: number): Found => ({
    match,
    start,
    end: start + match.length,
    groups,
    next: () => (last >= text.length ? undefined : after(find(text, last))),
  });
  // It would never get on.
  const progressing = (next: Found | undefined): Found | undefined => {
    if (next?.match === '') throw jsonataError('D1004', { value: regExp.source });
    return next;
  };
  const after = (next: unknown): unknown =>
    next instanceof Promise ? next.then(progressing) : progressing(next as Found | undefined);
  return (text: string, from?: number) => find(text, from);
}

/** A long match is as much work as this many items looked at. */
const ITEMS_OF_A_SLOW_MATCH = 2_500_000;

/** Others get their turn all the while: nobody may wait for it any more. */
async function waitFor(match: SlowMatch, guard: RunawayGuard): ReturnType<typeof settle> {
  let isSettled = false;
  const settle = () => match.found.finally(() => (isSettled = true));
  const result = settle();
  try {
    await guard.spend(ITEMS_OF_A_SLOW_MATCH);
    for (let turn = guard.turn(); turn && !isSettled; turn = guard.turn()) await turn;
  } catch (stopped) {
    match.stop();
    throw stopped;
  }
  return result;
}
