/** What a property of a state says in the CDK's words: in those of the Amazon States Language. */
import { isJsonObject, type Json, type JsonObject } from '../../../../../core/json';
import { setOwn } from '../../../../../core/syntax/value';
import type { Placed } from '../../../../code/evaluate';
import { chainOf, lastName } from '../../../../code/expression';
import type { CallExpression } from '../../../../code/expression';
import { deployedJson, type ValueReading } from '../deployedValue';
import { plain } from '../plain';

/** A path or an intrinsic function: its field gets `.$` behind its name. Source: `FieldUtils` of the AWS CDK. */
class Path {
  constructor(readonly path: string) {}
}

export type Value = string | number | boolean | null | Path | readonly Value[] | ValueObject;
interface ValueObject {
  readonly [name: string]: Value;
}

const DEEPEST = 40;

const PATHS = new Set(['stringat', 'numberat', 'listat', 'objectat', 'fromjsonpathat']);

/** Members of `JsonPath`. */
const CONTEXT: { readonly [name: string]: string | undefined } = {
  entirepayload: '$',
  entirecontext: '$$',
  executionid: '$$.Execution.Id',
  executioninput: '$$.Execution.Input',
  executionname: '$$.Execution.Name',
  executionrolearn: '$$.Execution.RoleArn',
  executionstarttime: '$$.Execution.StartTime',
  stateenteredtime: '$$.State.EnteredTime',
  statename: '$$.State.Name',
  stateretrycount: '$$.State.RetryCount',
  statemachineid: '$$.StateMachine.Id',
  statemachinename: '$$.StateMachine.Name',
  tasktoken: '$$.Task.Token',
};

/** Methods of `JsonPath` → intrinsic functions. */
const INTRINSICS: { readonly [name: string]: string | undefined } = {
  array: 'Array',
  arraypartition: 'ArrayPartition',
  arraycontains: 'ArrayContains',
  arrayrange: 'ArrayRange',
  arraygetitem: 'ArrayGetItem',
  arraylength: 'ArrayLength',
  arrayunique: 'ArrayUnique',
  base64encode: 'Base64Encode',
  base64decode: 'Base64Decode',
  hash: 'Hash',
  jsonmerge: 'JsonMerge',
  mathrandom: 'MathRandom',
  mathadd: 'MathAdd',
  stringsplit: 'StringSplit',
  uuid: 'UUID',
  format: 'Format',
  stringtojson: 'StringToJson',
  jsontostring: 'JsonToString',
};

/** Of `TaskInput`, `Result`, `ProvideItems`, `DynamoAttributeValue` …: they give what they are given. */
const GIVEN = new Set(['fromobject', 'fromtext', 'fromarray', 'fromnumber', 'fromboolean', 'fromstring', 'jsonata']);

/** Methods of `DynamoAttributeValue`. */
const ATTRIBUTES: { readonly [name: string]: string | undefined } = {
  fromstring: 'S',
  fromnumber: 'N',
  numberfromstring: 'N',
  fromboolean: 'BOOL',
  booleanfromjsonpath: 'BOOL',
  frombinary: 'B',
  fromnull: 'NULL',
  fromstringset: 'SS',
  fromnumberset: 'NS',
  fromlist: 'L',
  listfromjsonpath: 'L',
  frommap: 'M',
  mapfromjsonpath: 'M.$',
};

/** Undefined where a part of it is not known. */
export function valueOf(placed: Placed, reading: ValueReading, depth = 0): Value | undefined {
  const { evaluate } = reading.reader;
  const whole = evaluate.follow(placed);
  const { expression } = whole;
  if (depth > DEEPEST) return undefined;
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'list': {
      const items = expression.items.map((item) => valueOf({ ...whole, expression: item }, reading, depth + 1));
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case 'object': {
      if (!evaluate.isKnownWhole(whole)) return undefined;
      const found = new Map<string, Value>();
      for (const [name, each] of evaluate.entries(whole)) {
        const value = valueOf(each, reading, depth + 1);
        if (value === undefined) return undefined;
        if (value === null && !isWrittenNull(evaluate.follow(each))) continue;
        found.set(name, value);
      }
      return Object.fromEntries(found);
    }
    case 'member': {
      const path = lastName(expression.object) === 'JsonPath' ? CONTEXT[plain(expression.name)] : undefined;
      return path === undefined ? deployed(whole, reading) : new Path(path);
    }
    case 'call':
      return calledValue(whole as Placed<CallExpression>, reading, depth);
    default:
      return deployed(whole, reading);
  }
}

