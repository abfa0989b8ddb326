import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { failureOf } from '../../history/failure';

/** The function's own time was up, which is another than the state's TimeoutSeconds. */
export const functionTimeout: Explain = ({ error, cause, state }) => {
  const { message = '' } = failureOf({ error, cause });
  const [, seconds] = /Task timed out after (\d+(?:\.\d+)?) seconds$/.exec(message) ?? [];
  if (error !== 'Sandbox.Timedout' || seconds === undefined) return undefined;
  const time = String(Number(seconds));
  const own = state?.definition['TimeoutSeconds'];
  if (typeof own === 'number' && own > Number(seconds)) {
    return {
      sentence: phrase`The function's own Timeout is ${time} s. The state's TimeoutSeconds, ${own} s, does not lengthen it.`,
    };
  }
  return time === '3'
    ? { sentence: phrase`The function's own Timeout is 3 s, which is what Lambda gives a function that names none.` }
    : { sentence: phrase`The function's own Timeout is ${time} s.` };
};
