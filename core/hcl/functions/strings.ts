import { numberOf } from '../numbers';
import { joined, piecesOf } from '../render';
import { asText, isList, plain, quietly, Unknown } from '../value';
import type { HclValue, UnknownSource } from '../value';
import { boundedMatch } from './boundedMatch';
import { asList, known, lenient, ofTexts } from './function';
import { jsonPieces } from './encoding';
import type { FunctionTable, PlainFunction } from './function';

const segmenter = (text: string): string[] => Array.from(text);

/** Changes letters: what is known of a text is changed though a part of it is not. */
const ofLetters = (change: (text: string) => string): PlainFunction =>
  lenient(([value]) => {
    if (value instanceof Unknown) return value.mapped(change);
    const text = asText(value);
    return text === undefined ? undefined : change(text);
  });

export const STRING_FUNCTIONS: FunctionTable = {
  lower: ofLetters((text) => text.toLowerCase()),
  upper: ofLetters((text) => text.toUpperCase()),
  title: ofTexts((text) =>
    text.replace(/(^|[^\p{L}\p{N}_])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
  ),
  trimspace: ofLetters((text) => text.trim()),
  chomp: ofTexts((text) => text.replace(/(\r?\n)+$/, '')),
  trim: ofTexts((text, set) => trimStart(trimEnd(text, set!), set!)),
  trimprefix: ofTexts((text, prefix) =>
    prefix !== '' && text!.startsWith(prefix!) ? text!.slice(prefix!.length) : text,
  ),
  trimsuffix: ofTexts((text, suffix) =>
    suffix !== '' && text!.endsWith(suffix!) ? text!.slice(0, -suffix!.length) : text,
  ),
  startswith: ofTexts((text, prefix) => text!.startsWith(prefix!)),
  endswith: ofTexts((text, suffix) => text!.endsWith(suffix!)),
  strcontains: ofTexts((text, part) => text!.includes(part!)),
  strrev: ofTexts((text) => segmenter(text!).reverse().join('')),
  indent: known(([count, text]) =>
    typeof text === 'string' ? text.replaceAll('\n', `\n${' '.repeat(Math.min(Number(count), 1000))}`) : undefined,
  ),
  substr: known(([value, from, count]) => {
    const text = asText(value);
    if (text === undefined) return undefined;
    const letters = segmenter(text);
    const start = Number(from) < 0 ? Math.max(0, letters.length + Number(from)) : Number(from);
    const end = Number(count) < 0 ? letters.length : start + Number(count);
    return letters.slice(start, end).join('');
  }),
  split: ofTexts((separator, text) => (text === '' ? [''] : text!.split(separator!))),
  join: lenient(([separator, ...lists]) => {
    if (separator instanceof Unknown) return separator;
    const items = lists.flatMap((value) => (value instanceof Unknown ? [value] : (asList(value) ?? [])));
    return joined(items.flatMap((item, index) => [...(index > 0 ? [String(separator)] : []), ...piecesOf(item)]));
  }),
  replace: lenient(([text, wanted, put]) => {
    if (typeof wanted !== 'string' || typeof put !== 'string') return wanted instanceof Unknown ? wanted : put;
    const change = replacing(wanted, put);
    if (text instanceof Unknown) return text.mapped(change);
    const given = asText(text);
    return given === undefined ? undefined : change(given);
  }),
  regex: ofTexts((pattern, text) => {
    const expression = expressionOf(pattern!, '');
    const found = expression && boundedMatch(expression, text!, (bounded) => bounded.exec(text!));
    return found ? matchOf(found) : undefined;
  }),
  regexall: ofTexts((pattern, text) => {
    const expression = expressionOf(pattern!, 'g');
    return expression && boundedMatch(expression, text!, (bounded) => Array.from(text!.matchAll(bounded), matchOf));
  }),
  format: lenient(([pattern, ...values]) => (typeof pattern === 'string' ? format(pattern, values) : pattern)),
  formatlist: lenient(([pattern, ...values]) => {
    if (typeof pattern !== 'string') return pattern;
    const unknown = values.find((value) => value instanceof Unknown);
    if (unknown) return unknown;
    const count = Math.max(0, ...values.map((value) => (isList(value) ? value.length : 1)));
    return Array.from({ length: count }, (_, index) =>
      format(
        pattern,
        values.map((value) => (isList(value) ? (value[index] ?? null) : value!)),
      ),
    );
  }),
};

function trimStart(text: string, set: string): string {
  let start = 0;
  while (start < text.length && set.includes(text.charAt(start))) start++;
  return text.slice(start);
}

function trimEnd(text: string, set: string): string {
  let end = text.length;
  while (end > 0 && set.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** A pattern between slashes is one of regular expressions, in which `$1` stands for a group. */
function replacing(wanted: string, put: string): (text: string) => string {
  const pattern = wanted.length > 1 && wanted.startsWith('/') && wanted.endsWith('/') ? wanted.slice(1, -1) : undefined;
  if (pattern === undefined) return (text) => text.replaceAll(wanted, () => put);
  const expression = expressionOf(pattern, 'g');
  const groups = put.replace(/\$\{(\w+)\}/g, (_, name: string) => (/^\d/.test(name) ? `$${name}` : `$<${name}>`));
  return (text) => (expression && boundedMatch(expression, text, (bounded) => text.replace(bounded, groups))) ?? text;
}

const LONGEST_PATTERN = 500;

/** Go's spelling of named groups and of flags in front is understood. */
function expressionOf(pattern: string, flags: string): RegExp | undefined {
  if (pattern.length > LONGEST_PATTERN) return undefined;
  const inFront = /^\(\?([ims]+)\)/.exec(pattern);
  const written = pattern.slice(inFront?.[0].length ?? 0).replaceAll('(?P<', '(?<');
  try {
    return new RegExp(written, `${flags}u${inFront?.[1] ?? ''}`);
  } catch {
    try {
      return new RegExp(written, flags + (inFront?.[1] ?? ''));
    } catch {
      return undefined;
    }
  }
}

function matchOf(found: RegExpExecArray | RegExpMatchArray): HclValue {
  if (found.groups) return new Map(Object.entries(found.groups).map(([name, text]) => [name, text ?? null]));
  if (found.length === 1) return found[0];
  return found.slice(1).map((text) => text ?? null);
}

/** Go's verbs, as far as Terraform has them. */
function format(pattern: string, values: readonly HclValue[]): HclValue {
  let next = 0;
  const pieces = pattern
    .split(/(%(?:%|(?:\[\d+\])?[-+ 0#]*\d*(?:\.\d+)?(?:\[\d+\])?[a-zA-Z]))/)
    .flatMap((piece, index) => {
      if (index % 2 === 0) return [piece];
      if (piece === '%%') return ['%'];
      const chosen = /\[(\d+)\]/.exec(piece)?.[1];
      if (chosen !== undefined) next = Number(chosen) - 1;
      const value = plain(values[next++] ?? null);
      return value instanceof Unknown ? value.parts : [verb(piece.replace(/\[\d+\]/, ''), value)];
    });
  return joined(pieces);
}

function verb(written: string, value: HclValue): string {
  const [, flags = '', width = '', digits, letter = 'v'] =
    /^%([-+ 0#]*)(\d*)(?:\.(\d+))?([a-zA-Z])$/.exec(written) ?? [];
  const text = verbText(letter, value, digits);
  const signed = flags.includes('+') && Number(value) >= 0 && /[defg]/.test(letter) ? `+${text}` : text;
  const wide = Math.min(Number(width), 1000);
  if (flags.includes('-')) return signed.padEnd(wide);
  if (!flags.includes('0') || !/[defgxob]/i.test(letter)) return signed.padStart(wide);
  return signed.startsWith('-') ? `-${signed.slice(1).padStart(wide - 1, '0')}` : signed.padStart(wide, '0');
}

function verbText(letter: string, value: HclValue, digits: string | undefined): string {
  const shown = asText(value) ?? jsonPieces(value).map(pieceText).join('');
  switch (letter) {
    case 'd':
      return typeof value === 'bigint' ? String(value) : String(Math.trunc(Number(value)));
    case 'f':
      return Number(value).toFixed(Math.min(Number(digits ?? 6), 100));
    case 'e':
      return Number(value)
        .toExponential(Math.min(Number(digits ?? 6), 100))
        .replace(/e([+-])(\d)$/, 'e$10$2');
    case 'x':
      return typeof value === 'number' || typeof value === 'bigint' ? value.toString(16) : shown;
    case 'X':
      return typeof value === 'number' || typeof value === 'bigint' ? value.toString(16).toUpperCase() : shown;
    case 'o':
      return numberOf(value).toString(8);
    case 'b':
      return numberOf(value).toString(2);
    case 'q':
      return JSON.stringify(shown);
    default:
      return digits === undefined ? shown : shown.slice(0, Number(digits));
  }
}

function pieceText(piece: string | UnknownSource): string {
  return typeof piece === 'string' ? piece : quietly(piece);
}
