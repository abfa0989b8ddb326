/** A call in an app's source that makes something start a function or a machine. */
import { lastName } from '../../../code/expression';
import type { CallExpression } from '../../../code/expression';
import type { Placed } from '../../../code/evaluate';
import { argumentOf, propertyOf, type Construct } from './constructs';
import { resourceAddress, type ValueReading } from './deployedValue';

export class TriggerSite {
  constructor(
    readonly call: Placed<CallExpression>,
    readonly reading: ValueReading,
  ) {}

  /** By its place, or in Python by its name too. */
  argument(index: number, name: string): Placed | undefined {
    return argumentOf(this.call, index, name);
  }

  /** All that it is given, in the order of the source. */
  get arguments(): readonly Placed[] {
    const { items, named } = this.call.expression;
    return [...items, ...named.map(({ value }) => value)].map((expression) => ({ ...this.call, expression }));
  }

  /** Of the properties, or a named argument in Python. @param name as in JavaScript */
  property(name: string): Placed | undefined {
    return propertyOf(this.evaluate, this.call, name);
  }

  text(name: string): string | undefined {
    const placed = this.property(name);
    return placed && this.evaluate.text(placed);
  }

  /** What a method is called of. */
  get object(): Placed | undefined {
    const { callee } = this.call.expression;
    return callee.kind === 'member' ? { ...this.call, expression: callee.object } : undefined;
  }

  get construct(): Construct | undefined {
    return this.reading.reader.constructAt(this.call);
  }

  /** The call that a value is made by, such as `new SqsEventSource(queue)`. */
  callOf(placed: Placed | undefined): TriggerSite | undefined {
    const whole = placed && this.evaluate.follow(placed);
    return whole?.expression.kind === 'call'
      ? new TriggerSite(whole as Placed<CallExpression>, this.reading)
      : undefined;
  }

  /** Of what is called: a class, a method. */
  get name(): string {
    return lastName(this.call.expression.callee);
  }

  /** The last word of a constant: `GET` of `HttpMethod.GET`. */
  wordOf(placed: Placed): string | undefined {
    const { expression } = this.evaluate.follow(placed);
    return expression.kind === 'member' ? expression.name : this.evaluate.text(placed);
  }

  /** The ARN of the resource that a value is; undefined where that is not known. */
  arnOf(placed: Placed | undefined): string | undefined {
    return placed && resourceAddress(placed, 'Arn', this.reading.reader);
  }

  /** The id of the construct that a value is. */
  idOf(placed: Placed | undefined): string | undefined {
    return this.callOf(placed)?.construct?.path.at(-1);
  }

  get evaluate(): ValueReading['reader']['evaluate'] {
    return this.reading.reader.evaluate;
  }
}
