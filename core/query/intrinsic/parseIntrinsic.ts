/** Intrinsic function calls of JSONPath states: `States.Format('…{}…', $.a)`. */
import { INTRINSIC_BY_NAME, INTRINSICS } from '../../catalog/intrinsics';
import { readNumber, type JsonNumber } from '../../jsonNumber';
import { phrase, type Phrase } from '../../l10n/phrase';
import { nearestName } from '../../nearestName';
import type { QueryProblem } from '../outcome';
import { isQueryProblem, queryProblem } from '../outcome';
import type { ParsedPath } from '../path/pathSyntax';
import { parsePath } from '../path/parsePath';

interface Range {
  readonly offset: number;
  readonly length: number;
}

export type IntrinsicNode =
  | (Range & { readonly kind: 'call'; readonly name: string; readonly args: readonly IntrinsicNode[] })
  | (Range & { readonly kind: 'path'; readonly path: ParsedPath })
  | (Range & {
      readonly kind: 'literal';
      readonly value: string | JsonNumber | boolean | null;
      /** Of a string: the text between the quotes with its escapes, which States.Format still needs. */
      readonly raw?: string;
    });

/** AWS: "you can nest up to 10 intrinsic functions". */
const MOST_NESTED_CALLS = 10;

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

export type IntrinsicCall = IntrinsicNode & { readonly kind: 'call' };

/**
 * Reads a call with its nested calls. Never throws. A call with too few arguments or of wrong types is one, and fails when
 * it runs, as on AWS.
 */
export function parseIntrinsic(text: string): IntrinsicCall | QueryProblem {
  const reader = new Reader(text);
  const call = reader.readCall();
  if (isQueryProblem(call)) return call;
  reader.skipBlanks();
  if (reader.position === text.length) return call;
  return queryProblem(restFault(text.slice(reader.position)), reader.position, text.length - reader.position);
}

/** What follows a call may be meant for what it gives. */
function restFault(rest: string): Phrase {
  const [, index] = /^\[(\d+)\]/.exec(rest) ?? [];
  if (index !== undefined)
    return phrase`No path goes on behind a function: States.ArrayGetItem(…, ${index}) around it takes an item.`;
  if (/^\.[A-Za-z_]/.test(rest))
    return phrase`No path goes on behind a function: the next state reads the member of what it gives.`;
  return phrase`There is text after the end of the function call. Remove it, or check the brackets.`;
}

class Reader {
  position = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  private get current(): string {
    return this.text.charAt(this.position);
  }

  skipBlanks(): void {
    while (/\s/.test(this.current)) this.position++;
  }

  private problem(message: string, offset = this.position, length = 1): QueryProblem {
    return queryProblem(message, offset, length);
  }

  readCall(): IntrinsicCall | QueryProblem {
    this.skipBlanks();
    const start = this.position;
    const name = /^[A-Za-z_][\w.]*/.exec(this.text.slice(start))?.[0] ?? '';
    if (!INTRINSIC_BY_NAME.has(name)) return this.unknownFunction(name, start);
    this.position += name.length;
    this.skipBlanks();
    if (this.current !== '(') return this.problem(phrase`Expected '(' after ${name}.`);
    this.position++;
    this.depth++;
    const args = this.depth > MOST_NESTED_CALLS ? this.tooDeep(start) : this.readArguments();
    this.depth--;
    if (isQueryProblem(args)) return args;
    return { kind: 'call', name, args, offset: start, length: this.position - start };
  }

  private tooDeep(start: number): QueryProblem {
    return this.problem(
      phrase`Calls can be nested at most ${MOST_NESTED_CALLS} levels deep. Compute a part in a Pass state first.`,
      start,
      this.position - start,
    );
  }

  private unknownFunction(name: string, start: number): QueryProblem {
    if (name === '') return this.problem(phrase`Expected a function call such as States.Format('…', $.value).`, start);
    const near = nearestName(
      name,
      INTRINSICS.map((intrinsic) => intrinsic.name),
    );
    const hint = near === undefined ? '' : phrase` Did you mean ${near}?`;
    return this.problem(phrase`The intrinsic function ${name} does not exist.${hint}`, start, name.length);
  }

  /** After the opening bracket, up to and with the closing one. */
  private readArguments(): IntrinsicNode[] | QueryProblem {
    const args: IntrinsicNode[] = [];
    this.skipBlanks();
    if (this.current === ')') {
      this.position++;
      return args;
    }
    for (;;) {
      const arg = this.readArgument();
      if (isQueryProblem(arg)) return arg;
      args.push(arg);
      this.skipBlanks();
      const separator = this.current;
      if (separator !== ',' && separator !== ')') {
        return this.problem(
          separator === '' ? phrase`The call is not closed: expected ')'.` : phrase`Expected ',' or ')'.`,
        );
      }
      this.position++;
      if (separator === ')') return args;
    }
  }

  private readArgument(): IntrinsicNode | QueryProblem {
    this.skipBlanks();
    if (this.current === "'") return this.readString();
    if (this.current === '$') return this.readPath();
    const start = this.position;
    const word = /^-?\d+(\.\d+)?([eE][-+]?\d+)?|^(true|false|null)\b/.exec(this.text.slice(start))?.[0];
    if (word !== undefined) {
      this.position += word.length;
      const value = WORDS.has(word) ? WORDS.get(word)! : readNumber(word.replace(/^(-?)0+(?=\d)/, '$1'));
      return { kind: 'literal', value, offset: start, length: word.length };
    }
    if (/[A-Za-z_]/.test(this.current)) return this.readCall();
    const hint = this.current === '"' ? phrase` Strings must be in single quotes.` : '';
    return this.problem(
      phrase`Expected a path, a string in single quotes, a number, true, false, null or a call.${hint}`,
    );
  }

  private readString(): IntrinsicNode | QueryProblem {
    const start = this.position;
    let value = '';
    for (this.position++; this.current !== "'"; this.position++) {
      if (this.position >= this.text.length) {
        return this.problem(phrase`The string is not closed: expected '.`, start, this.text.length - start);
      }
      if (this.current === '\\') {
        this.position++;
        if (!"'{}\\".includes(this.current || ' ')) {
          const escape = `\\${this.current}`;
          return this.problem(
            phrase`${escape} is not a valid escape here. Only \\', \\{, \\} and \\\\ are.`,
            this.position - 1,
            escape.length,
          );
        }
      }
      value += this.current;
    }
    this.position++;
    const raw = this.text.slice(start + 1, this.position - 1);
    return { kind: 'literal', value, raw, offset: start, length: this.position - start };
  }

  private readPath(): IntrinsicNode | QueryProblem {
    const start = this.position;
    const length = pathLength(this.text, start);
    const text = this.text.slice(start, start + length).trimEnd();
    const path = parsePath(text);
    if (isQueryProblem(path)) return queryProblem(path.message, path.offset + start, path.length);
    this.position += length;
    return { kind: 'path', path, offset: start, length: text.length };
  }
}

/** Up to the `,` or `)` that belongs to the call and not to the path's own brackets or quotes. */
function pathLength(text: string, start: number): number {
  let depth = 0;
  let quote = '';
  for (let index = start; index < text.length; index++) {
    const character = text.charAt(index);
    if (quote !== '') {
      if (character === '\\') index++;
      else if (character === quote) quote = '';
    } else if (depth > 0 && (character === "'" || character === '"')) quote = character;
    else if (character === '[' || character === '(') depth++;
    else if (depth > 0 && (character === ']' || character === ')')) depth--;
    else if (depth === 0 && (character === ',' || character === ')')) return index - start;
  }
  return text.length - start;
}
