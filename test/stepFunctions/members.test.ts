/** What each operation says of each of its members that is missing, of another type or beyond its limits, in `tables/members.txt`. */
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../core/json';
import { OPERATIONS } from '../../run/stepFunctions/operations';
import { OPERATION_NAMES } from '../../run/stepFunctions/operations/operationNames';
import { checkParameters, type Parameter, type Parameters } from '../../run/stepFunctions/parameters';
import { expectGolden } from '../harness/golden';

/** A value that the parameter takes. */
function fitting({ type, least = 0, values, item, members, pattern }: Parameter): Json {
  if (values) return values[0]!;
  if (type === 'string') return pattern === undefined ? 'x'.repeat(least) : 'x'.repeat(Math.max(least, 1));
  if (type === 'number') return least;
  if (type === 'boolean') return true;
  if (type === 'list') return Array.from({ length: Math.max(least, 1) }, () => fitting(item!));
  return Object.fromEntries(Object.entries(members ?? {}).map(([name, member]) => [name, fitting(member)]));
}

/** Values of every kind, at the parameter's own limits and beyond. */
function tried(parameter: Parameter): [what: string, value: Json | undefined][] {
  const { type, least, most, values, pattern } = parameter;
  const sized = (size: number): Json =>
    type === 'number'
      ? size
      : type === 'list'
        ? Array.from({ length: size }, () => fitting(parameter.item!))
        : 'x'.repeat(size);
  return [
    ['missing', undefined],
    ['null', null],
    ...(['text', 1, true, [], {}] as const).map((value): [string, Json] => [JSON.stringify(value), value as Json]),
    ...(least === undefined
      ? []
      : [
          ['least', sized(least)] as [string, Json],
          ...(least > 0
            ? [['too little', sized(least - 1)] as [string, Json]]
            : type === 'number'
              ? [['too little', least - 1] as [string, Json]]
              : []),
        ]),
    ...(most === undefined
      ? []
      : [['most', sized(most)] as [string, Json], ['too much', sized(most + 1)] as [string, Json]]),
    ...(values ?? []).map((value): [string, Json] => [value, value]),
    ...(pattern === undefined ? [] : (['1', 'a1', 'a b', 'é'] as const).map((value): [string, Json] => [value, value])),
  ];
}

/** Each parameter, those in lists and structures too, with what makes a request that has a value of it. */
function* places(
  parameters: Parameters,
  at: string,
  put: (members: JsonObject) => JsonObject,
): Generator<[string, Parameter, (value: Json | undefined) => JsonObject]> {
  for (const [name, parameter] of Object.entries(parameters)) {
    const others = Object.fromEntries(
      Object.entries(parameters)
        .filter(([other, { required }]) => required && other !== name)
        .map(([other, each]) => [other, fitting(each)]),
    );
    const withValue = (value: Json | undefined): JsonObject =>
      put(value === undefined ? others : { ...others, [name]: value });
    yield [at + name, parameter, withValue];
    if (parameter.members) yield* places(parameter.members, `${at}${name}.`, (members) => withValue(members));
    if (parameter.item?.members)
      yield* places(parameter.item.members, `${at}${name}[].`, (members) => withValue([members]));
    else if (parameter.item)
      yield [`${at}${name}[]`, parameter.item, (value) => withValue(value === undefined ? [] : [value])];
  }
}

test('members', () => {
  const lines = OPERATION_NAMES.flatMap((operation) => {
    const { parameters } = OPERATIONS[operation]!;
    const said = [...places(parameters, '', (members) => members)].map(([name, parameter, request]) => {
      const refused = tried(parameter).flatMap(([what, value]) => {
        const message = checkParameters(request(value), parameters)?.message;
        if (message === undefined) return [];
        const short = message
          .replaceAll(/x{9,}/g, (all) => `x*${all.length}`)
          .replace(/^.*failed to satisfy constraint: /, '')
          .replace(/^\S+ (must be an? \w+), not .*$/, '$1');
        return [`${what}: ${short.length > 110 ? `${short.slice(0, 110)}…` : short}`];
      });
      // What is said of several values is said once.
      const reasons = new Map<string, string[]>();
      for (const each of refused) {
        const [what = '', why = ''] = [each.slice(0, each.indexOf(': ')), each.slice(each.indexOf(': ') + 2)];
        reasons.set(why, [...(reasons.get(why) ?? []), what]);
      }
      return `  ${name}: ${[...reasons].map(([why, whats]) => `${whats.join(', ')} → ${why}`).join('; ') || 'anything'}`;
    });
    return [operation, ...said];
  });
  expectGolden(path.join(__dirname, 'tables/members.txt'), lines);
});

test('a request of fitting members is taken', () => {
  for (const operation of OPERATION_NAMES) {
    const { parameters } = OPERATIONS[operation]!;
    expect(
      checkParameters(
        Object.fromEntries(Object.entries(parameters).map(([name, each]) => [name, fitting(each)])),
        parameters,
      ),
    ).toBeUndefined();
  }
});
