/** What the library's syntax errors mean, in words for people; they stand behind a colon, without a full stop. */

/** What the library throws for a text that it cannot read. */
export interface JsonataSyntaxError {
  readonly code?: string;
  readonly position?: number;
  /** What it read last; not always a text. */
  readonly token?: unknown;
  /** What it wanted instead, or the name of what it complains of. */
  readonly value?: unknown;
}

type Words = (token: string, value: string) => string;

/** By the code of the error. */
const FAULTS: { readonly [code: string]: string | Words } = {
  S0101: 'a string lacks its closing quote',
  S0102: (token) => `the number ${token} is too large`,
  S0103: (token) => `\\${token} is not a valid escape sequence`,
  S0104: '\\u must be followed by four hexadecimal digits',
  S0105: 'a name lacks its closing backquote (`)',
  S0106: 'a comment lacks its closing */',
  S0201: (token) => `"${token}" is not expected here`,
  S0202: (token, value) => `"${value}" is expected here, not "${token}"`,
  S0203: (_token, value) => `"${value}" is expected before the end`,
  S0204: (token) => `"${token}" is not a known operator`,
  S0205: (token) => `"${token}" is not expected here`,
  S0206: (token) => `"${token}" cannot be used here`,
  S0207: 'it ends too early',
  S0208: (_token, value) => `the parameter ${value} of a function must be a variable, such as $item`,
  S0209: 'a filter [ ] must not follow a grouping { }',
  S0210: 'a step must have only one grouping { }',
  S0211: (token) => `a value is missing before "${token}"`,
  S0212: 'the left side of := must be a variable, such as $total',
  S0213: (_token, value) => `the literal ${value} cannot be a step of a path`,
  S0214: (token) => `the right side of "${token}" must be a variable, such as $item`,
  S0215: 'a variable must be bound before the filters of its step',
  S0216: 'a variable must be bound before the sorting of its step',
  S0217: 'the parent that % refers to cannot be determined',
  S0301: 'a regular expression must not be empty',
  S0302: 'a regular expression lacks its closing /',
  S0401: 'only functions and arrays take type parameters',
  S0402: 'a choice of types must not contain a type with parameters',
};

/** What is wrong with an expression that the library cannot read. */
export function syntaxFault({ code = '', token, value }: JsonataSyntaxError): string {
  const words = Object.hasOwn(FAULTS, code) ? FAULTS[code]! : 'it cannot be read';
  return typeof words === 'string' ? words : words(shown(token), shown(value));
}

function shown(part: unknown): string {
  return typeof part === 'string' || typeof part === 'number' ? String(part) : '';
}
