import { phrase } from '../../l10n/phrase';
import { failureOf } from '../../history/failure';
import type { Explain } from '../explanation';

/** What `fetch failed` of a handler leaves out. */
export const fetchFailed: Explain = ({ error, cause, facts: { behind } }) => {
  const { message } = failureOf({ error, cause });
  if (!behind || behind.message === message) return undefined;
  const { code, peer } = behind;
  if (peer !== undefined && code === 'ECONNREFUSED')
    return { sentence: phrase`Nothing listens at ${peer} (ECONNREFUSED).` };
  if (peer !== undefined && (code === 'ENOTFOUND' || code === 'EAI_AGAIN'))
    return { sentence: phrase`There is no host ${peer} (${code}).` };
  if (peer !== undefined && code !== undefined) return { sentence: phrase`${peer} could not be reached (${code}).` };
  return {
    sentence: phrase`The error behind it: ${code === undefined ? behind.message : `${behind.message} (${code})`}`,
  };
};
