/** Payload templates and intrinsic functions of JSONPath states, over data that are not known yet. */
import { INTRINSIC_BY_NAME } from '../catalog/intrinsics';
import { isJsonObject, type Json, type JsonObject } from '../json';
import { compileIntrinsic, isQueryProblem, parseIntrinsic, parsePath, type IntrinsicNode } from '../query';
import {
  allMembers,
  arrayDatum,
  asObject,
  computedDatum,
  fixedDatum,
  objectDatum,
  type Datum,
  type Journal,
} from './datum';
import { itemOf, itemsOf, readPath, type Scope } from './read';
import { beJsonText, beSplit, beType, beValue, knownScalar, SOME_BASE64 } from './suppose';
import { jsonOf } from './toJson';

/** What a template makes, undefined where one of its paths cannot lead anywhere. */
export function readTemplate(template: Json, scope: Scope, journal: Journal): Datum | undefined {
  if (Array.isArray(template)) {
    const items = template.map((item) => readTemplate(item, scope, journal));
    return items.includes(undefined) ? undefined : arrayDatum(items as Datum[]);
  }
  if (!isJsonObject(template)) return fixedDatum(template);
  const members: [string, Datum][] = [];
  // What cannot be read does not hide what else is read.
  let isWhole = true;
  for (const [key, value] of Object.entries(template)) {
    const isRead = key.endsWith('.$') && typeof value === 'string';
    if (key === 'N.$' && isRead) readNumbers(value, scope, journal);
    const member = isRead ? readExpression(value, scope, journal) : readTemplate(value, scope, journal);
    if (!member) {
      isWhole = false;
      continue;
    }
    if (key === 'N.$') beNumberText(member, journal);
    members.push([isRead ? key.slice(0, -2) : key, member]);
  }
  return isWhole ? objectDatum(members) : undefined;
}

/** DynamoDB takes a number as its text. */
function beNumberText(datum: Datum, journal: Journal): void {
  const isUndecided = datum.open && knownScalar(datum) === undefined && datum.example === undefined;
  if (isUndecided && (datum.type === undefined || datum.type === 'string')) beValue(datum, '1', journal);
}

/** Data from which a call makes the text of a number. */
function readNumbers(text: string, scope: Scope, journal: Journal): void {
  const call = /^\s*States\.(?:JsonToString|Format)\b/.test(text) ? parseIntrinsic(text) : undefined;
  if (call === undefined || isQueryProblem(call)) return;
  for (const arg of call.args) {
    const datum = arg.kind === 'path' ? readPath(arg.path, scope, journal) : undefined;
    if (datum?.open && datum.type === undefined) beType(datum, 'number', journal);
  }
}

/** A path or an intrinsic call. */
export function readExpression(text: string, scope: Scope, journal: Journal): Datum | undefined {
  if (!/^\s*[A-Za-z]/.test(text)) {
    const path = parsePath(text);
    return isQueryProblem(path) ? undefined : readPath(path, scope, journal);
  }
  const call = parseIntrinsic(text);
  return isQueryProblem(call) ? undefined : readCall(call, text, scope, journal);
}

function readCall(
  call: IntrinsicNode & { readonly kind: 'call' },
  text: string,
  scope: Scope,
  journal: Journal,
): Datum | undefined {
  const args: Datum[] = [];
  for (const arg of call.args) {
    const datum =
      arg.kind === 'literal'
        ? fixedDatum(arg.value)
        : arg.kind === 'path'
          ? readPath(arg.path, scope, journal)
          : readCall(arg, text, scope, journal);
    if (!datum) return undefined;
    args.push(datum);
  }
  const shaped = SHAPES[call.name]?.(args, journal);
  if (shaped) return shaped;
  const { parameters } = INTRINSIC_BY_NAME.get(call.name)!;
  for (const [index, datum] of args.entries()) {
    const type = (parameters[index] ?? parameters.at(-1))?.type ?? 'any';
    if (type !== 'any') beType(datum, type, journal);
    // An empty list would be the rare case: what comes after it asks whether there are any.
    if (type === 'array') itemsOf(datum, journal);
  }
  return computedDatum(call.name, () => computeCall(call, args, text));
}

