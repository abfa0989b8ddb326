/**
 * The frequent, simple expressions as plain closures, without the library's promises: variables and
 * members of objects, literals, constructors, comparisons, arithmetic, conditions. Wherever the
 * library's rules go further (arrays along a path, mixed types, errors), the closure gives up with
 * {@link NOT_SIMPLE} and the library evaluates the expression instead, so both always agree.
 */
import type { Json } from '../../json';
import { isJsonObject } from '../../json';
import { isExactNumber } from '../../jsonNumber';
import { ownValue, setOwnValue } from '../ownProperties';
import type { JsonataScope } from './compileJsonata';
import type { JsonataNode } from './syntaxTree';

export const NOT_SIMPLE = Symbol('needs the library');

/** `undefined` is JSONata's nothing. */
type SimpleValue = Json | undefined | typeof NOT_SIMPLE;
export type SimpleExpression = (scope: JsonataScope) => SimpleValue;

const PLAIN_KEYS: ReadonlySet<string> = new Set([
  ...['type', 'value', 'position', 'steps', 'lhs', 'rhs', 'expressions', 'expression', 'condition', 'then', 'else'],
  ...['arguments', 'procedure'],
]);

/** Undefined where the expression is not of the simple forms. */
export function compileSimple(node: JsonataNode): SimpleExpression | undefined {
  if (!isPlain(node)) return undefined;
  return COMPILERS[node.type]?.(node);
}

/** Filters, orderings, bindings and the like stand in further keys of a node. */
function isPlain(node: JsonataNode): boolean {
  return Object.entries(node).every(([key, value]) => value === undefined || PLAIN_KEYS.has(key));
}

const COMPILERS: Readonly<Record<string, (node: JsonataNode) => SimpleExpression | undefined>> = {
  string: compileLiteral,
  number: compileLiteral,
  value: compileLiteral,
  variable: (node) => compileVariable(node.value as string),
  path: compilePath,
  block: (node) => (node.expressions!.length === 1 ? compileSimple(node.expressions![0]!) : undefined),
  condition: compileCondition,
  binary: compileBinary,
  unary: compileUnary,
  function: compileCall,
};

function compileLiteral(node: JsonataNode): SimpleExpression {
  const value = node.value as Json;
  return () => value;
}

function compileVariable(name: string): SimpleExpression | undefined {
  if (name === '' || name === '$') return undefined;
  if (name === 'states') return (scope) => scope.states;
  return (scope) => (scope.variables && ownValue(scope.variables, name)) ?? unbound(scope, name);
}

/** A name without a variable may still be a function of the library. */
function unbound(scope: JsonataScope, name: string): SimpleValue {
  return scope.variables && Object.hasOwn(scope.variables, name) ? null : NOT_SIMPLE;
}

/** `$variable.a.b`: members of objects. An array on the way needs the library; at the end it is the value. */
function compilePath(node: JsonataNode): SimpleExpression | undefined {
  const [first, ...rest] = node.steps!;
  if (first!.type !== 'variable' || !rest.every((step) => step.type === 'name')) return undefined;
  if (![first!, ...rest].every(isPlain)) return undefined;
  const start = compileVariable(first!.value as string);
  if (!start || rest.length === 0) return undefined;
  const names = rest.map((step) => step.value as string);
  return (scope) => {
    let value = start(scope);
    for (const name of names) {
      if (value === NOT_SIMPLE || Array.isArray(value)) return NOT_SIMPLE;
      value = isJsonObject(value) ? ownValue(value, name) : undefined;
      if (value === undefined) return undefined;
    }
    return value;
  };
}

function compileCondition(node: JsonataNode): SimpleExpression | undefined {
  const test = compileSimple(node.condition!);
  const then = compileSimple(node.then!);
  const otherwise = node.else ? compileSimple(node.else) : () => undefined;
  if (!test || !then || !otherwise) return undefined;
  return (scope) => {
    const result = test(scope);
    if (result === true) return then(scope);
    return result === false || result === undefined ? otherwise(scope) : NOT_SIMPLE;
  };
}

type Operator = (left: SimpleValue, right: SimpleValue) => SimpleValue;

