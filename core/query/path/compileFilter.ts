/** Filters of paths as closures, with Jayway's rules for comparing values of different kinds. */
import type { Json } from '../../json';
import { isContainer, isJsonObject } from '../../json';
import { compareNumbers, doubleOf, isNumber, numberText, readNumber } from '../../jsonNumber';
import { jsonEquals } from '../jsonEquals';
import type { FilterCondition, FilterOperand, FilterOperator, PathStep } from './pathSyntax';
import { isDefiniteStep } from './pathSyntax';

/**
 * Compiles the steps of a path: a path may hold filters, and a filter paths. What comes of it gathers what it finds,
 * and gives back the message of a failure.
 */
type CompilePath = (steps: readonly PathStep[]) => (model: Json, document: Json, values: Json[]) => string | undefined;

type Test = (item: Json, document: Json) => boolean;
/** `undefined` is a path that finds nothing. */
type FilterValue = Json | RegExp | undefined;
type Operand = (item: Json, document: Json) => FilterValue;

export function compileCondition(condition: FilterCondition, compilePath: CompilePath): Test {
  switch (condition.kind) {
    case 'or':
    case 'and': {
      const tests = condition.conditions.map((each) => compileCondition(each, compilePath));
      return condition.kind === 'or'
        ? (item, document) => tests.some((test) => test(item, document))
        : (item, document) => tests.every((test) => test(item, document));
    }
    case 'not': {
      const test = compileCondition(condition.condition, compilePath);
      return (item, document) => !test(item, document);
    }
    case 'exists': {
      const operand = compileOperand(condition.operand, compilePath);
      const { shouldExist } = condition.operand;
      return (item, document) => (operand(item, document) !== undefined) === shouldExist;
    }
    case 'comparison': {
      const compare = COMPARISONS[condition.operator];
      const left = compileOperand(condition.left, compilePath);
      const right = compileOperand(condition.right, compilePath);
      return (item, document) => compare(left(item, document), right(item, document));
    }
  }
}

export function compileOperand(operand: FilterOperand, compilePath: CompilePath): Operand {
  switch (operand.kind) {
    case 'literal':
      return () => operand.value;
    case 'pattern':
      return () => operand.pattern;
    case 'path': {
      const visit = compilePath(operand.steps);
      const last = operand.steps.length - 1;
      const definite = operand.steps.every((step, index) => isDefiniteStep(step, index === last));
      return (item, document) => {
        const values: Json[] = [];
        const message = visit(operand.from === 'item' ? item : document, document, values);
        if (message !== undefined) return undefined;
        return definite ? values.at(-1) : values;
      };
    }
  }
}

const COMPARISONS: Readonly<Record<FilterOperator, (left: FilterValue, right: FilterValue) => boolean>> = {
  '==': equal,
  '!=': (left, right) => !equal(left, right),
  '===': (left, right) => kindOf(left) === kindOf(right) && equal(left, right),
  '!==': (left, right) => !(kindOf(left) === kindOf(right) && equal(left, right)),
  '<': (left, right) => order(left, right, (sign) => sign < 0),
  '<=': (left, right) => order(left, right, (sign) => sign <= 0),
  '>': (left, right) => order(left, right, (sign) => sign > 0),
  '>=': (left, right) => order(left, right, (sign) => sign >= 0),
  '=~': matches,
  in: (left, right) => Array.isArray(right) && holds(right, left),
  nin: (left, right) => !(Array.isArray(right) && holds(right, left)),
  contains: (left, right) => {
    if (typeof left === 'string' && typeof right === 'string') return left.includes(right);
    return Array.isArray(left) && holds(left, right);
  },
  all: (left, right) => Array.isArray(left) && Array.isArray(right) && right.every((item) => holds(left, item)),
  subsetof: (left, right) => Array.isArray(left) && Array.isArray(right) && left.every((item) => holds(right, item)),
  anyof: (left, right) => Array.isArray(left) && Array.isArray(right) && left.some((item) => holds(right, item)),
  noneof: (left, right) => Array.isArray(left) && Array.isArray(right) && !left.some((item) => holds(right, item)),
  size: (left, right) => isNumber(right) && sizeOf(left) === doubleOf(right),
  empty: (left, right) => {
    const size = sizeOf(left);
    return typeof right === 'boolean' && size !== undefined && (size === 0) === right;
  },
};

/** A number equals a text that reads as that number; otherwise kinds must agree. */
function equal(left: FilterValue, right: FilterValue): boolean {
  if (left === undefined || right === undefined || left instanceof RegExp || right instanceof RegExp) return false;
  if (isNumber(left) && typeof right === 'string')
    return isNumeric(right) && compareNumbers(left, readNumber(right.trim())) === 0;
  if (typeof left === 'string' && isNumber(right)) return left === numberText(right);
  return jsonEquals(left, right);
}

function isNumeric(text: string): boolean {
  return /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text.trim());
}

function holds(items: readonly Json[], wanted: FilterValue): boolean {
  return items.some((item) => equal(wanted, item));
}

function order(left: FilterValue, right: FilterValue, accepts: (sign: number) => boolean): boolean {
  if (isNumber(left) && isNumber(right)) return accepts(compareNumbers(left, right));
  if (typeof left === 'string' && typeof right === 'string') return accepts(left < right ? -1 : left > right ? 1 : 0);
  return false;
}

function matches(left: FilterValue, right: FilterValue): boolean {
  const pattern = left instanceof RegExp ? left : right;
  const subject = left instanceof RegExp ? right : left;
  if (!(pattern instanceof RegExp) || subject instanceof RegExp) return false;
  const subjects = Array.isArray(subject) ? subject : [subject];
  return subjects.some((text) =>
    pattern.test(isContainer(text) || text === null || text === undefined ? '' : String(text)),
  );
}

function sizeOf(value: FilterValue): number | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isJsonObject(value) && !(value instanceof RegExp) ? Object.keys(value).length : undefined;
}

function kindOf(value: FilterValue): string {
  if (value === null) return 'null';
  if (isNumber(value)) return 'number';
  return Array.isArray(value) ? 'array' : typeof value;
}
