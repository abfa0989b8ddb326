/** Tokens of JavaScript and TypeScript, as far as it takes to tell code from text. Never fails; time grows with the text alone. */

export interface Token {
  readonly kind: 'name' | 'string' | 'template' | 'number' | 'regex' | 'mark';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A line ends between the token before and this one. */
  readonly onNewLine: boolean;
  /** Brackets of any kind around it. */
  readonly depth: number;
  /** Bodies of functions and classes, and objects, around it; blocks that run with the module do not count. */
  readonly bodyDepth: number;
  /** Of an opening bracket: the index of the closing one; of what follows, where there is none. */
  close: number;
}

interface Bracket {
  readonly token: Token;
  readonly index: number;
  /** What it holds is a value, so that a slash behind it divides. */
  readonly isValue: boolean;
  readonly isBody: boolean;
}

const BLANK = /[^\S\n\r\u2028\u2029]+|\ufeff/y;
const LINE_BREAK = /[\n\r\u2028\u2029]+/y;
const NAME = /[\p{L}\p{Nl}_$#@][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}$\u200c\u200d]*/uy;
const NUMBER = /\.?\d[\w.]*/y;
const MARK = /=>|[=!]==?|[<>]=|\.\.\.|\?\.(?!\d)|&&=?|\|\|=?|\?\?=?|\+\+|--|[-+*/%&|^]=|[^]/y;
const TEXT_END = { '"': /["\\\n]/g, "'": /['\\\n]/g, '`': /`|\\|\$\{/g, '/': /[/\\\n[\]]/g } as const;
/** What exports stands in no brackets, or in those of a function, where lines are indented. */
const EXPORT = /export\b|(?:module\s*\.\s*)?exports\s*[.[=]/y;
export const CLOSING: { readonly [open: string]: string } = { '(': ')', '[': ']', '{': '}', '${': '}' };

/** Behind these a value begins, where a slash opens a regular expression and a brace an object. */
const BEFORE_VALUE = new Set(
  'return typeof case in of delete void throw new do else instanceof await yield extends default'.split(' '),
);

/** Brackets that are looked through for the one that a closing bracket belongs to. */
const MOST_UNCLOSED = 20;

export function javascriptTokens(text: string): Token[] {
  const tokens: Token[] = [];
  const brackets: Bracket[] = [];
  /** Closing brackets behind which a value begins. */
  const endsOfBlocks = new Set<Token>();
  let lastClosed: Bracket | undefined;
  let bodyDepth = 0;
  let onNewLine = true;
  /** A line that holds one slash alone is not read anew for each that follows. */
  let noRegexBefore = 0;
  let position = text.startsWith('#!') ? lineEnd(0) : 0;

  while (position < text.length) {
    if (skip(BLANK)) continue;
    if (skip(LINE_BREAK)) onNewLine = true;
    else if (text.startsWith('//', position)) position = lineEnd(position);
    else if (text.startsWith('/*', position)) comment();
    else readToken(text[position]!);
  }
  closeFrom(0);
  return tokens;

  function readToken(char: string): void {
    if (char === '"' || char === "'") return void add('string', textEnd(char, position + 1));
    if (char === '`') return template(position + 1);
    if (char === '(' || char === '[' || char === '{') return openBracket(char);
    if (char === ')' || char === ']' || char === '}') return closeBracket(char);
    const regex = char === '/' && startsRegex() ? regexEnd() : undefined;
    if (regex !== undefined) return void add('regex', regex);
    const name = endOf(NAME);
    if (name !== undefined) {
      // One of the brackets around it is not closed yet.
      if (brackets.length > 0 && isAtLineStart() && matches(EXPORT)) closeFrom(0);
      return void add('name', name);
    }
    const number = endOf(NUMBER);
    if (number !== undefined) return void add('number', number);
    add('mark', endOf(MARK)!);
  }

  function add(kind: Token['kind'], end: number, start = position): Token {
    const depth = brackets.length;
    const token = { kind, text: text.slice(start, end), start, end, onNewLine, depth, bodyDepth, close: -1 };
    tokens.push(token);
    onNewLine = false;
    position = end;
    return token;
  }

  function endOf(pattern: RegExp): number | undefined {
    pattern.lastIndex = position;
    return pattern.test(text) ? pattern.lastIndex : undefined;
  }

  function matches(pattern: RegExp): boolean {
    return endOf(pattern) !== undefined;
  }

  function skip(pattern: RegExp): boolean {
    const end = endOf(pattern);
    position = end ?? position;
    return end !== undefined;
  }

  function lineEnd(from: number): number {
    const end = text.indexOf('\n', from);
    return end < 0 ? text.length : end;
  }

  function isAtLineStart(): boolean {
    return position === 0 || text[position - 1] === '\n';
  }

  function comment(): void {
    const end = text.indexOf('*/', position + 2);
    const behind = end < 0 ? text.length : end + 2;
    onNewLine ||= text.slice(position, behind).includes('\n');
    position = behind;
  }

  /** Behind the quote that ends a text, or where its line ends. */
  function textEnd(quote: '"' | "'", from: number): number {
    const pattern = TEXT_END[quote];
    for (let at = from; ;) {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (!found) return text.length;
      if (found[0] === quote) return found.index + 1;
      if (found[0] === '\n') return found.index;
      at = found.index + 2;
    }
  }

  /** Text of a template, up to its end or to the code inside it. */
  function template(from: number): void {
    const pattern = TEXT_END['`'];
    for (let at = from; ;) {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (!found) return void add('template', text.length);
      if (found[0] === '`') return void add('template', found.index + 1);
      if (found[0] === '${') {
        add('template', found.index);
        return openBracket('${');
      }
      at = found.index + 2;
    }
  }

  /** Undefined: it ends on no slash of this line. */
  function regexEnd(): number | undefined {
    const pattern = TEXT_END['/'];
    let inClass = false;
    for (let at = position + 1; ;) {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (!found || found[0] === '\n') {
        noRegexBefore = found?.index ?? text.length;
        return undefined;
      }
      at = found.index + (found[0] === '\\' ? 2 : 1);
      if (found[0] === '[') inClass = true;
      if (found[0] === ']') inClass = false;
      if (found[0] === '/' && !inClass) {
        while (/[a-z]/.test(text[at] ?? '')) at++;
        return at;
      }
    }
  }

  function startsRegex(): boolean {
    if (position < noRegexBefore) return false;
    // Not where an element of JSX ends.
    return text[position - 1] !== '<' && text[position + 1] !== '>' && beginsValue(tokens.at(-1));
  }

  function beginsValue(before: Token | undefined): boolean {
    if (before === undefined) return true;
    if (before.kind === 'name') return BEFORE_VALUE.has(before.text);
    if (before.kind !== 'mark') return false;
    return !/^(?:[)\]}]|\+\+|--)$/.test(before.text) || endsOfBlocks.has(before);
  }

  function openBracket(char: string): void {
    const before = tokens.at(-1);
    const isValue = char === '(' ? !/^(?:if|while|for|with)$/.test(before?.text ?? '') : beginsValue(before);
    const isBody = char === '${' || (char === '{' && !runsWithItsModule(before));
    const token = add('mark', position + char.length);
    brackets.push({ token, index: tokens.length - 1, isValue: isValue || char === '[', isBody });
    if (isBody) bodyDepth++;
  }

  /** The block of `if (…)`, `else`, `try` or `catch`. */
  function runsWithItsModule(before: Token | undefined): boolean {
    if (before?.kind === 'name') return /^(?:else|try|finally|catch)$/.test(before.text);
    const head = before?.text === ')' ? tokens[(lastClosed?.index ?? 0) - 1] : undefined;
    return head !== undefined && /^(?:if|catch)$/.test(head.text);
  }

  function closeBracket(char: string): void {
    const least = Math.max(brackets.length - MOST_UNCLOSED, 0);
    let at = brackets.length - 1;
    // What stands in braces is closed in them; a bracket of another kind was forgotten.
    while (at >= least && CLOSING[brackets[at]!.token.text] !== char && CLOSING[brackets[at]!.token.text] !== '}') at--;
    const own = at >= least ? brackets[at] : undefined;
    if (!own || CLOSING[own.token.text] !== char) return void add('mark', position + 1);
    closeFrom(at);
    lastClosed = own;
    if (own.token.text === '${') {
      const end = add('mark', position + 1);
      return template(end.end);
    }
    const end = add('mark', position + 1);
    if (!own.isValue) endsOfBlocks.add(end);
  }

  function closeFrom(at: number): void {
    for (const { token, isBody } of brackets.splice(at)) {
      token.close = tokens.length;
      if (isBody) bodyDepth--;
    }
  }
}
