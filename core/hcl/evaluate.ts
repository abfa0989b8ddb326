import { phrase } from '../l10n/phrase';
import { FUNCTIONS } from './functions';
import { entriesOf, isEqual, truthOf } from './compare';
import { computed, numberOf } from './numbers';
import { renderParts } from './render';
import { SPLAT_ITEM } from './tree';
import type {
  BinaryExpression,
  CallExpression,
  Expression,
  ForExpression,
  ObjectExpression,
  SplatExpression,
} from './tree';
import { isAttributed, isList, isMap, plain, scopeWith, Sourced, Unknown } from './value';
import type { HclValue, Scope } from './value';

/** What an expression is here. Never fails: what cannot be known is {@link Unknown}. */
export function evaluate(expression: Expression, scope: Scope): HclValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'template': {
      const { parts, form } = expression;
      const [first] = parts;
      if (!first) return '';
      if (form === 'quoted' && parts.length === 1) {
        if (first.kind === 'text') return mayHoldDefinition(first.text) ? sourced(expression, scope) : first.text;
        // A template that is one interpolation alone gives its value, whatever it is.
        if (first.kind === 'interpolation') return evaluate(first.expression, scope);
      }
      if (form === 'quoted' && !(first.kind === 'text' && mayHoldDefinition(first.text))) {
        return renderParts(parts, scope, evaluate);
      }
      return sourced(expression, scope);
    }
    case 'variable':
      return scope.lookUp(expression.name) ?? undeclared(expression.name);
    case 'attribute':
      return attributeOf(evaluate(expression.of, scope), expression.name);
    case 'index':
      return indexed(evaluate(expression.of, scope), plain(evaluate(expression.key, scope)));
    case 'splat':
      return splat(expression, scope);
    case 'call':
      return call(expression, scope);
    case 'unary': {
      const operand = plain(evaluate(expression.operand, scope));
      if (operand instanceof Unknown) return operand;
      if (expression.operator === '!') return !truthOf(operand);
      return arithmetic('-', 0, operand);
    }
    case 'binary':
      return binary(expression, scope);
    case 'conditional': {
      const condition = plain(evaluate(expression.condition, scope));
      if (condition instanceof Unknown) return condition;
      return evaluate(truthOf(condition) ? expression.then : expression.otherwise, scope);
    }
    case 'tuple':
      return expression.items.map((item) => evaluate(item, scope));
    case 'object':
      return objectOf(expression, scope);
    case 'for':
      return forOf(expression, scope);
    case 'missing':
      return Unknown.mistake('?', phrase`The expression cannot be read.`);
  }
}

/** Texts that may be definitions tell where they stand. */
function mayHoldDefinition(text: string): boolean {
  return text.length > 20 && text.trimStart().startsWith('{');
}

function sourced(expression: Expression & { kind: 'template' }, scope: Scope): Sourced {
  const make = (): HclValue => renderParts(expression.parts, scope, evaluate);
  return new Sourced(make, { kind: 'template', expression, scope });
}

function undeclared(name: string): Unknown {
  return Unknown.mistake(name, phrase`Nothing declares ${name}.`);
}

/** `value.name`. */
export function attributeOf(given: HclValue, name: string): HclValue {
  const value = plain(given);
  if (value instanceof Unknown) return value;
  if (isAttributed(value)) return value.attribute(name);
  if (isMap(value)) return value.get(name) ?? noneOf(name, value.has(name));
  return Unknown.mistake(name, phrase`There is no ${name}.`);
}

function noneOf(name: string, isNull: boolean): HclValue {
  return isNull ? null : Unknown.mistake(name, phrase`There is no ${name}.`);
}

function indexed(given: HclValue, key: HclValue): HclValue {
  const value = plain(given);
  if (value instanceof Unknown) return value;
  if (key instanceof Unknown) return key;
  if (isList(value)) {
    const item = value[Number(key)];
    return item === undefined ? Unknown.mistake(`[${String(key)}]`, phrase`There is no item ${String(key)}.`) : item;
  }
  return attributeOf(value, String(key));
}

function splat({ of, each }: SplatExpression, scope: Scope): HclValue {
  const collection = plain(evaluate(of, scope));
  if (collection instanceof Unknown) return collection;
  const items = isList(collection) ? collection : collection === null ? [] : [collection];
  return items.map((item) => evaluate(each, scopeWith(scope, new Map([[SPLAT_ITEM, item]]))));
}

