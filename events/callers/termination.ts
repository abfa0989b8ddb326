import { phrase } from '../../core/l10n/phrase';
import type { Caller } from '../source';
import { accepted, at, listAt, mistakesIn, refused } from './verdict';

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/lambda-custom-termination-policy.html */
export const terminationCaller: Caller = {
  answered: (answer, event) => {
    const mistakes = mistakesIn(answer, { InstanceIDs: [''] });
    if (mistakes.length > 0)
      return refused(phrase`No instance would be terminated: the answer cannot be used.`, mistakes);
    const offered = listAt(event, 'Instances').map((each) => at(each, 'InstanceId'));
    const others = listAt(answer, 'InstanceIDs').filter((id) => !offered.includes(id));
    return accepted(
      phrase`${listAt(answer, 'InstanceIDs').length - others.length} instances could be terminated.`,
      others.map((id) => phrase`${String(id)} was not offered, and would be ignored.`),
    );
  },
  failed: () => refused(phrase`No instance would be terminated.`),
};
