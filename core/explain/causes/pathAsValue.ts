import { isJsonObject, type Json } from '../../json';
import { phrase } from '../../l10n/phrase';
import { placeOf } from '../edit';
import type { Explain } from '../explanation';
import { valueAt } from '../values';

/** A key without `.$` in Parameters: the task is asked with the text of the path. */
export const pathAsValue: Explain = ({ state, error, asked }) => {
  if (state?.type !== 'Task' || state.queryLanguage !== 'JSONPath' || error === 'States.Timeout') return undefined;
  const at = placeOf(state, (text, [field, ...rest]) => {
    const name = nameIn(rest);
    return field === 'Parameters' && name !== undefined && !name.endsWith('.$') && /^\$\$?\.[A-Za-z_]/.test(text);
  });
  const name = nameIn(at);
  if (!at || name === undefined) return undefined;
  const written = valueAt(state.definition, at);
  if (typeof written !== 'string' || !holds(asked(), name, written)) return undefined;
  if (at.at(-1) !== name) {
    return {
      sentence: phrase`An item of ${JSON.stringify(name)} was given as the text ${JSON.stringify(written)} itself. "${name}.$": "States.Array(…)" makes a list of values at paths.`,
    };
  }
  return {
    sentence: phrase`${JSON.stringify(name)} was given as the text ${JSON.stringify(written)} itself. With the key "${name}.$" it is the value at that path.`,
    edit: { title: phrase`Change to "${name}.$"`, statePath: state.path, at, was: written, name: `${name}.$` },
  };
};

/** That of the member which a place is in, or in whose list it is. */
function nameIn(at: readonly (string | number)[] = []): string | undefined {
  const last = at.at(-1);
  const name = typeof last === 'number' ? at.at(-2) : last;
  return typeof name === 'string' ? name : undefined;
}

/** Whether the call really had it. */
function holds(value: Json | undefined, name: string, text: string): boolean {
  if (Array.isArray(value)) return value.some((item) => holds(item, name, text));
  if (!isJsonObject(value)) return false;
  const { [name]: own } = value;
  return (
    own === text ||
    (Array.isArray(own) && own.includes(text)) ||
    Object.values(value).some((member) => holds(member, name, text))
  );
}
