import { failureOf } from '../../history/failure';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';

/** A second answer for a task's token, or one that comes too late. */
export const tokenAnswered: Explain = ({ error, cause }) => {
  const { message = '' } = failureOf({ error, cause });
  if (error !== 'TaskTimedOut' || !/Task Timed Out|does not exist anymore|task is no longer/i.test(message))
    return undefined;
  return {
    sentence: phrase`The task of that token has ended already: it was answered before, or its time was up. A token answers once, and each attempt of a Retry has a new one.`,
  };
};
