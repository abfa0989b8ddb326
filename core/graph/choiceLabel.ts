/** What stands on the edge of a choice rule: the rule, as one would say it in a line. */
import { isJsonObject, type Json, type JsonObject } from '../json';
import { jsonText } from '../jsonText';
import { phrase } from '../l10n/phrase';

/** Signs for the relations that the operators' names end with. */
const RELATIONS: Readonly<Record<string, string>> = {
  LessThanEquals: '≤',
  GreaterThanEquals: '≥',
  LessThan: '<',
  GreaterThan: '>',
  Equals: '=',
  Matches: 'matches',
};

/** `NumericLessThanEqualsPath`: the relation, and whether it is to what a path leads to. The longest relation counts. */
const OPERATOR = /((?:LessThan|GreaterThan)(?:Equals)?|Equals|Matches)(Path)?$/;

const KINDS: Readonly<Record<string, string>> = {
  IsPresent: 'present',
  IsNull: 'null',
  IsNumeric: 'a number',
  IsString: 'a string',
  IsBoolean: 'a boolean',
  IsTimestamp: 'a timestamp',
};

/** The condition of a rule in either query language; undefined where nothing is written yet. */
export function choiceLabel(rule: Json | undefined): string | undefined {
  if (!isJsonObject(rule)) return undefined;
  const condition = rule['Condition'];
  if (typeof condition === 'string') return withoutBraces(condition);
  if (typeof condition === 'boolean') return String(condition);
  return describe(rule, false);
}

function withoutBraces(text: string): string {
  const inside = /^\s*\{%([\s\S]*)%\}\s*$/.exec(text);
  return (inside?.[1] ?? text).replace(/\s+/g, ' ').trim();
}

function describe(rule: JsonObject, nested: boolean): string | undefined {
  const { And: all, Or: any } = rule;
  if (Array.isArray(all)) return joined(all, ' and ', nested);
  if (Array.isArray(any)) return joined(any, ' or ', nested);
  const negated = rule['Not'];
  if (isJsonObject(negated)) return phrase`not ${describe(negated, true) ?? '?'}`;
  return comparison(rule);
}

function joined(rules: readonly Json[], word: string, nested: boolean): string {
  const parts = rules.map((each) => (isJsonObject(each) ? describe(each, true) : undefined) ?? '?');
  const text = parts.join(word);
  return nested && parts.length > 1 ? `(${text})` : text;
}

function comparison(rule: JsonObject): string | undefined {
  const variable = typeof rule['Variable'] === 'string' ? rule['Variable'] : '?';
  for (const [operator, operand] of Object.entries(rule)) {
    const kind = KINDS[operator];
    if (kind !== undefined) return `${variable} is ${operand === false ? 'not ' : ''}${kind}`;
    const [, relation, path] = OPERATOR.exec(operator) ?? [];
    if (relation === undefined) continue;
    const other = path !== undefined && typeof operand === 'string' ? operand : jsonText(operand);
    return `${variable} ${RELATIONS[relation]} ${other}`;
  }
  return typeof rule['Variable'] === 'string' ? variable : undefined;
}
