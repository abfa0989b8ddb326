import { phrase, type Phrase } from '../../l10n/phrase';
import { failureOf } from '../../history/failure';
import type { Explain } from '../explanation';

const INSTEAD: Readonly<Record<string, () => Phrase>> = {
  Decimal: () =>
    phrase`The numbers that DynamoDB's resource gives are Decimal, which JSON has not: int() or float() makes numbers of them.`,
  datetime: () => phrase`JSON has no dates: .isoformat() makes a text of one.`,
  date: () => phrase`JSON has no dates: .isoformat() makes a text of one.`,
  set: () => phrase`JSON has no sets: list() makes an array of one.`,
  bytes: () => phrase`JSON has no bytes: .decode() makes a text of them, and base64.b64encode of any.`,
};

/** What a function of Python returns must be JSON. */
export const resultNoJson: Explain = ({ error, cause }) => {
  const { message = '' } = failureOf({ error, cause });
  const [, type] = /Object of type (\w+) is not JSON serializable$/.exec(message) ?? [];
  if (error !== 'Runtime.MarshalError' || type === undefined || !Object.hasOwn(INSTEAD, type)) return undefined;
  return { sentence: INSTEAD[type]!() };
};
