import { phrase } from '../../core/l10n/phrase';
import { leftOut, matching, oneOf } from '../shape';
import type { Caller } from '../source';
import { accepted, at, mistakesIn, refused } from './verdict';

/** https://docs.aws.amazon.com/transfer/latest/userguide/custom-lambda-idp.html */
export const transferCaller: Caller = {
  answered: (answer) => {
    const mistakes = mistakesIn(answer, {
      Role: leftOut(''),
      PublicKeys: leftOut(['']),
      HomeDirectoryType: leftOut(oneOf('PATH', 'LOGICAL')),
      HomeDirectoryDetails: leftOut(matching('[]', /^\s*\[/, phrase`This must be a JSON list, written as a text.`)),
      PosixProfile: leftOut({ Uid: 0, Gid: 0 }),
    });
    if (mistakes.length > 0)
      return refused(phrase`The user would not be let in: Transfer Family cannot use the answer.`, mistakes);
    return at(answer, 'Role') === undefined || at(answer, 'Role') === ''
      ? refused(phrase`The user would not be let in: the answer has no Role.`)
      : accepted(phrase`The user would be let in.`);
  },
  failed: () => refused(phrase`The user would not be let in.`),
};
