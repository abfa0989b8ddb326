/** Compiles one Choice rule of a JSONPath state to a condition. */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import { compilePath, isPromise, isQueryProblem, type MaybePromise } from '../../query';
import { pathReader } from '../fields/pathReader';
import type { Strand } from '../strand';
import { runtimeFailure } from '../stateFailure';
import type { StatePart } from '../statePart';
import { COMPARISONS, TYPE_TESTS, type Comparison } from './comparisons';

export type Condition = (strand: Strand, input: Json) => MaybePromise<boolean>;

/** @param part where the rule stands */
export function compileCondition(rule: JsonObject, part: StatePart): Condition {
  if (Array.isArray(rule.And)) return compileList(rule.And, part.at('And'), false);
  if (Array.isArray(rule.Or)) return compileList(rule.Or, part.at('Or'), true);
  if (isJsonObject(rule.Not)) {
    const condition = compileNested(rule.Not, part.at('Not'));
    return (strand, input) => {
      const holds = condition(strand, input);
      return isPromise(holds) ? holds.then((value) => !value) : !holds;
    };
  }
  return compileComparison(rule);
}

/** A rule inside another is announced for itself; the outermost is announced by its state. */
function compileNested(rule: JsonObject, part: StatePart): Condition {
  return part.announced(compileCondition(rule, part));
}

/** And, which the first `false` decides, or Or, which the first `true` does. */
function compileList(rules: readonly Json[], part: StatePart, decisive: boolean): Condition {
  const conditions = rules.filter(isJsonObject).map((rule, index) => compileNested(rule, part.at(index)));
  return (strand, input) => {
    for (let index = 0; index < conditions.length; index++) {
      const holds = conditions[index]!(strand, input);
      if (isPromise(holds)) return decideFrom(index, holds, strand, input);
      if (holds === decisive) return decisive;
    }
    return !decisive;
  };

  /** The same with a promise on the way. */
  async function decideFrom(from: number, pending: Promise<boolean>, strand: Strand, input: Json): Promise<boolean> {
    for (let index = from; index < conditions.length; index++) {
      const holds = await (index === from ? pending : conditions[index]!(strand, input));
      if (holds === decisive) return decisive;
    }
    return !decisive;
  }
}

function compileComparison(rule: JsonObject): (strand: Strand, input: Json) => boolean {
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

function compileIsPresent(variable: string, expected: boolean): (strand: Strand, input: Json) => boolean {
  const path = compilePath(variable);
  if (isQueryProblem(path)) {
    return () => {
      throw runtimeFailure(`Invalid path '${variable}' : ${path.message}`);
    };
  }
  return (strand, input) => path.evaluateIn(strand.scope(input)).found === expected;
}
