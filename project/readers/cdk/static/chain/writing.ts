/** The properties that the source gives a state, as they are read for its definition. */
import type { Json } from '../../../../../core/json';
import type { Placed } from '../../../../code/evaluate';
import { lastName } from '../../../../code/expression';
import type { CallExpression } from '../../../../code/expression';
import { propertyOf } from '../constructs';
import { resourceAddress, type ValueReading } from '../deployedValue';
import { plain } from '../plain';
import { fieldsOf, pathOf, valueOf, type Value } from './values';

/** They say who may do what, and nothing of what is done. */
const PERMISSIONS = new Set([
  'iamresources',
  'iamaction',
  'additionaliamstatements',
  'role',
  'statename',
  'id',
  'scope',
]);

export class Writing {
  /** Something is given that is not known: the definition is not, either. */
  isUnsure = false;
  private readonly read = new Set<string>();

  constructor(
    readonly call: Placed<CallExpression>,
    readonly reading: ValueReading,
    readonly isJsonata: boolean,
  ) {}

  /** Undefined where it is not given, or given as nothing. @param name as in JavaScript */
  given(name: string): Placed | undefined {
    this.read.add(plain(name));
    const { evaluate } = this.reading.reader;
    const placed = propertyOf(evaluate, this.call, name);
    const whole = placed && evaluate.follow(placed);
    return whole?.expression.kind === 'literal' && whole.expression.value === null ? undefined : whole;
  }

  value(name: string): Value | undefined {
    return this.known(this.given(name), (placed) => valueOf(placed, this.reading));
  }

  /** A value that stands in no object: a path cannot. */
  json(name: string): Json | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : this.known(value, fieldsOf);
  }

  /** Null: nothing of the data (`JsonPath.DISCARD`). */
  path(name: string): string | null | undefined {
    return this.known(this.given(name), (placed) => pathOf(placed, this.reading));
  }

  /** @param attribute as in CloudFormation; undefined: its name */
  address(name: string, attribute?: string): string | undefined {
    return this.known(this.given(name), (placed) => resourceAddress(placed, attribute, this.reading.reader));
  }

  /** The last word of a constant: `RUN_JOB` of `IntegrationPattern.RUN_JOB`. */
  word(name: string): string | undefined {
    return this.known(this.given(name), ({ expression }) =>
      expression.kind === 'literal' ? String(expression.value) : lastName(expression) || undefined,
    );
  }

  /** `Duration.minutes(1)`, `Timeout.duration(…)` */
  seconds(name: string): number | undefined {
    return this.known(this.given(name), (placed) => secondsOf(placed, this.reading));
  }

  /** Whether all that is given was asked for: what was not may matter. */
  get isAllRead(): boolean {
    const { expression, scope } = this.call;
    const { evaluate } = this.reading.reader;
    const isPython = scope.code.language === 'python';
    const properties = isPython ? undefined : expression.items.at(-1);
    const object = properties && evaluate.follow({ ...this.call, expression: properties });
    const isObject = object?.expression.kind === 'object';
    if (object && isObject && !evaluate.isKnownWhole(object)) return false;
    if (isPython && expression.named.some(({ key }) => key === undefined)) return false;
    const names = isPython
      ? expression.named.map(({ key }) => key!)
      : object && isObject
        ? [...evaluate.entries(object).keys()]
        : [];
    return names.every((name) => {
      const bare = plain(name);
      return this.read.has(bare) || PERMISSIONS.has(bare) || this.given(name) === undefined;
    });
  }

  private known<From, To>(from: From | undefined, make: (from: From) => To | undefined): To | undefined {
    if (from === undefined) return undefined;
    const made = make(from);
    if (made === undefined) this.isUnsure = true;
    return made;
  }
}

/** Undefined for what is no number of seconds that is known. */
export function secondsOf(placed: Placed, reading: ValueReading): number | undefined {
  const { evaluate } = reading.reader;
  const whole = evaluate.follow(placed);
  if (whole.expression.kind !== 'call') return undefined;
  const { callee, items, named } = whole.expression;
  const first = items[0] ?? named[0]?.value;
  const argument = first && { ...whole, expression: first };
  const method = lastName(callee);
  if (argument && method === 'duration') return secondsOf(argument, reading);
  const count = argument && evaluate.json(argument);
  const unit = { seconds: 1, minutes: 60, hours: 3600, days: 86_400, millis: 0.001 }[method];
  return typeof count === 'number' && unit !== undefined ? count * unit : undefined;
}
