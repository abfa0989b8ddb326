/** Where the service answers otherwise than we do, as vectors: what was asked, what is expected of whoever imitates the service. */
import type { TestStateAnswer } from '../../core/interpreter/testState';
import { isJsonObject, type Json, type JsonObject } from '../../core/json';
import { isNumber, numberText } from '../../core/jsonNumber';
import { jsonValue } from '../../core/jsonText';
import { jsonEquals } from '../../core/query';
import type { Measured } from './measure';
import { COMMANDS } from './measure';
import type { PlannedCall } from './plan';
import { uncapitalized } from '../../core/uncapitalized';

/** A vector of kind `validation` or `test_state`; `ours` is what Stepwise answered. */
export type Vector = JsonObject;

const RESPONSE = ['status', 'output', 'error', 'cause', 'nextState'] as const;

/** @param day of the measurement: `2026-11-29` */
export function differencesIn(measured: readonly Measured[], day: string): Vector[] {
  return measured.flatMap((each) => {
    const theirs = answerOf(each);
    const { call } = each;
    const isSame = call.kind === 'validation' ? isSameVerdict(call, theirs) : isSameTest(call, theirs);
    return isSame ? [] : [vectorOf(call, theirs, day)];
  });
}

interface Theirs {
  readonly response?: JsonObject;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Names as the API has them. */
function answerOf({ answer }: Measured): Theirs {
  if (answer.type === 'failure') return { error: { code: answer.name, message: answer.message } };
  const response = small(answer.output);
  return { response: isJsonObject(response) ? response : {} };
}

function small(value: Json): Json {
  if (Array.isArray(value)) return value.map(small);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [uncapitalized(name), small(member)]));
}

/** The verdict, and the codes of errors and warnings: their words are the service's own. */
function isSameVerdict({ ours }: Extract<PlannedCall, { kind: 'validation' }>, { response, error }: Theirs): boolean {
  if (!response) return error === undefined;
  return response['result'] === ours['result'] && jsonEquals(codesIn(response), codesIn(ours));
}

function codesIn({ diagnostics }: JsonObject): string[] {
  const all = Array.isArray(diagnostics) ? diagnostics.filter(isJsonObject) : [];
  return all.map(({ severity, code }) => `${String(severity)} ${String(code)}`).sort();
}

function isSameTest(
  { ours, isVarying }: Extract<PlannedCall, { kind: 'test_state' }>,
  { response, error }: Theirs,
): boolean {
  if (!response) return 'error' in ours && ours.error.code === error?.code;
  if ('error' in ours) return false;
  const compared = isVarying ? (['status', 'error', 'nextState'] as const) : RESPONSE;
  return compared.every((name) => {
    const [mine, theirs] = [ours.response[name], response[name]];
    return name === 'output' ? sameText(mine, theirs) : (mine ?? null) === (theirs ?? null);
  });
}

function sameText(mine: string | undefined, theirs: Json | undefined): boolean {
  if (mine === undefined || typeof theirs !== 'string') return (mine ?? null) === (theirs ?? null);
  try {
    return isWrittenAlike(jsonValue(mine), jsonValue(theirs));
  } catch {
    return mine === theirs;
  }
}

/** Equal, and each number in the same form: `10.0` is another output than `10`. */
function isWrittenAlike(left: Json, right: Json): boolean {
  if (isNumber(left) && isNumber(right)) return numberText(left) === numberText(right);
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, index) => isWrittenAlike(item, right[index]!));
  if (!isJsonObject(left) || !isJsonObject(right)) return left === right;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isWrittenAlike(left[name]!, right[name]!))
  );
}

function vectorOf(call: PlannedCall, theirs: Theirs, day: string): Vector {
  const expected: JsonObject = {
    ...(theirs.response && { response: theirs.response }),
    ...(theirs.error && { error: { ...theirs.error } }),
  };
  const shared = { family: 'calibrate', kind: call.kind, measured: day, expected };
  if (call.kind === 'validation') {
    return {
      id: `calibrate/${call.machine}`,
      ...shared,
      operation: COMMANDS.validation,
      definitionText: String(call.request['definition']),
      request: Object.fromEntries(Object.entries(call.request).filter(([name]) => name !== 'definition')),
      about: 'definition',
      ours: call.ours,
    };
  }
  const { definition, input = '{}', ...others } = call.request;
  return {
    id: `calibrate/${call.machine}/${call.state}`,
    ...shared,
    definition: jsonValue(definition),
    input: jsonValue(input),
    inputText: input,
    testState: others as unknown as JsonObject,
    ours: oursOf(call.ours),
  };
}

function oursOf(ours: TestStateAnswer): JsonObject {
  return JSON.parse(JSON.stringify(ours)) as JsonObject;
}