function call({ name, arguments: written, isExpanded }: CallExpression, scope: Scope): HclValue {
  const bare = name.replace(/^core::/, '');
  const known = Object.hasOwn(FUNCTIONS, bare) ? FUNCTIONS[bare] : undefined;
  if (!known) {
    const added = scope.call?.(
      bare,
      written.map((argument) => plain(evaluate(argument, scope))),
    );
    if (added !== undefined) return added;
    const why = phrase`The function ${name} is not known here.`;
    return Unknown.of({ key: `other:${name}()`, why });
  }
  if (known.kind === 'special') return known.call(written, scope, evaluate);
  let given = written.map((argument) => evaluate(argument, scope));
  if (isExpanded) {
    const last = plain(given.at(-1) ?? []);
    if (last instanceof Unknown) return last;
    given = [...given.slice(0, -1), ...(isList(last) ? last : [])];
  }
  const values = known.keepsSources ? given : given.map(plain);
  if (!known.takesUnknown) {
    const unknown = values.map(plain).find((value) => value instanceof Unknown);
    if (unknown) return unknown;
  }
  const result = known.call(values, scope);
  return result === undefined ? Unknown.mistake(`${name}()`, phrase`${name} cannot be worked out here.`) : result;
}

function binary({ operator, left, right }: BinaryExpression, scope: Scope): HclValue {
  const first = plain(evaluate(left, scope));
  if (operator === '&&' && !(first instanceof Unknown) && !truthOf(first)) return false;
  if (operator === '||' && !(first instanceof Unknown) && truthOf(first)) return true;
  const second = plain(evaluate(right, scope));
  if (operator === '&&' && !(second instanceof Unknown) && !truthOf(second)) return false;
  if (operator === '||' && !(second instanceof Unknown) && truthOf(second)) return true;
  if (first instanceof Unknown) return first;
  if (second instanceof Unknown) return second;
  return (OPERATIONS[operator] ?? (() => null))(first, second);
}

const OPERATIONS: { readonly [operator: string]: (left: HclValue, right: HclValue) => HclValue } = {
  '&&': (left, right) => truthOf(left) && truthOf(right),
  '||': (left, right) => truthOf(left) || truthOf(right),
  '==': (left, right) => isEqual(left, right),
  '!=': (left, right) => {
    const equal = isEqual(left, right);
    return equal instanceof Unknown ? equal : !equal;
  },
  '<': (left, right) => numberOf(left) < numberOf(right),
  '<=': (left, right) => numberOf(left) <= numberOf(right),
  '>': (left, right) => numberOf(left) > numberOf(right),
  '>=': (left, right) => numberOf(left) >= numberOf(right),
  '+': (left, right) => arithmetic('+', left, right),
  '-': (left, right) => arithmetic('-', left, right),
  '*': (left, right) => arithmetic('*', left, right),
  '/': (left, right) => arithmetic('/', left, right),
  '%': (left, right) => arithmetic('%', left, right),
};

function arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: HclValue, right: HclValue): HclValue {
  const found = computed(operator, numberOf(left), numberOf(right));
  return found ?? Unknown.mistake(operator, phrase`The result of ${operator} cannot be worked out here.`);
}

function objectOf({ items }: ObjectExpression, scope: Scope): HclValue {
  const object = new Map<string, HclValue>();
  for (const { key, value } of items) {
    const name = plain(evaluate(key, scope));
    if (name instanceof Unknown) return name;
    object.set(String(name), evaluate(value, scope));
  }
  return object;
}

function forOf(expression: ForExpression, scope: Scope): HclValue {
  const collection = plain(evaluate(expression.collection, scope));
  if (collection instanceof Unknown) return collection;
  const items: HclValue[] = [];
  const object = new Map<string, HclValue>();
  for (const [key, value] of entriesOf(collection) ?? []) {
    const names = new Map([[expression.valueName, value]]);
    if (expression.keyName !== undefined) names.set(expression.keyName, key);
    const inner = scopeWith(scope, names);
    if (expression.condition) {
      const condition = plain(evaluate(expression.condition, inner));
      if (condition instanceof Unknown) return condition;
      if (!truthOf(condition)) continue;
    }
    const made = evaluate(expression.value, inner);
    if (expression.makes === 'tuple') items.push(made);
    else {
      const name = plain(evaluate(expression.key ?? expression.value, inner));
      if (name instanceof Unknown) return name;
      const before = object.get(String(name));
      object.set(String(name), expression.isGrouped ? [...(isList(before) ? before : []), made] : made);
    }
  }
  return expression.makes === 'tuple' ? items : object;
}
