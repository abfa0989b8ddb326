/** Rules of a Choice: `Condition.stringEquals('$.status', 'DONE')`. Source: `Condition` of the AWS CDK. */
import type { Json, JsonObject } from '../../../../../core/json';
import type { Placed } from '../../../../code/evaluate';
import { lastName } from '../../../../code/expression';
import type { ValueReading } from '../deployedValue';
import { plain } from '../plain';
import { fieldsOf, pathOf, valueOf } from './values';

const COMPARISON =
  /^(string|number|timestamp|boolean)(equals|lessthan|lessthanequals|greaterthan|greaterthanequals|matches)(jsonpath)?$/;
const TYPES: { readonly [kind: string]: string } = {
  string: 'String',
  number: 'Numeric',
  timestamp: 'Timestamp',
  boolean: 'Boolean',
};
const RELATIONS: { readonly [relation: string]: string } = {
  equals: 'Equals',
  lessthan: 'LessThan',
  lessthanequals: 'LessThanEquals',
  greaterthan: 'GreaterThan',
  greaterthanequals: 'GreaterThanEquals',
  matches: 'Matches',
};
/** Without `is`, or `isnot`. */
const TESTS: { readonly [test: string]: string | undefined } = {
  present: 'IsPresent',
  string: 'IsString',
  numeric: 'IsNumeric',
  boolean: 'IsBoolean',
  timestamp: 'IsTimestamp',
  null: 'IsNull',
};

/** Undefined for what is not known. */
export function conditionOf(placed: Placed, reading: ValueReading): JsonObject | undefined {
  const whole = reading.reader.evaluate.follow(placed);
  const { expression } = whole;
  if (expression.kind !== 'call') return undefined;
  const method = plain(lastName(expression.callee));
  const given = [...expression.items, ...expression.named.map(({ value }) => value)].map((inner): Placed => ({
    ...whole,
    expression: inner,
  }));
  const [first, second] = given;
  if (!first) return undefined;
  if (method === 'and' || method === 'or' || method === 'not') {
    const inner = given.map((each) => conditionOf(each, reading));
    if (!inner.every((each) => each !== undefined)) return undefined;
    return { [{ and: 'And', or: 'Or', not: 'Not' }[method]]: method === 'not' ? inner[0]! : inner };
  }
  const text = pathOf(first, reading);
  if (text === undefined || text === null) return undefined;
  if (method === 'jsonata') return { Condition: text };
  const [, not, test = ''] = /^is(not)?(.+)$/.exec(method) ?? [];
  const tested = TESTS[test];
  if (tested !== undefined) return { Variable: text, [tested]: not === undefined };
  const [, kind = '', relation = '', isPath] = COMPARISON.exec(method) ?? [];
  const compared = second && (isPath === undefined ? valueIn(second, reading) : pathOf(second, reading));
  if (kind === '' || compared === undefined || compared === null) return undefined;
  return { Variable: text, [`${TYPES[kind]}${RELATIONS[relation]}${isPath === undefined ? '' : 'Path'}`]: compared };
}

function valueIn(placed: Placed, reading: ValueReading): Json | undefined {
  const value = valueOf(placed, reading);
  return value === undefined ? undefined : fieldsOf(value);
}
