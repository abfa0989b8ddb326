import { isJsonObject, type Json } from '../../json';
import { phrase } from '../../l10n/phrase';
import { placeOf } from '../edit';
import type { Explain } from '../explanation';

/** A key without `.$` in Parameters: the task is asked with the text of the path. */
export const pathAsValue: Explain = ({ state, error, asked }) => {
  if (state?.type !== 'Task' || state.queryLanguage !== 'JSONPath' || error === 'States.Timeout') return undefined;
  const at = placeOf(state, (text, [field, ...rest]) => {
    const name = rest.at(-1);
    return field === 'Parameters' && typeof name === 'string' && !name.endsWith('.$') && /^\$\$?\.[A-Za-z_]/.test(text);
  });
  const name = at?.at(-1);
  if (!at || typeof name !== 'string') return undefined;
  const written = at.reduce<Json | undefined>(
    (value, step) => (value as { [step: string]: Json })[step],
    state.definition,
  );
  if (typeof written !== 'string' || !holds(asked(), name, written)) return undefined;
  return {
    sentence: phrase`${JSON.stringify(name)} was given as the text ${JSON.stringify(written)} itself. With the key "${name}.$" it is the value at that path.`,
    edit: { title: phrase`Change to "${name}.$"`, statePath: state.path, at, was: written, name: `${name}.$` },
  };
};

/** Whether the call really had it. */
function holds(value: Json | undefined, name: string, text: string): boolean {
  if (Array.isArray(value)) return value.some((item) => holds(item, name, text));
  if (!isJsonObject(value)) return false;
  return value[name] === text || Object.values(value).some((member) => holds(member, name, text));
}
