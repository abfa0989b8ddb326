import { closing, type Piece } from './pieces';
import type { RaisedErrors } from './raisedErrors';

/** A class, as far as it says what its errors are called. */
interface ErrorClass {
  /** The last part of it: `Error` of `errors.Error`. */
  readonly base: string | undefined;
  /** A text, or that it is the name of whatever class is made. */
  readonly named: string | typeof OF_CLASS | undefined;
}

const OF_CLASS = Symbol('the name of the class');

/** https://tc39.es/ecma262/#sec-native-error-types-used-in-this-standard */
const BUILT_IN: ReadonlySet<string> = new Set([
  'Error',
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
]);

export function javascriptErrors(files: readonly (readonly Piece[])[]): RaisedErrors {
  const classes = new Map<string, ErrorClass>(files.flatMap(classesIn));
  const names: string[] = [];
  const misnamed = new Map<string, string>();
  for (const pieces of files) {
    pieces.forEach(({ text, kind }, at) => {
      if (kind === 'name' && text === 'name') names.push(...givenName(pieces, at));
      if (text !== 'new' || pieces[at + 1]?.kind !== 'name') return;
      const made = nameAt(pieces, at + 1);
      const reported = reportedName(made, classes);
      if (reported === undefined) return;
      names.push(reported);
      if (reported !== made) misnamed.set(made, reported);
    });
  }
  return {
    names,
    misnamed: [...misnamed].map(([className, reported]) => ({ className, reported })),
  };
}

/** What errors of a class are called; undefined where it is none of errors, or that does not show. */
function reportedName(made: string, classes: ReadonlyMap<string, ErrorClass>): string | undefined {
  let named: ErrorClass['named'];
  const seen = new Set<string>();
  for (let name: string | undefined = made; name !== undefined && !seen.has(name);) {
    seen.add(name);
    const known = classes.get(name);
    if (!known) {
      if (!BUILT_IN.has(name)) return undefined;
      named ??= name;
      return named === OF_CLASS ? made : named;
    }
    named ??= known.named;
    name = known.base;
  }
  return undefined;
}

function classesIn(pieces: readonly Piece[]): [string, ErrorClass][] {
  return pieces.flatMap(({ text }, at): [string, ErrorClass][] => {
    const isNamed = text === 'class' && pieces[at + 1]?.kind === 'name' && pieces[at + 1]?.text !== 'extends';
    const isAssigned = text === 'class' && !isNamed && pieces[at - 1]?.text === '=' && pieces[at - 2]?.kind === 'name';
    if (!isNamed && !isAssigned) return [];
    const name = pieces[isNamed ? at + 1 : at - 2]!.text;
    const open = pieces.findIndex((each, index) => index > at && each.text === '{');
    if (open < 0) return [];
    const extended = pieces.findIndex((each, index) => index > at && index < open && each.text === 'extends');
    const base = extended < 0 ? undefined : nameAt(pieces, extended + 1);
    return [[name, { base, named: nameIn(pieces, open, name) ?? nameOfPrototype(pieces, name) }]];
  });
}

/** The last part of a name with dots. */
function nameAt(pieces: readonly Piece[], at: number): string {
  let last = at;
  while (pieces[last + 1]?.text === '.' && pieces[last + 2]?.kind === 'name') last += 2;
  return pieces[last]!.text;
}

/** What the body of a class says its errors are called. @param open its brace */
function nameIn(pieces: readonly Piece[], open: number, own: string): ErrorClass['named'] {
  const end = closing(pieces, open + 1);
  for (let at = open + 1; at < end; at++) {
    const { text, kind } = pieces[at]!;
    if (kind === 'string' && text.slice(1, -1) === 'name' && pieces[at - 4]?.text === 'defineProperty') {
      const value = pieces.findIndex((each, index) => index > at && index < end && each.text === 'value');
      if (value > 0) return valueAt(pieces, value + 2, own);
    }
    if (kind !== 'name' || text !== 'name') continue;
    const before = pieces[at - 1]!.text;
    const isOfThis = before === '.' && pieces[at - 2]?.text === 'this';
    const isField = /^(?:[{;}]|readonly|public|override)$/.test(before) || pieces[at - 1]!.kind === 'string';
    if (before === 'get') {
      const returned = pieces.findIndex((each, index) => index > at && index < end && each.text === 'return');
      if (returned > 0) return valueAt(pieces, returned + 1, own);
    }
    if (!isOfThis && !isField) continue;
    // `name: string = 'OrderNotFound'`
    const assigned = pieces[at + 1]?.text === ':' ? at + 3 : at + 1;
    if (pieces[assigned]?.text === '=') return valueAt(pieces, assigned + 1, own);
  }
  return undefined;
}

/** `OrderNotFound.prototype.name = 'OrderNotFound'` */
function nameOfPrototype(pieces: readonly Piece[], own: string): ErrorClass['named'] {
  const at = pieces.findIndex(
    ({ text }, index) =>
      text === own &&
      pieces[index + 2]?.text === 'prototype' &&
      pieces[index + 4]?.text === 'name' &&
      pieces[index + 5]?.text === '=',
  );
  return at < 0 ? undefined : valueAt(pieces, at + 6, own);
}

/** A text, `this.constructor.name`, `new.target.name`, or the class itself by its name. */
function valueAt(pieces: readonly Piece[], at: number, own: string): ErrorClass['named'] {
  const { kind, text } = pieces[at] ?? { kind: 'mark', text: '' };
  if (kind === 'string') return text.slice(1, -1);
  const written = pieces
    .slice(at, at + 5)
    .map((each) => each.text)
    .join('');
  if (/^(?:this\.constructor\.name|new\.target\.name)/.test(written)) return OF_CLASS;
  // Whatever else it may be: the class is what is likely.
  return written.startsWith(`${own}.name`) ? own : OF_CLASS;
}

/** `error.name = 'OrderNotFound'`, `Object.assign(new Error(), { name: 'OrderNotFound' })`: not of a class, but of one error. */
function givenName(pieces: readonly Piece[], at: number): string[] {
  const value = pieces[at + 2];
  if (value?.kind !== 'string') return [];
  const name = value.text.slice(1, -1);
  const isSet = pieces[at + 1]!.text === '=' && pieces[at - 1]?.text === '.';
  const object = pieces[at - 2]?.text ?? '';
  const isOfError = object === 'this' ? isMade(pieces, name) : isRaised(pieces, object);
  if (isSet) return isOfError ? [name] : [];
  return pieces[at + 1]!.text === ':' && isGivenToError(pieces, at) ? [name] : [];
}

/** Whether the class, or the function of old that makes errors, is called so. */
function isMade(pieces: readonly Piece[], name: string): boolean {
  return pieces.some(({ text }, at) => text === name && /^(?:new|function)$/.test(pieces[at - 1]?.text ?? ''));
}

function isRaised(pieces: readonly Piece[], variable: string): boolean {
  return pieces.some(({ text }, at) => {
    if (text !== variable) return false;
    const before = pieces[at - 1]?.text;
    return before === 'throw' || (before === '(' && /^(?:reject|callback|cb|done)$/.test(pieces[at - 2]?.text ?? ''));
  });
}

function isGivenToError(pieces: readonly Piece[], at: number): boolean {
  const before = pieces.slice(Math.max(0, at - 40), at).map(({ text }) => text);
  const assign = before.lastIndexOf('assign');
  return assign >= 0 && before.slice(assign).some((text) => BUILT_IN.has(text));
}
