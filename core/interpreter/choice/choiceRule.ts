/** Compiles one Choice rule of a JSONPath state to a condition. */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import { compilePath, isQueryProblem } from '../../query';
import { pathReader } from '../fields/pathReader';
import type { Line } from '../line';
import { runtimeFailure } from '../stateFailure';
import { COMPARISONS, TYPE_TESTS, type Comparison } from './comparisons';

export type Condition = (line: Line, input: Json) => boolean;

export function compileCondition(rule: JsonObject): Condition {
  if (Array.isArray(rule.And)) {
    const conditions = rule.And.filter(isJsonObject).map(compileCondition);
    return (line, input) => conditions.every((condition) => condition(line, input));
  }
  if (Array.isArray(rule.Or)) {
    const conditions = rule.Or.filter(isJsonObject).map(compileCondition);
    return (line, input) => conditions.some((condition) => condition(line, input));
  }
  if (isJsonObject(rule.Not)) {
    const condition = compileCondition(rule.Not);
    return (line, input) => !condition(line, input);
  }
  return compileComparison(rule);
}

function compileComparison(rule: JsonObject): Condition {
  const variable = typeof rule.Variable === 'string' ? rule.Variable : '$';
  if (rule.IsPresent !== undefined) return compileIsPresent(variable, rule.IsPresent === true);
  const read = conditionPath(variable);
  for (const [operator, operand] of Object.entries(rule)) {
    const test = TYPE_TESTS.get(operator);
    if (test) return (line, input) => test(read(line, input)) === operand;
    const literal = COMPARISONS.get(operator);
    if (literal) return (line, input) => literal(read(line, input), operand);
    const comparison = twinOf(operator);
    if (comparison && typeof operand === 'string') {
      const readOperand = conditionPath(operand);
      return (line, input) => comparison(read(line, input), readOperand(line, input));
    }
  }
  return () => {
    throw runtimeFailure(`A choice rule on '${variable}' has no comparison operator.`);
  };
}

function twinOf(operator: string): Comparison | undefined {
  return operator.endsWith('Path') ? COMPARISONS.get(operator.slice(0, -'Path'.length)) : undefined;
}

/** A path on either side of a comparison: it must lead somewhere, even where there is a Default (measured). */
function conditionPath(text: string): (line: Line, input: Json) => Json {
  return pathReader(text, () =>
    runtimeFailure(`Invalid path '${text}': The choice state's condition path references an invalid value.`),
  );
}

function compileIsPresent(variable: string, expected: boolean): Condition {
  const path = compilePath(variable);
  if (isQueryProblem(path)) {
    return () => {
      throw runtimeFailure(`Invalid path '${variable}' : ${path.message}`);
    };
  }
  return (line, input) => path.evaluateIn(line.scope(input)).found === expected;
}
