/** JSONata expressions over data that are not known yet: what they read grows there, what they only hand on stays itself. */
import { isJsonObject, type Json } from '../json';
import type { JsonataNode } from '../query/jsonata/syntaxTree';
import { arrayDatum, computedDatum, fixedDatum, kindOf, objectDatum, type Datum, type Journal } from './datum';
import { appended, argumentType, beCounted, beTakenBy, isOfNumbers, mergedItems, numberIn } from './jsonataArguments';
import { itemOf, itemsOf, memberOf } from './read';
import {
  beAbsent,
  beContaining,
  beJsonText,
  beNoLonger,
  beOther,
  beRelated,
  beSplit,
  beType,
  beValue,
  isRelation,
  knownScalar,
  OPPOSITE,
  type Relation,
} from './suppose';
import { jsonOf } from './toJson';

/** What the names in an expression mean. */
export interface JsonataEnvironment {
  /** `$`, where an expression stands inside a path or filter. */
  readonly context?: Datum;
  /** `$states` and the variables, without `$`. */
  readonly variables: ReadonlyMap<string, Datum>;
  readonly journal: Journal;
  /** What is read must be a list: of a single one that a path or filter selects, JSONata makes none. */
  readonly wantsList?: boolean;
}

/** Reads an expression. Undefined where it is worked out and hands on nothing that it reads. */
export function readJsonataNode(node: JsonataNode | undefined, at: JsonataEnvironment): Datum | undefined {
  return node && READERS[node.type]?.(node, at);
}

type Reader = (node: JsonataNode, at: JsonataEnvironment) => Datum | undefined;

const scalar: Reader = ({ value }) => fixedDatum(value as Json);

const READERS: { readonly [type: string]: Reader } = {
  string: scalar,
  number: scalar,
  value: scalar,
  variable: (node, at) => withStages(node, variable(node, at), at),
  name: (node, at) => at.context && memberOf(at.context, String(node.value), at.journal),
  path: readPath,
  unary: (node, at) => {
    if (node.value === '{') return readObject(node, at);
    if (node.value === '[')
      return arrayDatum((node.expressions ?? []).map((each) => readJsonataNode(each, at) ?? workedOut('item')));
    const operand = readJsonataNode(node.expression, at);
    if (operand) beType(operand, 'number', at.journal);
    return undefined;
  },
  binary: readBinary,
  condition: (node, at) => {
    const holds = supposeJsonata(node.condition, true, at);
    const taken = readJsonataNode(holds ? node.then : node.else, at);
    return taken;
  },
  block: (node, at) => {
    const variables = new Map(at.variables);
    let last: Datum | undefined;
    for (const each of node.expressions ?? []) {
      last = readJsonataNode(each.type === 'bind' ? (each.rhs as JsonataNode) : each, { ...at, variables });
      if (each.type === 'bind') variables.set(String((each.lhs as JsonataNode).value), last ?? workedOut('value'));
    }
    return last;
  },
  function: (node, at) => withStages(node, readCall(node, at), at),
  partial: readCall,
  // A call that a function ends with stands in a function of its own, which JSONata's parser makes.
  lambda: (node, at) => (node.thunk === true ? readJsonataNode(node.body as JsonataNode, at) : undefined),
  apply: (node, at) => {
    const rhs = node.rhs as JsonataNode;
    const call = rhs.type === 'function' ? rhs : { type: 'function', procedure: rhs, arguments: [] };
    return readCall({ ...call, arguments: [node.lhs as JsonataNode, ...(call.arguments ?? [])] }, at);
  },
};

function variable({ value }: JsonataNode, { context, variables }: JsonataEnvironment): Datum | undefined {
  return value === '' ? context : variables.get(String(value));
}

function readPath({ steps = [], group }: JsonataNode, at: JsonataEnvironment): Datum | undefined {
  const found = readSteps(steps, at.context, at, true);
  if (!group) return found;
  // `orders{region: $sum(total)}` makes an object of what the keys come to.
  for (const context of found?.items ?? [found]) readObject(group as JsonataNode, { ...at, context });
  return undefined;
}

