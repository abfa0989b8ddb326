import { isJsonObject, type Json } from '../../json';
import { phrase } from '../../l10n/phrase';
import { replacing } from '../edit';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';
import { valueAtPath } from '../paths';
import { jsonInText, shownValue } from '../values';

/** The one member of an object that is an array. */
function onlyArray(value: Json): string | undefined {
  const arrays = isJsonObject(value) ? Object.keys(value).filter((name) => Array.isArray(value[name])) : [];
  return arrays.length === 1 && /^[A-Za-z_]\w*$/.test(arrays[0]!) ? arrays[0] : undefined;
}

/** An ItemsPath that leads to something else than an array. */
export const itemsNoArray: Explain = (failure) => {
  const { cause, state } = failure;
  const written = /^Reference path "([\s\S]+)" must point to array\.$/.exec(bareCause(cause))?.[1];
  const value = written === undefined ? undefined : valueAtPath(written, failure);
  if (written === undefined || value === undefined || Array.isArray(value)) return undefined;
  const what = phrase`A Map goes through an array, and ${written} is ${shownValue(value)}.`;
  if (Array.isArray(jsonInText(value))) {
    return {
      sentence: phrase`${what} The text holds one as JSON: a Pass state before, with States.StringToJson(${written}), makes it an array.`,
    };
  }
  const inside = onlyArray(value);
  if (inside === undefined) return { sentence: what };
  const right = `${written}.${inside}`;
  const hasPath = state?.definition['ItemsPath'] !== undefined;
  return {
    sentence: phrase`${what} Its ${inside} is one: "ItemsPath": ${JSON.stringify(right)}.`,
    ...(hasPath && replacing(state, written, right)),
  };
};
