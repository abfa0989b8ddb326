import type { Json } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import type { Caller } from '../source';
import { failure, queued, queuedCaller } from './ignoring';
import { accepted, at, listAt } from './verdict';

/** Whether the rule calls with RequestResponse. */
function isAwaited(event: Json): boolean {
  return at(listAt(event, 'Records')[0], 'ses', 'receipt', 'action', 'invocationType') === 'RequestResponse';
}

/** https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda.html: not every rule reads it. */
export const sesCaller: Caller = {
  answered: (answer, event) => {
    if (!isAwaited(event)) return queuedCaller.answered(answer, event);
    const disposition = String(at(answer, 'disposition') ?? '').toUpperCase();
    if (disposition === 'STOP_RULE_SET') return accepted(phrase`SES would do no more with the mail.`);
    if (disposition === 'STOP_RULE') return accepted(phrase`SES would go on with the next rule.`);
    return accepted(
      phrase`SES would go on with the next action.`,
      disposition === 'CONTINUE'
        ? []
        : [
            phrase`The answer has no disposition of CONTINUE, STOP_RULE or STOP_RULE_SET, which is as if it were CONTINUE.`,
          ],
    );
  },
  failed: (_error, event) => (isAwaited(event) ? failure() : queued()),
};