function readSteps(
  steps: readonly JsonataNode[],
  from: Datum | undefined,
  at: JsonataEnvironment,
  isFirst: boolean,
): Datum | undefined {
  const [step, ...rest] = steps;
  if (!step) return from;
  if (!isFirst && from?.items) {
    // A path maps over a list by itself; of a single one it gives no list.
    if (at.wantsList) itemOf(from, 1, at.journal);
    const items = itemsOf(from, at.journal);
    if (!at.wantsList) return readSteps(steps, items[0], at, true);
    return arrayDatum(items.flatMap((item) => readSteps(steps, item, at, true) ?? []));
  }
  if (!isFirst && !from) {
    // What is worked out has no members here; of other data it may be combined with some are read all the same.
    for (const each of steps) if (each.type === 'block') readJsonataNode(each, { ...at, context: undefined });
    return undefined;
  }
  const inner = { ...at, context: from };
  let found: Datum | undefined;
  if (step.type === 'wildcard') found = from?.members?.values().next().value;
  else if (step.type === 'name') found = from && memberOf(from, String(step.value), at.journal);
  else found = readJsonataNode(step, inner);
  if (step.type !== 'variable' && step.type !== 'function') found = withStages(step, found, inner);
  if (step.keepArray && found && kindOf(found) !== 'array') found = arrayDatum([found]);
  return readSteps(rest, found, at, false);
}

/** `[0]` and `[status = "x"]` behind a step. */
function withStages(step: JsonataNode, from: Datum | undefined, at: JsonataEnvironment): Datum | undefined {
  const stages = [step.stages, step.predicate].flatMap((each) => (each as JsonataNode[] | undefined) ?? []);
  let current = from;
  for (const { type, expr } of stages as { type: string; expr: JsonataNode }[]) {
    if (type !== 'filter' || !current) continue;
    const index = indexIn(expr);
    if (index !== undefined) {
      // Of what is no list, `[0]` is the thing itself.
      current = current.items || kindOf(current) === undefined ? itemOf(current, index, at.journal) : current;
      continue;
    }
    const met = itemsThatMeet(current, expr, at);
    current = at.wantsList ? arrayDatum(met) : (met[0] ?? current);
  }
  return current;
}

/** One of a list that a filter lets through, or two where a list is wanted. */
function itemsThatMeet(list: Datum, condition: JsonataNode, at: JsonataEnvironment): Datum[] {
  const wanted = at.wantsList ? 2 : 1;
  const meets = (item: Datum): boolean =>
    at.journal.attempt(() => supposeJsonata(condition, true, { ...at, context: item, wantsList: false }));
  const met = itemsOf(list, at.journal).filter(meets).slice(0, wanted);
  while (met.length < wanted && list.open && list.items) {
    const another = itemOf(list, list.items.length, at.journal);
    if (!another || !meets(another)) break;
    met.push(another);
  }
  return met;
}

function indexIn(node: JsonataNode): number | undefined {
  if (node.type === 'number') return node.value as number;
  if (node.type === 'unary' && node.value === '-' && node.expression?.type === 'number')
    return -(node.expression.value as number);
  return undefined;
}

function readObject({ lhs }: JsonataNode, at: JsonataEnvironment): Datum | undefined {
  const members: [string, Datum][] = [];
  for (const [key, value] of lhs as [JsonataNode, JsonataNode][]) {
    const name = key.type === 'string' ? String(key.value) : undefined;
    if (name === undefined) readJsonataNode(key, at);
    const member = readJsonataNode(value, at);
    if (name !== undefined) members.push([name, member ?? workedOut(name)]);
  }
  return objectDatum(members);
}

function readBinary(node: JsonataNode, at: JsonataEnvironment): Datum | undefined {
  const left = readJsonataNode(node.lhs as JsonataNode, at);
  const right = readJsonataNode(node.rhs as JsonataNode, at);
  for (const each of [left, right]) {
    if (each && /^[-+*/%]$/.test(String(node.value))) beType(each, 'number', at.journal);
    else if (each?.open && node.value === '&' && kindOf(each) === undefined) beType(each, 'string', at.journal);
  }
  return undefined;
}

/** Stands for what only an evaluation gives. */
function workedOut(name: string): Datum {
  return computedDatum(name, () => undefined);
}

