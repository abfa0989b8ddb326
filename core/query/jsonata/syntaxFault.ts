/** What the library's syntax errors mean, in words for people; they stand behind a colon, without a full stop. */
import { phrase, type Phrase } from '../../l10n/phrase';

/** What the library throws for a text that it cannot read. */
export interface JsonataSyntaxError {
  readonly code?: string;
  readonly position?: number;
  /** What it read last; not always a text. */
  readonly token?: unknown;
  /** What it wanted instead, or the name of what it complains of. */
  readonly value?: unknown;
}

type Words = (token: string, value: string) => Phrase;

/** By the code of the error. */
const FAULTS: { readonly [code: string]: Words } = {
  S0101: () => phrase`a string lacks its closing quote`,
  S0102: (token) => phrase`the number ${token} is too large`,
  S0103: (token) => phrase`\\${token} is not a valid escape sequence`,
  S0104: () => phrase`\\u must be followed by four hexadecimal digits`,
  S0105: () => phrase`a name lacks its closing backquote (\`)`,
  S0106: () => phrase`a comment lacks its closing */`,
  S0201: (token) => phrase`"${token}" is not expected here`,
  S0202: (token, value) => phrase`"${value}" is expected here, not "${token}"`,
  S0203: (_token, value) => phrase`"${value}" is expected before the end`,
  S0204: (token) => phrase`"${token}" is not a known operator`,
  S0205: (token) => phrase`"${token}" is not expected here`,
  S0206: (token) => phrase`"${token}" cannot be used here`,
  S0207: () => phrase`it ends too early`,
  S0208: (_token, value) => phrase`the parameter ${value} of a function must be a variable, such as $item`,
  S0209: () => phrase`a filter [ ] must not follow a grouping { }`,
  S0210: () => phrase`a step must have only one grouping { }`,
  S0211: (token) => phrase`a value is missing before "${token}"`,
  S0212: () => phrase`the left side of := must be a variable, such as $total`,
  S0213: (_token, value) => phrase`the literal ${value} cannot be a step of a path`,
  S0214: (token) => phrase`the right side of "${token}" must be a variable, such as $item`,
  S0215: () => phrase`a variable must be bound before the filters of its step`,
  S0216: () => phrase`a variable must be bound before the sorting of its step`,
  S0217: () => phrase`the parent that % refers to cannot be determined`,
  S0301: () => phrase`a regular expression must not be empty`,
  S0302: () => phrase`a regular expression lacks its closing /`,
  S0401: () => phrase`only functions and arrays take type parameters`,
  S0402: () => phrase`a choice of types must not contain a type with parameters`,
};

/** What is wrong with an expression that the library cannot read. */
export function syntaxFault({ code = '', token, value }: JsonataSyntaxError): Phrase {
  const words = Object.hasOwn(FAULTS, code) ? FAULTS[code]! : () => phrase`it cannot be read`;
  return words(shown(token), shown(value));
}

function shown(part: unknown): string {
  return typeof part === 'string' || typeof part === 'number' ? String(part) : '';
}
