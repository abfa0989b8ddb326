import { phrase } from '../../core/l10n/phrase';
import { anything, exactly, leftOut, nullable, oneOf } from '../shape';
import type { Caller } from '../source';
import { accepted, at, mistakesIn, refused, retried } from './verdict';

const CODES = oneOf('NonCompliant', 'InternalFailure');

/** https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/lambda-hooks-create-lambda-function.html (Response input) */
export const cloudformationHookCaller: Caller = {
  answered(answer, event) {
    const token = at(event, 'clientRequestToken');
    const status = at(answer, 'hookStatus');
    const mistakes = mistakesIn(answer, {
      hookStatus: oneOf('SUCCESS', 'FAILED', 'IN_PROGRESS'),
      errorCode: status === 'FAILED' ? CODES : leftOut(nullable(CODES)),
      message: leftOut(nullable('')),
      clientRequestToken: typeof token === 'string' ? exactly(token) : leftOut(anything('')),
      callbackDelaySeconds: leftOut(nullable(0)),
      annotations: leftOut(nullable([{ annotationName: '', status: oneOf('PASSED', 'FAILED', 'SKIPPED') }])),
    });
    if (mistakes.length > 0)
      return refused(phrase`The Hook would fail: CloudFormation cannot use the answer.`, mistakes);
    const said = at(answer, 'message');
    const message = typeof said === 'string' ? [phrase`message: ${said}`] : [];
    if (status === 'SUCCESS') return accepted(phrase`The operation would go on.`, message);
    if (status === 'IN_PROGRESS')
      return retried(phrase`CloudFormation would call the function again, three times in all at most.`, message);
    return refused(
      phrase`CloudFormation would stop the operation, or only warn where the failure mode of the Hook is WARN.`,
      message,
    );
  },
  failed: () => refused(phrase`The Hook would fail, and with it the operation, unless its failure mode is WARN.`),
};