function readCall(node: JsonataNode, at: JsonataEnvironment): Datum | undefined {
  const name = String(node.procedure?.value ?? '');
  const { journal } = at;
  const type = argumentType(name);
  const isOverList = type === 'array' && listAbove(node.arguments?.[0], at);
  const args = (node.arguments ?? []).map((each) => (each.type === 'lambda' ? undefined : readJsonataNode(each, at)));
  const [first, second] = args;
  if (first?.open) beTakenBy(name, first, journal);
  if (name === 'split' && first && typeof (second && knownScalar(second)) === 'string') {
    const pieces = beSplit(first, String(knownScalar(second!)), journal);
    if (pieces) return pieces;
  }
  if (name === 'parse') return first && beJsonText(first, journal);
  if (name === 'number') return first && numberIn(first, journal);
  if (name === 'merge') return mergedItems(first, journal);
  if (name === 'lookup') {
    const key = second && knownScalar(second);
    return first && typeof key === 'string' ? memberOf(first, key, journal) : undefined;
  }
  if (first?.open && !isOverList && type && kindOf(first) === undefined) beType(first, type, journal);
  if (first && isOfNumbers(name))
    for (const item of isOverList ? [first] : itemsOf(first, journal)) beType(item, 'number', journal);
  // Whatever is supposed of what they give may be supposed of the text itself.
  if (name === 'trim' || name === 'lowercase') return first;
  const made = readLambda(name, node.arguments?.[1], args, at);
  if (first && !isOverList && SAME_ITEMS.has(name)) return first;
  if (name === 'append' && first && second) return appended([first, second], journal);
  return made;
}

/** What they give has the same things in it; of one alone, as of a path, JSONata makes no list. */
const SAME_ITEMS = new Set(['sort', 'reverse', 'shuffle', 'distinct']);

/** `lines` of `lines.price`, where a function takes a list: what is named in the plural is one. Whether there is such. */
function listAbove(node: JsonataNode | undefined, at: JsonataEnvironment): boolean {
  const steps = node?.type === 'path' ? (node.steps ?? []) : [];
  const isPlural = ({ type, value }: JsonataNode): boolean => type === 'name' && /[a-z]s$/.test(String(value));
  const last = steps.at(-1);
  const index = last && !isPlural(last) ? steps.findLastIndex(isPlural) : -1;
  if (index < 0) return false;
  const list = readPath({ type: 'path', steps: steps.slice(0, index + 1) }, at);
  return list !== undefined && beType(list, 'array', at.journal) && itemsOf(list, at.journal).length > 0;
}

/** `$map(list, function($v) { … })` and its like: the function is read with one of the list. */
function readLambda(
  name: string,
  lambda: JsonataNode | undefined,
  [list]: readonly (Datum | undefined)[],
  at: JsonataEnvironment,
): Datum | undefined {
  if (lambda?.type !== 'lambda' || !list) return undefined;
  const isFold = name === 'reduce';
  const item = itemsOf(list, at.journal)[0];
  if (!item) return undefined;
  const variables = new Map(at.variables);
  const parameters = (lambda.arguments ?? []).map(({ value }) => String(value));
  const own = parameters[isFold ? 1 : 0];
  if (own !== undefined) variables.set(own, item);
  const inner = { ...at, variables };
  const body = lambda.body as JsonataNode;
  if (name === 'filter' || name === 'single') {
    supposeJsonata(body, true, inner);
    return name === 'single' ? item : arrayDatum([...itemsOf(list, at.journal)]);
  }
  if (name === 'map' && at.wantsList) itemOf(list, 1, at.journal);
  const made = readJsonataNode(body, inner);
  if (name !== 'map' || !made) return undefined;
  // One alone is no list in JSONata.
  return itemsOf(list, at.journal).length > 1 ? arrayDatum([made]) : made;
}

/** Makes a condition hold, or not hold; whether it could. */
export function supposeJsonata(node: JsonataNode | undefined, holds: boolean, at: JsonataEnvironment): boolean {
  if (!node) return false;
  const { journal } = at;
  const attempt = (each: JsonataNode | undefined, wanted: boolean): boolean =>
    journal.attempt(() => supposeJsonata(each, wanted, at));
  const sides = [node.lhs as JsonataNode, node.rhs as JsonataNode];
  switch (node.type) {
    case 'lambda':
      return node.thunk === true && supposeJsonata(node.body as JsonataNode, holds, at);
    case 'block':
      return (node.expressions ?? []).length === 1 && supposeJsonata(node.expressions![0], holds, at);
    case 'condition':
      return [true, false].some((way) =>
        journal.attempt(() => {
          const taken = way ? node.then : node.else;
          if (!supposeJsonata(node.condition, way, at)) return false;
          // A condition without "else" gives nothing, which is not true.
          return taken === undefined ? !holds : supposeJsonata(taken, holds, at);
        }),
      );
    case 'binary': {
      const operator = String(node.value);
      if (operator === 'and' || operator === 'or') {
        const all = (operator === 'and') === holds;
        return all ? sides.every((each) => attempt(each, holds)) : sides.some((each) => attempt(each, holds));
      }
      return supposeRelation(operator, sides, holds, at);
    }
    case 'function': {
      const name = String(node.procedure?.value);
      const [first, second] = node.arguments ?? [];
      if (name === 'not') return supposeJsonata(first, !holds, at);
      if (name === 'boolean') return supposeJsonata(first, holds, at);
      if (name === 'exists') return holds ? readJsonataNode(first, at) !== undefined : supposeAbsent(first, at);
      if (name === 'contains' && second?.type === 'string') {
        const text = readJsonataNode(first, at);
        if (!text) return false;
        return holds
          ? beContaining(text, String(second.value), journal)
          : !String(jsonOf(text)).includes(String(second.value));
      }
      readJsonataNode(node, at);
      return true;
    }
    case 'variable':
    case 'path': {
      const datum = readJsonataNode(node, at);
      if (!datum) return !holds;
      if (kindOf(datum) === undefined) return beValue(datum, holds, journal);
      return isTrue(jsonOf(datum)) === holds || (datum.open && beValue(datum, holds, journal));
    }
    case 'value':
      return node.value === holds;
    default:
      readJsonataNode(node, at);
      return true;
  }
}

