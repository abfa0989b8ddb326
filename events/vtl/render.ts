/** Fills a mapping template with values. */
import { phrase } from '../../core/l10n/phrase';
import { METHODS_OF } from './methods';
import { TemplateFault, type Expression, type Piece } from './parse';

/** What a template computes with. A function is called as `$name.member(…)`. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Value[]
  | Block
  | Callable
  | { readonly [name: string]: Value };

/** What `$util` and `$input` offer. */
export type Callable = (...args: readonly Value[]) => Value;

/** What `#define` names: it is filled wherever it is said. */
export class Block {
  constructor(readonly body: readonly Piece[]) {}
}

/** Rounds of loops, and characters that come out: more is a mistake of the template. */
const MOST_ROUNDS = 10_000;
const MOST_TEXT = 1_000_000;

export function render(template: readonly Piece[], variables: { readonly [name: string]: Value }): string {
  return new Rendering(variables).text(template);
}

class Rendering {
  private readonly names: Map<string, Value>;
  private rounds = 0;
  private depth = 0;

  constructor(variables: { readonly [name: string]: Value }) {
    this.names = new Map(Object.entries(variables));
  }

  text(pieces: readonly Piece[]): string {
    if (++this.depth > 100) throw new TemplateFault(phrase`It contains itself.`);
    let text = '';
    for (const piece of pieces) {
      text += this.piece(piece);
      if (text.length > MOST_TEXT) throw new TemplateFault(phrase`It makes more than a megabyte of text.`);
    }
    this.depth--;
    return text;
  }

  private piece(piece: Piece): string {
    switch (piece.kind) {
      case 'text':
        return piece.text;
      case 'value': {
        const value = this.value(piece.value);
        // Velocity writes a reference that stands for nothing as it is.
        if (value === undefined || value === null) return piece.isQuiet ? '' : ofGateway(piece);
        return this.shown(value);
      }
      case 'set':
        this.names.set(piece.name, this.value(piece.value));
        return '';
      case 'define':
        this.names.set(piece.name, new Block(piece.body));
        return '';
      case 'if': {
        const way = piece.ways.find(({ test }) => test === undefined || this.holds(test));
        return way ? this.text(way.body) : '';
      }
      case 'each':
        return this.each(piece);
    }
  }

  private each({ name, list, body }: Extract<Piece, { kind: 'each' }>): string {
    const found = this.value(list);
    const items = Array.isArray(found) ? (found as readonly Value[]) : isMap(found) ? Object.values(found) : [];
    const outer = [this.names.get(name), this.names.get('foreach'), this.names.get('velocityCount')] as const;
    let text = '';
    items.forEach((item, index) => {
      if (++this.rounds > MOST_ROUNDS) throw new TemplateFault(phrase`It goes round more than ${MOST_ROUNDS} times.`);
      this.names.set(name, item as Value);
      const hasNext = index < items.length - 1;
      this.names.set('foreach', { hasNext, index, count: index + 1, first: index === 0, last: !hasNext });
      this.names.set('velocityCount', index + 1);
      text += this.text(body);
    });
    [name, 'foreach', 'velocityCount'].forEach((each, index) => this.names.set(each, outer[index]));
    return text;
  }

  private holds(test: Expression): boolean {
    return truth(this.value(test));
  }

