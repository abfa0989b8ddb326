import type { Json } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import type { Caller, HandlerError, Verdict } from '../source';
import { accepted, bytesOf, refused } from './verdict';

/** 256 KiB, as UTF-8: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const LARGEST_OUTPUT = 262_144;

export const stateCaller: Caller = {
  answered: (answer: Json) => {
    const size = bytesOf(answer);
    return size > LARGEST_OUTPUT
      ? refused(
          phrase`The state would fail with States.DataLimitExceeded: the answer has ${size} bytes, and ${LARGEST_OUTPUT} are allowed.`,
        )
      : accepted(phrase`The state would go on with the answer as its result (${size} bytes of ${LARGEST_OUTPUT}).`);
  },
  failed: failedState,
};

export function failedState({ errorType }: HandlerError): Verdict {
  return refused(phrase`The state would fail with ${errorType}.`);
}