function isTrue(json: Json): boolean {
  if (Array.isArray(json)) return json.some(isTrue);
  return isJsonObject(json) ? Object.keys(json).length > 0 : Boolean(json);
}

const MIRRORED: Record<Relation, Relation> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function supposeRelation(
  operator: string,
  [lhs, rhs]: readonly JsonataNode[],
  holds: boolean,
  at: JsonataEnvironment,
): boolean {
  const { journal } = at;
  const count = countedIn(lhs);
  const left = readJsonataNode(count ?? lhs, at);
  const right = readJsonataNode(rhs, at);
  if (count) return beCounted(left, operator, right && knownScalar(right), holds, journal);
  // What is worked out is left to the run.
  if (!left || !right) return true;
  if (operator === 'in') {
    const [first] = right.items ?? [];
    if (!first) return false;
    const value = knownScalar(first);
    if (value === undefined) return false;
    return holds ? beValue(left, value, journal) : beOther(left, value, journal);
  }
  const [leftKnown, rightKnown] = [knownScalar(left), knownScalar(right)];
  const [datum, known] = leftKnown === undefined ? [left, rightKnown] : [right, leftKnown];
  const value = known === undefined ? jsonOf(right) : known;
  if (typeof value === 'object' && value !== null) return true;
  if (operator === '=' || operator === '!=') {
    return (operator === '=') === holds ? beValue(datum, value, journal) : beOther(datum, value, journal);
  }
  if (!isRelation(operator) || (typeof value !== 'string' && typeof value !== 'number')) return true;
  const wanted = holds ? operator : OPPOSITE[operator];
  return beRelated(datum, leftKnown === undefined ? wanted : MIRRORED[wanted], value, journal);
}

/** `list` of `$count(list)`. */
function countedIn(node: JsonataNode | undefined): JsonataNode | undefined {
  return node?.type === 'function' && node.procedure?.value === 'count' ? node.arguments?.[0] : undefined;
}

function supposeAbsent(node: JsonataNode | undefined, at: JsonataEnvironment): boolean {
  const steps = node?.type === 'path' ? (node.steps ?? []) : [];
  const last = steps.at(-1);
  if (last?.type !== 'name') return false;
  const [filter] = (last.stages ?? last.predicate ?? []) as { readonly type: string; readonly expr: JsonataNode }[];
  if (filter) return supposeNoneMeets(steps, filter.expr, at);
  const owner = readPath({ type: 'path', steps: steps.slice(0, -1) }, at);
  return owner ? beAbsent(owner, String(last.value), at.journal) : true;
}

/** Nothing that is there by now meets the filter of the last step. */
function supposeNoneMeets(steps: readonly JsonataNode[], condition: JsonataNode, at: JsonataEnvironment): boolean {
  const { stages: _, predicate: __, ...last } = steps.at(-1)!;
  const list = readPath({ type: 'path', steps: [...steps.slice(0, -1), last as JsonataNode] }, at);
  const index = indexIn(condition);
  if (index !== undefined) return !list || (index >= 0 && beNoLonger(list, index, at.journal));
  return (list?.items ?? []).every((item) =>
    at.journal.attempt(() => supposeJsonata(condition, false, { ...at, context: item, wantsList: false })),
  );
}
