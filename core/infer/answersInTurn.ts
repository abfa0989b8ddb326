import type { Json } from '../json';
import type { Inference } from './walk';

/** What was inferred of each task, one answer for each time that it is asked for; the last stays. @returns by {@link State.path} */
export function answersInTurn(answers: Inference['answers']): (path: string) => Json {
  const given = new Map<string, number>();
  return (path) => {
    const known = answers.get(path) ?? [];
    const times = given.get(path) ?? 0;
    given.set(path, times + 1);
    return known[Math.min(times, known.length - 1)] ?? {};
  };
}
