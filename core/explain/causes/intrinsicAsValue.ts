import { phrase } from '../../l10n/phrase';
import { INTRINSIC_BY_NAME } from '../../catalog/intrinsics';
import { placeOf } from '../edit';
import type { Explain } from '../explanation';
import { valueAt } from '../values';

/** A key without `.$`: the task is asked with the text of an intrinsic function. */
export const intrinsicAsValue: Explain = ({ state, error }) => {
  if (state?.type !== 'Task' || state.queryLanguage !== 'JSONPath' || error === 'States.Timeout') return undefined;
  const at = placeOf(state, (text, [field, ...rest]) => {
    const name = rest.at(-1);
    const [, called] = /^(States\.\w+)\([\s\S]*\)$/.exec(text) ?? [];
    if (field !== 'Parameters' || called === undefined || !INTRINSIC_BY_NAME.has(called)) return false;
    return typeof name === 'string' && !name.endsWith('.$');
  });
  const name = at?.at(-1);
  const written = at && valueAt(state.definition, at);
  if (!at || typeof name !== 'string' || typeof written !== 'string') return undefined;
  return {
    sentence: phrase`${JSON.stringify(name)} was given as the text ${JSON.stringify(written)} itself. With the key "${name}.$" it is what the function gives.`,
    edit: { title: phrase`Change to "${name}.$"`, statePath: state.path, at, was: written, name: `${name}.$` },
  };
};
