import { parsedJson } from '../../jsonText';
import { phrase } from '../../l10n/phrase';
import type { Explain, Failure } from '../explanation';
import { bareCause } from '../missing';
import { valueAtPath } from '../paths';

const CALL = /States\.StringToJson\((\$[^()]*)\)/;
const PARSE = /'\$parse\((\$states\.input[\w.]*)\)'/;

/** What `str()` of a dictionary or a list gives: single quotes, True, None. */
function isOfPython(text: string): boolean {
  return /^\s*[[{]\s*(?:'|[[{]|True\b|None\b)/.test(text) && text.includes("'") && parsedJson(text) === undefined;
}

function textIn(failure: Failure): { readonly path: string; readonly value: unknown } | undefined {
  const cause = bareCause(failure.cause);
  const path = (CALL.exec(cause) ?? PARSE.exec(cause))?.[1];
  if (path === undefined) return undefined;
  return { path, value: valueAtPath(path.replace(/^\$states\.input/, '$'), failure) };
}

/** StringToJson of a text that is Python's spelling of data. */
export const jsonOfPython: Explain = (failure) => {
  const found = textIn(failure);
  if (!found || typeof found.value !== 'string' || !isOfPython(found.value)) return undefined;
  return {
    sentence: phrase`${found.path} is data as Python prints it, with single quotes, which is not JSON. json.dumps writes JSON; or the function returns the object itself.`,
  };
};