/** Runs the function on what its arguments come to now. */
function computeCall(
  call: IntrinsicNode & { readonly kind: 'call' },
  args: readonly Datum[],
  text: string,
): Json | undefined {
  const written = call.args.map((arg, index) =>
    arg.kind === 'literal' ? text.slice(arg.offset, arg.offset + arg.length) : `$.a${index}`,
  );
  const compiled = compileIntrinsic(`${call.name}(${written.join(', ')})`);
  if (isQueryProblem(compiled)) return undefined;
  const input: JsonObject = Object.fromEntries(args.map((datum, index) => [`a${index}`, jsonOf(datum)]));
  const result = compiled.evaluate({ input, uuid: () => '00000000-0000-4000-8000-000000000000', random: () => 0.5 });
  return result.ok ? result.value : undefined;
}

/** Functions whose result is data that their arguments hold, or that say more of them than their type. */
const SHAPES: { readonly [name: string]: (args: readonly Datum[], journal: Journal) => Datum | undefined } = {
  'States.StringToJson': ([text], journal) => text && beJsonText(text, journal),
  'States.Array': (args) => arrayDatum([...args]),
  'States.ArrayGetItem': ([list, index], journal) => {
    const at = index && knownScalar(index);
    if (at === undefined && index?.open) beValue(index, 0, journal);
    const place = at ?? 0;
    return list && typeof place === 'number' ? itemOf(list, place, journal) : undefined;
  },
  'States.ArrayUnique': ([list], journal) => list && arrayDatum([...itemsOf(list, journal)]),
  'States.JsonMerge': ([first, second], journal) => {
    if (!first || !second || !beType(first, 'object', journal) || !beType(second, 'object', journal)) return undefined;
    if (first.compute || second.compute) return undefined;
    return mergedDatum([first, second]);
  },
  'States.Hash': ([, algorithm], journal) => {
    if (algorithm?.open) beValue(algorithm, 'SHA-256', journal);
    return undefined;
  },
  'States.Base64Decode': ([text], journal) => {
    if (text?.open) beValue(text, SOME_BASE64, journal);
    return undefined;
  },
  'States.Format': ([template, ...args], journal) => {
    if (template?.open && knownScalar(template) === undefined && beType(template, 'string', journal))
      beValue(template, [jsonOf(template), ...args.map(() => '{}')].join(' '), journal);
    // An object cannot stand in a text.
    for (const each of args) if (each.open && each.type === undefined) beType(each, 'string', journal);
    return undefined;
  },
  'States.StringSplit': ([text, separator], journal) => {
    const between = separator && knownScalar(separator);
    if (!text || typeof between !== 'string' || between === '') return undefined;
    return beSplit(text, between.charAt(0), journal);
  },
};

/** Objects one over the other, the last on top. What is read of them later and is in none is in the lowest that is open. */
export function mergedDatum(parts: readonly Datum[]): Datum {
  return parts.reduce((below, part) => (part.open && !below.open ? over(part, below) : over(below, part)));
}

/** One object over another: its members hide those below. */
function over(below: Datum, top: Datum): Datum {
  return { open: below.open, name: below.name, type: 'object', members: new Map(allMembers(top)), below };
}

/** A copy of an object with another value at a path: what ResultPath makes. Undefined where the path leads into a text or list. */
export function withValueAt(
  datum: Datum,
  names: readonly (string | number)[],
  value: Datum,
  journal: Journal,
): Datum | undefined {
  const [first, ...rest] = names;
  if (first === undefined) return value;
  if (typeof first === 'number') return undefined;
  if (datum.compute) {
    const json = datum.compute();
    return isJsonObject(json) ? withValueAt(fixedDatum(json), names, value, journal) : undefined;
  }
  if (!asObject(datum, journal)) return undefined;
  const inner = allMembers(datum).get(first) ?? objectDatum([], first);
  const placed = withValueAt(inner, rest, value, journal);
  return placed && { ...over(datum, objectDatum([[first, placed]])), absent: datum.absent };
}