  private value(expression: Expression): Value {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'template':
        return this.text(expression.pieces);
      case 'variable':
        return this.names.get(expression.name);
      case 'list':
        return expression.items.map((item) => this.value(item));
      case 'map':
        return Object.fromEntries(
          expression.entries.map(([key, value]) => [this.shown(this.value(key)), this.value(value)]),
        );
      case 'not':
        return !this.holds(expression.value);
      case 'member':
        return memberOf(this.value(expression.of), expression.name);
      case 'index': {
        const of = this.value(expression.of);
        const index = this.value(expression.index);
        if (Array.isArray(of)) return (of as readonly Value[])[Number(index)];
        return memberOf(of, this.shown(index));
      }
      case 'call':
        return this.call(expression);
      case 'pair':
        return this.pair(expression);
    }
  }

  private call({ of, name, args }: Extract<Expression, { kind: 'call' }>): Value {
    const owner = this.value(of);
    const given = args.map((arg) => this.value(arg));
    const own = isMap(owner) && Object.hasOwn(owner, name) ? owner[name] : undefined;
    if (typeof own === 'function') return own(...given);
    if (owner === undefined || owner === null) return undefined;
    const subject = owner instanceof Block ? this.text(owner.body) : owner;
    if (isMap(owner) && isToolbox(of))
      throw new TemplateFault(phrase`It uses $${of.name}.${name}, which is not known here.`);
    const method = METHODS_OF.find(({ takes }) => takes(subject))?.methods[name];
    if (!method) throw new TemplateFault(phrase`It calls .${name}(), which is not known here.`);
    return method(
      subject,
      given.map((each) => (each instanceof Block ? this.text(each.body) : each)),
    );
  }

  private pair({ sign, left, right }: Extract<Expression, { kind: 'pair' }>): Value {
    const one = this.value(left);
    if (sign === '||' || sign === 'or') return truth(one) || this.holds(right);
    if (sign === '&&' || sign === 'and') return truth(one) && this.holds(right);
    const other = this.value(right);
    const texts = [this.shown(one), this.shown(other)] as const;
    const numbers = [Number(one), Number(other)] as const;
    switch (sign) {
      case '==':
      case 'eq':
        return isNothing(one) || isNothing(other) ? isNothing(one) === isNothing(other) : texts[0] === texts[1];
      case '!=':
      case 'ne':
        return isNothing(one) || isNothing(other) ? isNothing(one) !== isNothing(other) : texts[0] !== texts[1];
      case '<':
      case 'lt':
        return numbers[0] < numbers[1];
      case '<=':
      case 'le':
        return numbers[0] <= numbers[1];
      case '>':
      case 'gt':
        return numbers[0] > numbers[1];
      case '>=':
      case 'ge':
        return numbers[0] >= numbers[1];
      case '+':
        return typeof one === 'number' && typeof other === 'number' ? one + other : texts.join('');
      case '-':
        return numbers[0] - numbers[1];
      case '*':
        return numbers[0] * numbers[1];
      case '/':
        return Math.trunc(numbers[0] / numbers[1]);
      default:
        return numbers[0] % numbers[1];
    }
  }

  /** As Java writes it: a map as `{a=1}`. */
  private shown(value: Value): string {
    if (value instanceof Block) return this.text(value.body);
    if (value === undefined || value === null) return '';
    if (Array.isArray(value)) return `[${(value as readonly Value[]).map((item) => this.shown(item)).join(', ')}]`;
    if (typeof value === 'function') return '';
    if (!isMap(value)) return String(value as string | number | boolean);
    return `{${Object.entries(value)
      .map(([name, item]) => `${name}=${this.shown(item)}`)
      .join(', ')}}`;
  }
}

/** A variable of API Gateway's own that has no value is an empty text. */
function ofGateway({ value, written }: Extract<Piece, { kind: 'value' }>): string {
  let first: Expression = value;
  while (first.kind === 'member' || first.kind === 'index' || first.kind === 'call') first = first.of;
  const isOwn = first.kind === 'variable' && ['input', 'context', 'stageVariables', 'util'].includes(first.name);
  return isOwn ? '' : written;
}

export function isMap(value: Value): value is { readonly [name: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Block);
}

function isToolbox(of: Expression): of is Extract<Expression, { kind: 'variable' }> {
  return of.kind === 'variable' && ['util', 'input'].includes(of.name);
}

function memberOf(value: Value, name: string): Value {
  if (isMap(value) && Object.hasOwn(value, name)) {
    const member = value[name];
    return typeof member === 'function' ? undefined : member;
  }
  // `$text.empty` is `isEmpty()`.
  return name === 'empty' ? value === '' || (Array.isArray(value) && value.length === 0) : undefined;
}

function isNothing(value: Value): boolean {
  return value === undefined || value === null;
}

/** Velocity 1: what is there is true, but for false itself. */
function truth(value: Value): boolean {
  return value !== undefined && value !== null && value !== false;
}
