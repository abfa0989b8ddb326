/** The statements of a Python file, as far as it takes to tell code from text. Never fails; time grows with the text alone. */

export interface PythonToken {
  readonly kind: 'name' | 'text' | 'mark';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Never empty. Brackets and backslashes take a statement over the end of its line. */
export interface PythonStatement {
  /** Blanks before it: 0 is the module's own level. */
  readonly indent: number;
  readonly tokens: readonly PythonToken[];
}

const BLANK = /[^\S\n\r]+|\\\r?\n|\ufeff/y;
const NAME = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*/uy;
const QUOTE = /(?:[rbuft]{0,2})("""|'''|"|')/iy;
const NUMBER = /\.?\d[\w.]*/y;
const MARK = /->|:=|[-+*/%@&|^=!<>]=|\*\*|[^]/y;
const TEXT_END: { readonly [quote: string]: RegExp } = {
  '"': /["\\\n]/g,
  "'": /['\\\n]/g,
  '"""': /"""|\\/g,
  "'''": /'''|\\/g,
};
/** None of these begins a line inside brackets: there one is not closed yet. */
const AT_LINE_START = /(?:def|class|async def|import|from|@\w)\b/y;

export function* pythonStatements(text: string): Generator<PythonStatement> {
  let tokens: PythonToken[] = [];
  let indent = 0;
  let depth = 0;
  let lineStart = 0;
  let position = 0;

  const add = (kind: PythonToken['kind'], end: number): void => {
    if (tokens.length === 0) indent = position - lineStart;
    tokens.push({ kind, text: text.slice(position, end), start: position, end });
    position = end;
  };
  const endOf = (pattern: RegExp): number | undefined => {
    pattern.lastIndex = position;
    return pattern.test(text) ? pattern.lastIndex : undefined;
  };

  while (position < text.length) {
    const char = text[position]!;
    if (depth > 0 && position === lineStart && endOf(AT_LINE_START) !== undefined) {
      depth = 0;
      if (tokens.length > 0) yield { indent, tokens };
      tokens = [];
    }
    const blank = endOf(BLANK);
    if (blank !== undefined) {
      position = blank;
    } else if (char === '\n' || char === '\r') {
      lineStart = ++position;
      if (depth === 0 && tokens.length > 0) {
        yield { indent, tokens };
        tokens = [];
      }
    } else if (char === '#') {
      const end = text.indexOf('\n', position);
      position = end < 0 ? text.length : end;
    } else if (char === ';' && depth === 0) {
      position++;
      if (tokens.length > 0) yield { indent, tokens };
      // What follows stands on the same level.
      lineStart = position - indent;
      while (text[position] === ' ') {
        position++;
        lineStart++;
      }
      tokens = [];
    } else {
      QUOTE.lastIndex = position;
      const quote = QUOTE.exec(text);
      const word = quote ? undefined : (endOf(NAME) ?? endOf(NUMBER));
      if (quote) add('text', textEnd(text, QUOTE.lastIndex, quote[1]!));
      else if (word !== undefined) add('name', word);
      else {
        if (char === '(' || char === '[' || char === '{') depth++;
        if (char === ')' || char === ']' || char === '}') depth = Math.max(depth - 1, 0);
        add('mark', endOf(MARK)!);
      }
    }
  }
  if (tokens.length > 0) yield { indent, tokens };
}

/** Behind the quote that ends a text; of one that is not closed where its line ends. */
function textEnd(text: string, from: number, quote: string): number {
  const pattern = TEXT_END[quote]!;
  for (let at = from; ;) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) return text.length;
    if (found[0] === quote) return found.index + quote.length;
    if (found[0] === '\n') return found.index;
    at = found.index + (text.startsWith('\\\r\n', found.index) ? 3 : 2);
  }
}
