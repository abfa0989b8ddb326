import { closing, type Piece } from './pieces';
import type { RaisedErrors } from './raisedErrors';

/** A class, as far as it says what its errors are called. */
interface ErrorClass {
  /** The last part of it: `Error` of `errors.Error`. */
  readonly base: string | undefined;
  /** A text, or that it is the name of whatever class is made. */
  readonly named: string | typeof OF_CLASS | undefined;
}

/** Pieces of one class that are looked into; errors have small ones. */
const MOST_OF_CLASS = 1_000;
/** Pieces from what sets a name to the value that it sets. */
const NEAR = 30;

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
    const told = { made: madeIn(pieces), raised: raisedIn(pieces) };
    pieces.forEach(({ text, kind }, at) => {
      if (kind === 'name' && text === 'name') names.push(...givenName(pieces, at, told));
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
  const byPrototype = namesOfPrototypes(pieces);
  return pieces.flatMap(({ text }, at): [string, ErrorClass][] => {
    const isNamed = text === 'class' && pieces[at + 1]?.kind === 'name' && pieces[at + 1]?.text !== 'extends';
    const isAssigned = text === 'class' && !isNamed && pieces[at - 1]?.text === '=' && pieces[at - 2]?.kind === 'name';
    if (!isNamed && !isAssigned) return [];
    const name = pieces[isNamed ? at + 1 : at - 2]!.text;
    const open = indexOf('{', pieces, at + 1, Math.min(pieces.length, at + MOST_OF_CLASS));
    if (open === undefined) return [];
    const extended = indexOf('extends', pieces, at + 1, open);
    const base = extended === undefined ? undefined : nameAt(pieces, extended + 1);
    return [[name, { base, named: nameIn(pieces, open, name) ?? byPrototype.get(name) }]];
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
  const body = pieces.slice(open + 1, open + 1 + MOST_OF_CLASS);
  const end = open + 1 + closing(body, 0);
  for (let at = open + 1; at < end; at++) {
    const { text, kind } = pieces[at]!;
    if (kind === 'string' && text.slice(1, -1) === 'name' && pieces[at - 4]?.text === 'defineProperty') {
      const value = indexOf('value', pieces, at + 1, Math.min(end, at + NEAR));
      if (value !== undefined) return valueAt(pieces, value + 2, own);
    }
    if (kind !== 'name' || text !== 'name') continue;
    const before = pieces[at - 1]!.text;
    const isOfThis = before === '.' && pieces[at - 2]?.text === 'this';
    const isField = /^(?:[{;}]|readonly|public|override)$/.test(before) || pieces[at - 1]!.kind === 'string';
    if (before === 'get') {
      const returned = indexOf('return', pieces, at + 1, Math.min(end, at + NEAR));
      if (returned !== undefined) return valueAt(pieces, returned + 1, own);
    }
    if (!isOfThis && !isField) continue;
    // `name: string = 'OrderNotFound'`
    const assigned = pieces[at + 1]?.text === ':' ? at + 3 : at + 1;
    if (pieces[assigned]?.text === '=') return valueAt(pieces, assigned + 1, own);
  }
  // Of what was not seen whole the class is what is likely.
  return body.length === MOST_OF_CLASS && end === open + 1 + MOST_OF_CLASS ? OF_CLASS : undefined;
}

/** By class: `OrderNotFound.prototype.name = 'OrderNotFound'` */
function namesOfPrototypes(pieces: readonly Piece[]): ReadonlyMap<string, ErrorClass['named']> {
  const found = new Map<string, ErrorClass['named']>();
  pieces.forEach(({ text }, at) => {
    const own = pieces[at - 2]?.text;
    if (text !== 'prototype' || own === undefined || found.has(own)) return;
    if (pieces[at + 2]?.text === 'name' && pieces[at + 3]?.text === '=') found.set(own, valueAt(pieces, at + 4, own));
  });
  return found;
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
function givenName(
  pieces: readonly Piece[],
  at: number,
  { made, raised }: { readonly made: ReadonlySet<string>; readonly raised: ReadonlySet<string> },
): string[] {
  const value = pieces[at + 2];
  if (value?.kind !== 'string') return [];
  const name = value.text.slice(1, -1);
  const isSet = pieces[at + 1]!.text === '=' && pieces[at - 1]?.text === '.';
  const object = pieces[at - 2]?.text ?? '';
  const isOfError = object === 'this' ? made.has(name) : raised.has(object);
  if (isSet) return isOfError ? [name] : [];
  return pieces[at + 1]!.text === ':' && isGivenToError(pieces, at) ? [name] : [];
}

/** What is made of classes, and the functions of old that make errors. */
function madeIn(pieces: readonly Piece[]): ReadonlySet<string> {
  return new Set(
    pieces.flatMap(({ text }, at) => (text === 'new' || text === 'function' ? (pieces[at + 1]?.text ?? []) : [])),
  );
}

/** What is thrown, or handed to whoever takes an error. */
function raisedIn(pieces: readonly Piece[]): ReadonlySet<string> {
  return new Set(
    pieces.flatMap(({ text }, at) => {
      if (text === 'throw') return pieces[at + 1]?.text ?? [];
      const isHanded = /^(?:reject|callback|cb|done)$/.test(text) && pieces[at + 1]?.text === '(';
      return isHanded ? (pieces[at + 2]?.text ?? []) : [];
    }),
  );
}

function isGivenToError(pieces: readonly Piece[], at: number): boolean {
  const before = pieces.slice(Math.max(0, at - 40), at).map(({ text }) => text);
  const assign = before.lastIndexOf('assign');
  return assign >= 0 && before.slice(assign).some((text) => BUILT_IN.has(text));
}

/** Of the first piece with this text. @param end exclusive */
function indexOf(text: string, pieces: readonly Piece[], from: number, end: number): number | undefined {
  for (let at = from; at < end; at++) if (pieces[at]!.text === text) return at;
  return undefined;
}
