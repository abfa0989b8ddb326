import { isJsonObject } from '../../json';
import { phrase } from '../../l10n/phrase';
import { nearestName } from '../../nearestName';
import { failureOf } from '../../history/failure';
import type { Explain } from '../explanation';
import { valueAt } from '../values';

/** A KeyError for a name that the event has elsewhere, or spells otherwise. */
export const eventKey: Explain = ({ error, cause, asked, state }) => {
  if (error !== 'KeyError') return undefined;
  const [, key] = /^'([^']+)'$/.exec(failureOf({ error, cause }).message ?? '') ?? [];
  const given = asked();
  const isInvoke =
    typeof state?.definition['Resource'] === 'string' && state.definition['Resource'].includes(':lambda:invoke');
  const event = isInvoke ? valueAt(given, ['Payload']) : given;
  if (key === undefined || !isJsonObject(event) || Object.hasOwn(event, key)) return undefined;
  const inside = Object.keys(event).find((name) => valueAt(event, [name, key]) !== undefined);
  if (inside !== undefined)
    return { sentence: phrase`The event has no ${JSON.stringify(key)}, but its ${JSON.stringify(inside)} has.` };
  const near = nearestName(key, Object.keys(event));
  return near === undefined
    ? undefined
    : { sentence: phrase`The event has no ${JSON.stringify(key)}, but it has ${JSON.stringify(near)}.` };
};
