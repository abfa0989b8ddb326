import { phrase } from '../../l10n/phrase';
import { replacing } from '../edit';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';

const READS = /'(\$states\.(input|context)((?:\.[^'.[]+|\['[^']*'\]|\[[^'\]]*\])*))'/;

/** `$states.input.id` in a state of JSONPath, where it reads a variable called `states`. */
export const missingStates: Explain = ({ cause, state }) => {
  if (state?.queryLanguage !== 'JSONPath') return undefined;
  const [, written, member, behind = ''] = READS.exec(bareCause(cause)) ?? [];
  if (written === undefined) return undefined;
  const right = `${member === 'context' ? '$$' : '$'}${behind}`;
  return {
    sentence: phrase`$states belongs to JSONata, and the query language of this state is JSONPath: there it is written ${right}.`,
    ...replacing(state, written, right),
  };
};
