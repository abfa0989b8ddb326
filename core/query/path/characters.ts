/**
 * A cursor over a path or filter with the look-ahead Jayway's compilers use, so that positions in
 * messages and quirks at the end of a path come out the same.
 */
export class PathSyntaxError extends Error {
  constructor(
    message: string,
    readonly offset: number,
    readonly length = 1,
  ) {
    super(message);
  }
}

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

export class Characters {
  position: number;
  /** Step Functions takes a word without quotes in a filter for a text; Jayway itself refuses it. */
  bareWords = false;
  private last: number;

  constructor(
    readonly text: string,
    start = 0,
    end = text.length,
  ) {
    this.position = start;
    this.last = end - 1;
  }

  /** Index after the last character. */
  get end(): number {
    return this.last + 1;
  }

  at(index: number): string {
    return this.inBounds(index) ? this.text.charAt(index) : '';
  }

  get current(): string {
    return this.at(this.position);
  }

  inBounds(index = this.position): boolean {
    return index >= 0 && index <= this.last;
  }

  /** At the last character or beyond: Jayway stops here, even before a stray character. */
  get isTail(): boolean {
    return this.position >= this.last;
  }

  skipBlanks(): this {
    while (this.current === ' ') this.position++;
    return this;
  }

  trim(): this {
    this.skipBlanks();
    while (this.last > this.position && this.text.charAt(this.last) === ' ') this.last--;
    return this;
  }

  indexAfterBlanks(from: number): number {
    let index = from + 1;
    while (this.at(index) === ' ') index++;
    return index;
  }

  nextSignificant(from = this.position): string {
    return this.at(this.indexAfterBlanks(from));
  }

  /** The index of `character` if it is the next one after blanks; else -1. */
  indexOfNext(character: string, from = this.position): number {
    const index = this.indexAfterBlanks(from);
    return this.at(index) === character ? index : -1;
  }

  previousSignificant(from = this.position): number {
    let index = from - 1;
    while (this.at(index) === ' ') index--;
    return index;
  }

  indexOfUnescaped(character: string, from: number): number {
    for (let index = from; index <= this.last; index++) {
      if (this.text.charAt(index) === '\\') index++;
      else if (this.text.charAt(index) === character) return index;
    }
    return -1;
  }

  /** The bracket that closes the one at `from`, over strings and (optionally) `/regular expressions/`; else -1. */
  indexOfClosing(from: number, skipPatterns: boolean): number {
    const open = this.at(from);
    const close = CLOSERS[open];
    let depth = 1;
    for (let index = from + 1; index <= this.last; index++) {
      const character = this.text.charAt(index);
      if (character === '\\') index++;
      else if (character === "'" || character === '"' || (skipPatterns && character === '/')) {
        const end = this.indexOfUnescaped(character, index + 1);
        if (end === -1) return -1;
        index = end;
      } else if (character === open) depth++;
      else if (character === close && --depth === 0) return index;
    }
    return -1;
  }

  /** A cursor over a part of the same text. */
  part(start: number, end: number): Characters {
    const part = new Characters(this.text, start, end);
    part.bareWords = this.bareWords;
    return part;
  }

  slice(from: number, to: number): string {
    return this.text.slice(from, Math.min(to, this.end));
  }

  fail(message: string, offset = this.position): never {
    throw new PathSyntaxError(message, Math.max(0, Math.min(offset, this.text.length)));
  }
}

/** Resolves backslash escapes as Jayway does; an escaped quote of the other kind stays as written (recorded). */
export function unescapeText(text: string, quote: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(u[0-9a-fA-F]{4}|[^])/g, (whole, escape: string) => {
    if (escape.length > 1) return String.fromCharCode(parseInt(escape.slice(1), 16));
    if ((escape === "'" || escape === '"') && escape !== quote) return whole;
    return { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }[escape] ?? escape;
  });
}
