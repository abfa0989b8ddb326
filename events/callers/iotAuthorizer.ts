import { phrase, type Phrase } from '../../core/l10n/phrase';
import type { Json } from '../../core/json';
import { matching, Shape } from '../shape';
import type { Caller } from '../source';
import { accepted, at, listAt, mistakesIn, refused } from './verdict';

/** Seconds: https://docs.aws.amazon.com/iot/latest/developerguide/custom-auth-lambda.html */
const SHORTEST = 300;
const LONGEST = 86_400;
const MOST_POLICIES = 10;

const answerShape = () => ({
  isAuthenticated: true,
  principalId: matching('device', /^[A-Za-z0-9]{1,128}$/, phrase`This must have 1 to 128 letters and digits.`),
  disconnectAfterInSeconds: LONGEST,
  refreshAfterInSeconds: SHORTEST,
  policyDocuments: [new Shape('', { type: ['string', 'object'] })],
});

/** https://docs.aws.amazon.com/iot/latest/developerguide/custom-auth-lambda.html */
export const iotAuthorizerCaller: Caller = {
  answered: (answer) => {
    const mistakes = mistakesIn(answer, answerShape());
    const faults = mistakes.length > 0 ? mistakes : limitsOf(answer);
    if (faults.length > 0)
      return refused(phrase`IoT Core would refuse the connection: it cannot use the answer.`, faults);
    return at(answer, 'isAuthenticated') === true
      ? accepted(phrase`The connection would be made, and may do what the policies allow.`)
      : refused(phrase`IoT Core would refuse the connection: isAuthenticated is false.`);
  },
  failed: () => refused(phrase`IoT Core would refuse the connection.`),
};

function limitsOf(answer: Json): Phrase[] {
  const times = ['disconnectAfterInSeconds', 'refreshAfterInSeconds'].filter((name) => {
    const seconds = Number(at(answer, name));
    return !(seconds >= SHORTEST && seconds <= LONGEST);
  });
  const policies = listAt(answer, 'policyDocuments').length;
  return [
    ...times.map((name) => phrase`${name}: This must be from ${SHORTEST} to ${LONGEST}.`),
    ...(policies > MOST_POLICIES
      ? [phrase`policyDocuments: There are ${policies}, and ${MOST_POLICIES} are allowed.`]
      : []),
  ];
}
