import { isNumber } from '../../core/jsonNumber';
import { phrase } from '../../core/l10n/phrase';
import { anyObject, leftOut, nullable, oneOf } from '../shape';
import type { Caller } from '../source';
import { accepted, at, mistakesIn, refused, retried } from './verdict';

/** Seconds, where the answer says no other. */
const USUAL_DELAY = 30;

const ANSWER = {
  hookStatus: oneOf('SUCCEEDED', 'FAILED', 'IN_PROGRESS'),
  callBackDelay: leftOut(nullable(USUAL_DELAY)),
  hookDetails: leftOut(nullable(anyObject({}))),
};

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/lambda-lifecycle-hooks.html */
export const ecsHookCaller: Caller = {
  answered(answer) {
    const mistakes = mistakesIn(answer, ANSWER);
    if (mistakes.length > 0)
      return refused(phrase`ECS would roll the deployment back: it cannot use the answer.`, mistakes);
    const status = at(answer, 'hookStatus');
    if (status === 'FAILED') return refused(phrase`ECS would roll the deployment back.`);
    if (status === 'SUCCEEDED') return accepted(phrase`The deployment would go on with its next stage.`);
    const given = at(answer, 'callBackDelay') ?? null;
    return retried(
      phrase`ECS would call the function again after ${isNumber(given) ? String(given) : USUAL_DELAY} seconds.`,
      at(answer, 'hookDetails') == null
        ? []
        : [phrase`hookDetails of the next event would have: ${JSON.stringify(at(answer, 'hookDetails'))}`],
    );
  },
  failed: () => refused(phrase`ECS would roll the deployment back.`),
};
