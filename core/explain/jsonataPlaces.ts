/** What the data of an expression were when it was evaluated. */
import { jsonataParts, type JsonataPlace } from './jsonataParts';
import { isJsonObject, type Json } from '../json';
import { phrase, type Phrase } from '../l10n/phrase';
import type { Failure } from './explanation';

export interface KnownPlace {
  /** As an expression writes it. */
  readonly written: string;
  readonly value: Json;
}

/** What a function is given; undefined where it is called more than once. @param place from 0 */
export function argumentOf(expression: string, name: string, place = 0): JsonataPlace | undefined {
  const [call, ...more] = jsonataParts(expression).calls.filter((each) => each.name === name && !each.of);
  return more.length === 0 ? call?.args[place] : undefined;
}

/** Undefined of what is computed, and where there is nothing. */
export function knownPlace({ names }: JsonataPlace, failure: Failure): KnownPlace | undefined {
  if (!names?.every((name) => /^[A-Za-z_]\w*$/.test(name))) return undefined;
  const [root, ...members] = names;
  const isStates = root === 'states';
  const document = isStates ? stateData(members.shift(), failure) : failure.variable(root!);
  const value = members.reduce<Json | undefined>(memberOf, document);
  return value === undefined ? undefined : { written: `$${names.join('.')}`, value };
}

function stateData(member: string | undefined, failure: Failure): Json | undefined {
  return member === 'input' ? failure.input() : member === 'result' ? failure.result() : undefined;
}

/** As JSONata goes through lists. */
function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(value)) {
    const found = value.map((item) => memberOf(item, name)).flatMap((item) => (item === undefined ? [] : item));
    return found.length < 2 ? found[0] : found;
  }
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A number that came as text. */
export function isNumericText(value: Json | undefined): value is string {
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value);
}

/** No `a`: of what is no array JSONata makes an array of one. */
const KINDS: { readonly [letter: string]: () => Phrase } = {
  s: () => phrase`a text`,
  n: () => phrase`a number`,
  b: () => phrase`true or false`,
  o: () => phrase`an object`,
  f: () => phrase`a function`,
};

/** What a place takes, by the letter of its kind; undefined where it takes several. */
export function wordOfKind(letters: string | undefined): Phrase | undefined {
  return letters !== undefined && Object.hasOwn(KINDS, letters) ? KINDS[letters]!() : undefined;
}