/** What is `undefined` in JavaScript is left out. */
function isWrittenNull({ expression: { start, end }, scope: { code } }: Placed): boolean {
  return code.language === 'python' || code.text.slice(start, end) === 'null';
}

function calledValue(whole: Placed<CallExpression>, reading: ValueReading, depth: number): Value | undefined {
  const { callee, items, named } = whole.expression;
  const method = plain(lastName(callee));
  const of = callee.kind === 'member' ? lastName(callee.object) : '';
  const inner = [...items, ...named.map(({ value }) => value)];
  const first = inner[0] && valueOf({ ...whole, expression: inner[0] }, reading, depth + 1);
  if (of === 'JsonPath' || of === 'TaskInput') {
    if (PATHS.has(method)) return typeof first === 'string' ? new Path(first) : undefined;
    const intrinsic = of === 'JsonPath' ? INTRINSICS[method] : undefined;
    if (intrinsic !== undefined) {
      const args = inner.map((each) => argumentText(valueOf({ ...whole, expression: each }, reading, depth + 1)));
      const more = intrinsic === 'JsonMerge' ? ['false'] : [];
      return args.every((each) => each !== undefined)
        ? new Path(`States.${intrinsic}(${[...args, ...more].join(', ')})`)
        : undefined;
    }
  }
  if (of === 'DynamoAttributeValue') return attributeValue(method, first);
  if (/^(?:TaskInput|Result|ProvideItems|DynamoProjectionExpression)$/.test(of) && GIVEN.has(method)) return first;
  return deployed(whole, reading);
}

/** Source: `DynamoAttributeValue` of the AWS CDK. */
function attributeValue(method: string, first: Value | undefined): Value | undefined {
  const type = ATTRIBUTES[method];
  if (type === undefined) return undefined;
  if (type === 'NULL') return { NULL: first ?? true };
  if (first === undefined) return undefined;
  if (method === 'fromnumber') return { N: String(first as number) };
  if (type === 'NS') return { NS: Array.isArray(first) ? first.map(String) : first };
  return { [type]: first };
}

/** Of an intrinsic function. */
function argumentText(value: Value | undefined): string | undefined {
  if (value instanceof Path) return value.path;
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&')}'`;
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? String(value) : undefined;
}

/** Addresses and what only a deployment knows are in place. */
function deployed(whole: Placed, reading: ValueReading): Value | undefined {
  return deployedJson(whole, reading) as Value | undefined;
}

export function isPath(value: unknown): value is Path {
  return value instanceof Path;
}

/** As fields of a state; undefined where a path stands where none can. Values that are `undefined` in the source are left out. */
export function fieldsOf(value: Value): Json | undefined {
  if (value instanceof Path) return undefined;
  if (Array.isArray(value)) {
    const items = (value as readonly Value[]).map(fieldsOf);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (!isJsonObject(value as Json)) return value as Json;
  const found: JsonObject = {};
  for (const [name, each] of Object.entries(value as ValueObject)) {
    const inner = each instanceof Path ? each.path : fieldsOf(each);
    if (inner === undefined) return undefined;
    setOwn(found, each instanceof Path ? `${name}.$` : name, inner);
  }
  return found;
}

/** The path of a property that is one: `'$.a'` and `JsonPath.stringAt('$.a')` mean the same there. `DISCARD` is null. */
export function pathOf(placed: Placed, reading: ValueReading): string | null | undefined {
  const { expression } = reading.reader.evaluate.follow(placed);
  if (expression.kind === 'member' && chainOf(expression)?.slice(-2).join('.') === 'JsonPath.DISCARD') return null;
  const value = expression.kind === 'call' ? valueOf(placed, reading) : undefined;
  return value instanceof Path ? value.path : reading.reader.evaluate.text(placed);
}
