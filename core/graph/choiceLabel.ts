/** What stands on the edge of a choice rule: the rule, as one would say it in a line. */
import { isJsonObject, type Json, type JsonObject } from '../json';
import { phrase } from '../l10n/phrase';

/** Signs for the relations the operators' names end with; the longest match counts. */
const RELATIONS: readonly (readonly [string, string])[] = [
  ['LessThanEquals', '≤'],
  ['GreaterThanEquals', '≥'],
  ['LessThan', '<'],
  ['GreaterThan', '>'],
  ['Equals', '='],
  ['Matches', 'matches'],
];

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
  for (const [operator, word] of [
    ['And', ' and '],
    ['Or', ' or '],
  ] as const) {
    const rules = rule[operator];
    if (!Array.isArray(rules)) continue;
    const parts = rules.map((each) => (isJsonObject(each) ? describe(each, true) : undefined) ?? '?');
    const text = parts.join(word);
    return nested && parts.length > 1 ? `(${text})` : text;
  }
  const negated = rule['Not'];
  if (isJsonObject(negated)) return phrase`not ${describe(negated, true) ?? '?'}`;
  return comparison(rule);
}

function comparison(rule: JsonObject): string | undefined {
  const variable = typeof rule['Variable'] === 'string' ? rule['Variable'] : '?';
  for (const [operator, operand] of Object.entries(rule)) {
    const kind = KINDS[operator];
    if (kind !== undefined) return `${variable} is ${operand === false ? 'not ' : ''}${kind}`;
    const isPath = operator.endsWith('Path');
    const name = isPath ? operator.slice(0, -'Path'.length) : operator;
    const sign = RELATIONS.find(([ending]) => name.endsWith(ending))?.[1];
    if (sign === undefined) continue;
    return `${variable} ${sign} ${isPath && typeof operand === 'string' ? operand : JSON.stringify(operand)}`;
  }
  return typeof rule['Variable'] === 'string' ? variable : undefined;
}
