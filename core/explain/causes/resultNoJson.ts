import { phrase, type Phrase } from '../../l10n/phrase';
import { failureOf } from '../../history/failure';
import type { Explain } from '../explanation';

const INSTEAD: Readonly<Record<string, () => Phrase>> = {
  Decimal: () =>
    phrase`boto3 gives DynamoDB's numbers as Decimal, which json.dumps does not write: int() or float() makes numbers of them, or json.dumps(…, default=str) texts.`,
  datetime: () => phrase`JSON has no dates: .isoformat() makes a text of one.`,
  date: () => phrase`JSON has no dates: .isoformat() makes a text of one.`,
  set: () => phrase`JSON has no sets: list() makes an array of one.`,
  bytes: () => phrase`JSON has no bytes: .decode() makes a text of them, and base64.b64encode of any.`,
  coroutine: () =>
    phrase`Lambda does not await what a Python handler returns: asyncio.run() in the handler gives what the coroutine comes to.`,
  generator: () => phrase`JSON has no generators: list() makes an array of one.`,
};

/** What a function of Python writes or returns must be JSON. */
export const resultNoJson: Explain = ({ error, cause }) => {
  const { message = '' } = failureOf({ error, cause });
  const [, type] = /Object of type (\w+) is not JSON serializable$/.exec(message) ?? [];
  if (
    (error !== 'Runtime.MarshalError' && error !== 'TypeError') ||
    type === undefined ||
    !Object.hasOwn(INSTEAD, type)
  )
    return undefined;
  return { sentence: INSTEAD[type]!() };
};
