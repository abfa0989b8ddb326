/** What a rule of EventBridge, or a filter of Lambda, says in the CDK's words: in those of CloudFormation. */
import type { Json, JsonObject } from '../../../../core/json';
import { jsonText } from '../../../../core/jsonText';
import { lastName } from '../../../code/expression';
import type { Placed } from '../../../code/evaluate';
import { deployedJson } from './deployedValue';
import type { TriggerSite } from './triggerSite';

/** `Schedule.rate(Duration.minutes(5))`, `Schedule.cron({ hour: '4' })`, `Schedule.expression('rate(1 day)')` */
export function scheduleText(placed: Placed, at: TriggerSite): string {
  const { expression, scope } = at.evaluate.follow(placed);
  const made = at.callOf(placed);
  const first = made?.argument(0, made.name);
  const written = scope.code.text.slice(expression.start, expression.end);
  switch (made?.name) {
    case 'rate': {
      const duration = made.callOf(made.argument(0, 'duration'));
      const count = duration?.argument(0, 'amount');
      const number = count && at.evaluate.text(count);
      if (number === undefined) return written;
      return `rate(${number} ${number === '1' ? duration!.name.replace(/s$/, '') : duration!.name})`;
    }
    case 'cron': {
      const field = (name: string, standard: string): string => made.text(name) ?? standard;
      const weekDay = made.text('weekDay');
      const day = field('day', weekDay === undefined ? '*' : '?');
      const parts = [field('minute', '*'), field('hour', '*'), day, field('month', '*'), weekDay ?? '?'];
      return `cron(${[...parts, field('year', '*')].join(' ')})`;
    }
    default:
      return (first && at.evaluate.text(first)) ?? written;
  }
}

const PATTERN_FIELDS = ['source', 'detailType', 'detail', 'account', 'region', 'resources', 'id', 'time', 'version'];

/** `{ source: ['shop'], detailType: [...] }`, in Python `EventPattern(source=[…])` */
export function eventPattern(placed: Placed, at: TriggerSite): JsonObject {
  const made = at.callOf(placed);
  const entries = PATTERN_FIELDS.flatMap((name): [string, Json][] => {
    const written = made ? made.property(name) : at.evaluate.property(placed, name);
    const value = written && patternValue(written, at);
    return value === undefined ? [] : [[name === 'detailType' ? 'detail-type' : name, value]];
  });
  return Object.fromEntries(entries);
}

/** Of a pattern: what the source does not tell is left out. */
export function patternValue(placed: Placed, at: TriggerSite, depth = 0): Json | undefined {
  const whole = at.evaluate.follow(placed);
  const { expression } = whole;
  if (depth > DEEPEST) return undefined;
  if (expression.kind === 'list') {
    return expression.items.flatMap((item): Json[] => {
      const value = patternValue({ ...whole, expression: item }, at, depth + 1);
      return value === undefined ? [] : [value].flat();
    });
  }
  if (expression.kind === 'object') {
    const entries = [...at.evaluate.entries(whole)].map(([name, value]) => [name, patternValue(value, at, depth + 1)]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as JsonObject;
  }
  const made = expression.kind === 'call' ? at.callOf(whole) : undefined;
  const matcher = made?.name.replaceAll('_', '').toLowerCase() ?? '';
  if (!made || !Object.hasOwn(MATCHERS, matcher)) return deployedJson(whole, at.reading);
  const values = made.arguments.map((argument) => patternValue(argument, at, depth + 1) ?? null);
  return MATCHERS[matcher]!(values);
}

const DEEPEST = 20;

/** `Match` of EventBridge and `FilterRule` of Lambda. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
const MATCHERS: { readonly [method: string]: (values: Json[]) => Json } = {
  isequal: ([value = null]) => [value],
  exactstring: ([value = null]) => [value],
  or: (values) => values,
  anyof: (values) => values.flat(),
  exists: () => [{ exists: true }],
  notexists: () => [{ exists: false }],
  doesnotexist: () => [{ exists: false }],
  null: () => [],
  empty: () => [''],
  nullvalue: () => [null],
  notequals: ([value = null]) => [{ 'anything-but': [value] }],
  anythingbut: (values) => [{ 'anything-but': values }],
  beginswith: ([prefix = null]) => [{ prefix }],
  prefix: ([prefix = null]) => [{ prefix }],
  suffix: ([suffix = null]) => [{ suffix }],
  wildcard: ([wildcard = null]) => [{ wildcard }],
  equalsignorecase: ([value = null]) => [{ 'equals-ignore-case': value }],
  between: ([low = null, high = null]) => [{ numeric: ['>=', low, '<=', high] }],
  interval: ([low = null, high = null]) => [{ numeric: ['>=', low, '<=', high] }],
  greaterthan: ([value = null]) => [{ numeric: ['>', value] }],
  lessthan: ([value = null]) => [{ numeric: ['<', value] }],
};

/** What `new LambdaFunction(fn, { event: RuleTargetInput.fromObject(…) })` hands over. */
export function targetInput(target: TriggerSite): JsonObject {
  const made = target.callOf(target.property('event') ?? target.property('input'));
  const given = made?.arguments[0];
  if (!made || !given) return {};
  switch (made.name.replaceAll('_', '').toLowerCase()) {
    case 'fromeventpath': {
      const path = target.evaluate.text(given);
      return path === undefined ? {} : { InputPath: path };
    }
    case 'fromtext':
    case 'fromobject': {
      const paths: { [name: string]: string } = {};
      const text = template(given, made, paths);
      if (text === undefined) return {};
      return Object.keys(paths).length === 0
        ? { Input: text }
        : { InputTransformer: { InputPathsMap: paths, InputTemplate: text } };
    }
    default:
      return {};
  }
}

/** The text of a value in which `EventField.fromPath('$.detail.id')` stands as `<detail-id>`; undefined where a part is not known. */
function template(placed: Placed, at: TriggerSite, paths: { [name: string]: string }): string | undefined {
  const whole = at.evaluate.follow(placed);
  const { expression } = whole;
  if (expression.kind === 'list') {
    const items = expression.items.map((item) => template({ ...whole, expression: item }, at, paths));
    return items.includes(undefined) ? undefined : `[${items.join(',')}]`;
  }
  if (expression.kind === 'object') {
    const entries = [...at.evaluate.entries(whole)].map(([name, value]) => [name, template(value, at, paths)] as const);
    if (entries.some(([, text]) => text === undefined)) return undefined;
    return `{${entries.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`;
  }
  const path = eventPath(whole, at);
  if (path === undefined) {
    const value = deployedJson(whole, at.reading);
    return value === undefined ? undefined : jsonText(value);
  }
  const name = path.replace(/^\$\.?/, '').replace(/[^\w]+/g, '-');
  paths[name] = path;
  return `<${name}>`;
}

/** `EventField.fromPath('$.detail.id')`, `EventField.detailType` */
function eventPath(whole: Placed, at: TriggerSite): string | undefined {
  const { expression } = whole;
  const callee = expression.kind === 'call' ? expression.callee : expression;
  if (callee.kind !== 'member' || lastName(callee.object) !== 'EventField') return undefined;
  const given = expression.kind === 'call' ? at.callOf(whole)?.arguments[0] : undefined;
  if (given) return at.evaluate.text(given);
  const field = callee.name
    .replace(/_?([A-Z])/g, '-$1')
    .replace('_', '-')
    .toLowerCase();
  return `$.${field === 'event-id' ? 'id' : field}`;
}
