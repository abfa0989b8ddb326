import { phrase } from '../../core/l10n/phrase';
import { anything, mapOf } from '../shape';
import type { Caller } from '../source';
import { accepted, bytesOf, mistakesIn, refused, retried } from './verdict';

/** In bytes, as UTF-8. https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html (Verify the Function Response) */
const LARGEST = 32 * 1024;

/** https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html */
export const connectCaller: Caller = {
  answered: (answer) => {
    const size = bytesOf(answer);
    const mistakes = mistakesIn(answer, mapOf({}, anything('')));
    if (mistakes.length > 0)
      return refused(phrase`The flow would take the branch Error: the answer must be an object.`, mistakes);
    return size > LARGEST
      ? refused(phrase`The flow would take the branch Error: the answer has ${size} bytes, and ${LARGEST} are allowed.`)
      : accepted(
          phrase`The flow would find the members below $.External.`,
          Object.values(answer as object).some((value) => typeof value === 'object' && value !== null)
            ? [
                phrase`A block whose response validation is STRING_MAP takes no nested members, and would take the branch Error.`,
              ]
            : [],
        );
  },
  // The same page, Invocation retry policy.
  failed: () => retried(phrase`Connect would try up to three times within 8 seconds, and then take the branch Error.`),
};
