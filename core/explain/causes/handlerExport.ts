import { phrase } from '../../l10n/phrase';
import { nearestName } from '../../nearestName';
import { failureOf } from '../../history/failure';
import type { Explain } from '../explanation';
import { listed } from '../values';

/** The name that is called is none of those that the handler's file exports. */
export const handlerExport: Explain = ({ error, cause, facts }) => {
  const { exports } = facts;
  if (error !== 'Runtime.HandlerNotFound' || !exports) return undefined;
  if (exports.length === 0) return { sentence: phrase`Its file exports no functions.` };
  const { message = '' } = failureOf({ error, cause });
  const wanted = /^(?:.*[./])?([\w$]+) is (?:undefined|not)|^Handler '([\w.]+)'/.exec(message);
  const near = nearestName(wanted?.[1] ?? wanted?.[2] ?? '', exports);
  if (near !== undefined) return { sentence: phrase`Its file exports ${listed(exports)}. Did you mean ${near}?` };
  return { sentence: phrase`Its file exports ${listed(exports)}.` };
};
