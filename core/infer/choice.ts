/** Makes a Choice rule of a JSONPath state hold, or not hold. */
import { isJsonObject, type Json, type JsonObject } from '../json';
import { isQueryProblem, parsePath } from '../query';
import type { Datum, DatumType, Journal } from './datum';
import { memberOf, itemOf, readPath, rootOf, type Scope } from './read';
import {
  beAbsent,
  beNoLonger,
  beNoType,
  beOther,
  beRelated,
  beType,
  beValue,
  knownScalar,
  OPPOSITE,
  type Relation,
} from './suppose';
import { jsonOf } from './toJson';

/** Whether the rule can be made to hold (or, with `holds` false, not to hold); the data are then so. */
export function supposeRule(rule: JsonObject, holds: boolean, scope: Scope, journal: Journal): boolean {
  const attempt = (each: JsonObject, wanted: boolean): boolean =>
    journal.attempt(() => supposeRule(each, wanted, scope, journal));
  if (Array.isArray(rule.And)) return supposeList(rule.And, holds, attempt);
  // An Or fails where all fail: the same as an And of what is wanted the other way round.
  if (Array.isArray(rule.Or)) return supposeList(rule.Or, !holds, (each, wanted) => attempt(each, !wanted));
  if (isJsonObject(rule.Not)) return supposeRule(rule.Not, !holds, scope, journal);
  return supposeComparison(rule, holds, scope, journal);
}

/** All of a list, or not all of it. */
function supposeList(
  rules: readonly Json[],
  all: boolean,
  attempt: (rule: JsonObject, wanted: boolean) => boolean,
): boolean {
  const conditions = rules.filter(isJsonObject);
  if (all) return conditions.every((each) => attempt(each, true));
  // Those before the one that fails must at least lead somewhere: AWS reads them first.
  for (let failing = 0; failing < conditions.length; failing++) if (attempt(conditions[failing]!, false)) return true;
  return false;
}

function supposeComparison(rule: JsonObject, holds: boolean, scope: Scope, journal: Journal): boolean {
  const path = parsePath(typeof rule.Variable === 'string' ? rule.Variable : '$');
  if (isQueryProblem(path)) return false;
  if (typeof rule.IsPresent === 'boolean') {
    if (rule.IsPresent === holds) return readPath(path, scope, journal) !== undefined;
    const last = path.steps.at(-1);
    const owner = ownerOf(path, scope, journal);
    if (!owner) return true;
    if (last?.kind === 'property') return beAbsent(owner, last.names[0]!, journal);
    return last?.kind === 'indices' && last.indices.length === 1 && beNoLonger(owner, last.indices[0]!, journal);
  }
  const datum = readPath(path, scope, journal);
  if (!datum) return false;
  for (const [operator, operand] of Object.entries(rule)) {
    if (operator === 'Variable' || operator === 'Next') continue;
    const type = TYPES[operator];
    if (type) {
      if (operand === holds) return type === 'null' ? beValue(datum, null, journal) : beType(datum, type, journal);
      return type === 'null' ? beNotNull(datum, journal) : beNoType(datum, type, journal);
    }
    const bound = boundOf(operator, operand, scope, journal);
    if (bound) return compare(datum, bound.operator, bound.value, holds, journal);
  }
  return false;
}

/** What a rule compares with. A path on the right gets a value where it has none. */
function boundOf(
  operator: string,
  operand: Json,
  scope: Scope,
  journal: Journal,
): { readonly operator: string; readonly value: Json } | undefined {
  if (!operator.endsWith('Path')) return COMPARED.test(operator) ? { operator, value: operand } : undefined;
  const path = typeof operand === 'string' ? parsePath(operand) : undefined;
  const right = path && !isQueryProblem(path) ? readPath(path, scope, journal) : undefined;
  if (!right) return undefined;
  const plain = operator.slice(0, -'Path'.length);
  const type = OPERAND_TYPES.find(([prefix]) => plain.startsWith(prefix))?.[1];
  if (type && knownScalar(right) === undefined && !beType(right, type, journal)) return undefined;
  const value = jsonOf(right);
  if (right.open && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')) {
    beValue(right, value, journal);
  }
  return { operator: plain, value };
}

const COMPARED =
  /^(String|Numeric|Timestamp|Boolean)(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals|Matches)$/;

const OPERAND_TYPES: readonly (readonly [string, DatumType])[] = [
  ['String', 'string'],
  ['Numeric', 'number'],
  ['Timestamp', 'timestamp'],
  ['Boolean', 'boolean'],
];

const TYPES: { readonly [operator: string]: DatumType } = {
  IsNull: 'null',
  IsNumeric: 'number',
  IsString: 'string',
  IsBoolean: 'boolean',
  IsTimestamp: 'timestamp',
};

function compare(datum: Datum, operator: string, value: Json, holds: boolean, journal: Journal): boolean {
  if (typeof value === 'object') return false;
  if (operator.endsWith('Matches')) return supposeMatch(datum, String(value), holds, journal);
  if (/^\w+?Equals$/.test(operator) && !/Than/.test(operator)) {
    return holds ? beValue(datum, value, journal) : beOther(datum, value, journal);
  }
  const relation: Relation =
    `${operator.includes('Less') ? '<' : '>'}${operator.endsWith('Equals') ? '=' : ''}` as Relation;
  if (typeof value === 'boolean') return false;
  // A value of another type makes the test false.
  if (!holds && knownScalar(datum) !== undefined && typeof knownScalar(datum) !== typeof value) return true;
  return beRelated(datum, holds ? relation : OPPOSITE[relation], value, journal);
}

function supposeMatch(datum: Datum, pattern: string, holds: boolean, journal: Journal): boolean {
  const known = knownScalar(datum);
  const fitting = pattern.replace(/\\([*\\])|\*/g, (_all, escaped: string | undefined) => escaped ?? 'x');
  if (known === undefined) return holds ? beValue(datum, fitting, journal) : beOther(datum, fitting, journal);
  const source = pattern
    .split(/(\\[*\\]|\*)/)
    .map((part) => (part === '*' ? '[^]*' : part.replace(/^\\(?=[*\\]$)/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return (typeof known === 'string' && new RegExp(`^${source}$`).test(known)) === holds;
}

function beNotNull(datum: Datum, journal: Journal): boolean {
  if (knownScalar(datum) === null) return false;
  return datum.open && datum.type === undefined ? beType(datum, 'string', journal) : true;
}

/** The object in which the last step of a path looks. */
function ownerOf(path: Parameters<typeof rootOf>[0], scope: Scope, journal: Journal): Datum | undefined {
  let datum = rootOf(path, scope);
  for (const step of path.steps.slice(0, -1)) {
    if (!datum) return undefined;
    if (step.kind === 'property') datum = memberOf(datum, step.names[0]!, journal);
    else if (step.kind === 'indices') datum = itemOf(datum, step.indices[0]!, journal);
    else return undefined;
  }
  return datum;
}
