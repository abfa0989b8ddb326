import { isJsonObject, type Json } from '../../json';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { valueAtPath } from '../paths';

const PATHS = /(?<![\w$])\$(?:\.[A-Za-z_]\w*)+/g;

/** `"Path": "/orders/$.id"`: a path in the middle of a text, which the task was asked with as it stands. */
export const pathInText: Explain = (failure) => {
  const { state, error, asked } = failure;
  if (state?.type !== 'Task' || state.queryLanguage !== 'JSONPath' || error === 'States.Timeout') return undefined;
  const given = asked();
  for (const [name, text] of given === undefined ? [] : textsIn(given)) {
    const paths = text.match(PATHS) ?? [];
    if (paths.length === 0 || paths[0] === text || /[{}'\\]/.test(text)) continue;
    if (!writtenIn(state.definition['Parameters'] ?? null, name, text)) continue;
    if (!paths.every((path) => valueAtPath(path, failure) !== undefined)) continue;
    const right = `States.Format('${text.replace(PATHS, '{}')}', ${paths.join(', ')})`;
    return {
      sentence: phrase`${JSON.stringify(name)} was given as the text ${JSON.stringify(text)}, in which nothing reads a path. ${`"${name}.$": ${JSON.stringify(right)}`} puts the value there.`,
    };
  }
  return undefined;
};

function* textsIn(value: Json): Iterable<readonly [name: string, text: string]> {
  if (Array.isArray(value)) for (const item of value) yield* textsIn(item);
  else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === 'string') yield [name, member];
      else yield* textsIn(member);
    }
  }
}

/** Whether it stands so in the definition, and is no text out of the data. */
function writtenIn(value: Json, name: string, text: string): boolean {
  for (const [key, written] of textsIn(value)) if (key === name && written === text) return true;
  return false;
}