const comparison =
  (compare: (left: string | number, right: string | number) => boolean): Operator =>
  (left, right) =>
    (typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string')
      ? compare(left, right)
      : NOT_SIMPLE;

const arithmetic =
  (compute: (left: number, right: number) => number): Operator =>
  (left, right) => {
    const result = typeof left === 'number' && typeof right === 'number' ? compute(left, right) : NaN;
    return Number.isFinite(result) ? result : NOT_SIMPLE;
  };

const equality =
  (wanted: boolean): Operator =>
  (left, right) => {
    if (left === undefined || right === undefined) return false;
    if (isExactNumber(left) || isExactNumber(right)) return NOT_SIMPLE;
    const isObject = (value: SimpleValue) => typeof value === 'object' && value !== null;
    return isObject(left) && isObject(right) ? NOT_SIMPLE : (left === right) === wanted;
  };

const OPERATORS: Readonly<Record<string, Operator>> = {
  '=': equality(true),
  '!=': equality(false),
  '<': comparison((left, right) => left < right),
  '<=': comparison((left, right) => left <= right),
  '>': comparison((left, right) => left > right),
  '>=': comparison((left, right) => left >= right),
  '+': arithmetic((left, right) => left + right),
  '-': arithmetic((left, right) => left - right),
  '*': arithmetic((left, right) => left * right),
  '/': arithmetic((left, right) => left / right),
  '%': arithmetic((left, right) => left % right),
  '&': (left, right) => {
    const [start, end] = [simpleText(left), simpleText(right)];
    return start === undefined || end === undefined ? NOT_SIMPLE : start + end;
  },
  and: (left, right) => (typeof left === 'boolean' && typeof right === 'boolean' ? left && right : NOT_SIMPLE),
  or: (left, right) => (typeof left === 'boolean' && typeof right === 'boolean' ? left || right : NOT_SIMPLE),
};

function simpleText(value: SimpleValue): string | undefined {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || Number.isSafeInteger(value) ? String(value) : undefined;
}

function compileBinary(node: JsonataNode): SimpleExpression | undefined {
  const operator = Object.hasOwn(OPERATORS, node.value as string) ? OPERATORS[node.value as string] : undefined;
  const left = operator && compileSimple(node.lhs as JsonataNode);
  const right = left && compileSimple(node.rhs as JsonataNode);
  if (!operator || !left || !right) return undefined;
  return (scope) => {
    const leftValue = left(scope);
    if (leftValue === NOT_SIMPLE) return NOT_SIMPLE;
    if (node.value === 'and' && leftValue === false) return false;
    if (node.value === 'or' && leftValue === true) return true;
    const rightValue = right(scope);
    return rightValue === NOT_SIMPLE ? NOT_SIMPLE : operator(leftValue, rightValue);
  };
}

function compileUnary(node: JsonataNode): SimpleExpression | undefined {
  if (node.value === '[') return compileArray(node.expressions!);
  if (node.value === '{') return compileObject(node.lhs as JsonataNode[][]);
  const operand = compileSimple(node.expression!);
  if (!operand) return undefined;
  return (scope) => {
    const value = operand(scope);
    return typeof value === 'number' ? -value : NOT_SIMPLE;
  };
}

function compileArray(nodes: readonly JsonataNode[]): SimpleExpression | undefined {
  const items = nodes.map(compileSimple);
  if (!items.every((item) => item !== undefined)) return undefined;
  return (scope) => {
    const array: Json[] = [];
    for (const [index, item] of items.entries()) {
      const value = item(scope);
      if (value === NOT_SIMPLE) return NOT_SIMPLE;
      // An array from anywhere but a constructor is spread into this one.
      if (Array.isArray(value) && nodes[index]!.value !== '[') for (const member of value) array.push(member);
      else if (value !== undefined) array.push(value);
    }
    return array;
  };
}

function compileObject(pairs: readonly JsonataNode[][]): SimpleExpression | undefined {
  const keys = pairs.map(([key]) => (key!.type === 'string' ? (key!.value as string) : undefined));
  const values = pairs.map(([, value]) => compileSimple(value!));
  if (!keys.every((key) => key !== undefined) || new Set(keys).size !== keys.length) return undefined;
  if (keys.includes('__proto__') || !values.every((value) => value !== undefined)) return undefined;
  return (scope) => {
    const object = {};
    for (const [index, compute] of values.entries()) {
      const value = compute(scope);
      if (value === NOT_SIMPLE) return NOT_SIMPLE;
      if (value !== undefined) setOwnValue(object, keys[index]!, value);
    }
    return object;
  };
}

const SHORT = 10_000;

const FUNCTIONS: Readonly<Record<string, (value: SimpleValue) => SimpleValue>> = {
  exists: (value) => value !== undefined,
  count: (value) => (Array.isArray(value) ? value.length : value === undefined ? 0 : 1),
  not: (value) => (typeof value === 'boolean' ? !value : NOT_SIMPLE),
  // What takes long the library does in parts.
  length: (value) => (typeof value === 'string' && value.length <= SHORT ? Array.from(value).length : NOT_SIMPLE),
  uppercase: (value) => (typeof value === 'string' ? value.toUpperCase() : NOT_SIMPLE),
  lowercase: (value) => (typeof value === 'string' ? value.toLowerCase() : NOT_SIMPLE),
  string: (value) => (value === undefined ? NOT_SIMPLE : (simpleText(value) ?? NOT_SIMPLE)),
  sum: (value) => {
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'number')) return NOT_SIMPLE;
    return value.reduce((total, item) => total + item, 0);
  },
};

function compileCall(node: JsonataNode): SimpleExpression | undefined {
  const { procedure, arguments: args } = node;
  const name = procedure?.type === 'variable' ? (procedure.value as string) : '';
  if (!Object.hasOwn(FUNCTIONS, name) || args?.length !== 1) return undefined;
  const compute = FUNCTIONS[name]!;
  const argument = compileSimple(args[0]!);
  if (!argument) return undefined;
  return (scope) => {
    if (scope.variables && Object.hasOwn(scope.variables, name)) return NOT_SIMPLE;
    const value = argument(scope);
    return value === NOT_SIMPLE ? NOT_SIMPLE : compute(value);
  };
}
