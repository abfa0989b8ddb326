import { phrase } from '../../l10n/phrase';
import { failureOf } from '../../history/failure';
import type { Explain } from '../explanation';

/** JSON.parse or json.loads of data that is no text any more. */
export const parsedTwice: Explain = ({ error, cause }) => {
  const { message = '' } = failureOf({ error, cause });
  if (
    error === 'SyntaxError' &&
    /^(?:"\[object Object\]" is not valid JSON|Unexpected token o in JSON at position 1$)/.test(message)
  ) {
    return {
      sentence: phrase`JSON.parse was given an object: a function in a workflow gets its event as data, which need not be parsed.`,
    };
  }
  if (error === 'TypeError' && /^the JSON object must be str, bytes or bytearray, not (?:dict|list)$/.test(message)) {
    return {
      sentence: phrase`json.loads was given data: a function in a workflow gets its event as data, which need not be parsed.`,
    };
  }
  return undefined;
};
