/** Compiles one Choice rule of a JSONPath state to a condition. */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import { compilePath, isQueryProblem } from '../../query';
import { pathReader } from '../fields/pathReader';
import type { Strand } from '../strand';
import { runtimeFailure } from '../stateFailure';
import { COMPARISONS, TYPE_TESTS, type Comparison } from './comparisons';

export type Condition = (strand: Strand, input: Json) => boolean;

export function compileCondition(rule: JsonObject): Condition {
  if (Array.isArray(rule.And)) {
    const conditions = rule.And.filter(isJsonObject).map(compileCondition);
    return (strand, input) => conditions.every((condition) => condition(strand, input));
  }
  if (Array.isArray(rule.Or)) {
    const conditions = rule.Or.filter(isJsonObject).map(compileCondition);
    return (strand, input) => conditions.some((condition) => condition(strand, input));
  }
  if (isJsonObject(rule.Not)) {
    const condition = compileCondition(rule.Not);
    return (strand, input) => !condition(strand, input);
  }
  return compileComparison(rule);
}

function compileComparison(rule: JsonObject): Condition {
  const variable = typeof rule.Variable === 'string' ? rule.Variable : '$';
  if (rule.IsPresent !== undefined) return compileIsPresent(variable, rule.IsPresent === true);
  const read = conditionPath(variable);
  for (const [operator, operand] of Object.entries(rule)) {
    const test = TYPE_TESTS.get(operator);
    if (test) return (strand, input) => test(read(strand, input)) === operand;
    const literal = COMPARISONS.get(operator);
    if (literal) return (strand, input) => literal(read(strand, input), operand);
    const comparison = twinOf(operator);
    if (comparison && typeof operand === 'string') {
      const readOperand = conditionPath(operand);
      return (strand, input) => comparison(read(strand, input), readOperand(strand, input));
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
function conditionPath(text: string): (strand: Strand, input: Json) => Json {
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
  return (strand, input) => path.evaluateIn(strand.scope(input)).found === expected;
}
