/** What texts of common YAML stand for, as YAML 1.2 has it. */

const NULL = /^(?:~|[Nn]ull|NULL)?$/;
const BOOLEAN = /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/;
const OCTAL = /^0o[0-7]+$/;
const INTEGER = /^[-+]?[0-9]+$/;
const HEXADECIMAL = /^0x[0-9a-fA-F]+$/;
const NO_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** All others are texts. */
const MAY_BE_OTHER = /^[-+.~\dnNtTfF]/;

/** What a plain text is in YAML's core schema; NaN for each number that is not finite. */
export function plainValue(written: string): string | number | boolean | null {
  if (!MAY_BE_OTHER.test(written)) return written;
  if (NULL.test(written)) return null;
  if (BOOLEAN.test(written)) return /^t/i.test(written);
  if (OCTAL.test(written)) return parseInt(written.slice(2), 8);
  if (INTEGER.test(written)) return parseInt(written, 10);
  if (HEXADECIMAL.test(written)) return parseInt(written.slice(2), 16);
  if (NO_FINITE.test(written)) return NaN;
  return FLOAT.test(written) ? parseFloat(written) : written;
}

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ...Object.entries({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v' }),
  ...Object.entries({ '"': '"', '\\': '\\', '/': '/', ' ': ' ', '\t': '\t' }),
]);

/** The text between double quotes on one line; undefined where it has escapes that are seldom written. */
export function unescaped(written: string): string | undefined {
  let isCommon = true;
  const value = written.replace(
    /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([^]))/g,
    (_, u?: string, x?: string, letter = '') => {
      if (u !== undefined || x !== undefined) return String.fromCharCode(parseInt((u ?? x)!, 16));
      const meant = ESCAPED.get(letter as string);
      isCommon &&= meant !== undefined;
      return meant ?? '';
    },
  );
  return isCommon ? value : undefined;
}

/** A plain text of several lines: a line break is a blank, one more is itself. */
export function foldedLines(written: string): string {
  const [first = '', ...others] = written.split(/\r?\n/).map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''));
  let value = first;
  let between = ' ';
  for (const line of others) {
    if (line === '') {
      if (between === '\n') value += between;
      else between = '\n';
    } else {
      value += between + line;
      between = ' ';
    }
  }
  return value;
}

export interface BlockText {
  readonly value: string;
  /** Behind the last line that holds something. */
  readonly end: number;
  /** Where the next line begins that is none of it. */
  readonly next: number;
}

/**
 * The lines below `|` or `>`.
 *
 * @param from where the first line begins; 0: there is none
 * @param least columns before them
 * @returns undefined where there is none, and where blanks at their ends or beginnings, or tabs, are not simply left out
 */
export function blockText(
  text: string,
  from: number,
  least: number,
  { isFolded, isStripped }: { readonly isFolded: boolean; readonly isStripped: boolean },
): BlockText | undefined {
  if (from === 0) return undefined;
  /** Of columns more than all have. */
  const lines: { readonly more: number; readonly content: string }[] = [];
  let columns = -1;
  let widest = 0;
  let end = from;
  let count = 0;
  let line = from;
  while (line < text.length) {
    let at = line;
    while (text[at] === ' ') at++;
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 ? text.length : newline;
    const contentEnd = text[lineEnd - 1] === '\r' && lineEnd > at ? lineEnd - 1 : lineEnd;
    const found = at - line;
    const isBlank = at >= contentEnd;
    if (!isBlank && found < (columns < 0 ? least : columns)) break;
    if (text[at] === '\t') return undefined;
    if (isBlank) widest = Math.max(widest, found);
    else if (columns < 0) columns = found;
    lines.push({ more: isBlank ? 0 : found - columns, content: isBlank ? '' : text.slice(line + columns, contentEnd) });
    if (!isBlank) {
      end = lineEnd;
      count = lines.length;
    }
    line = newline < 0 ? text.length : newline + 1;
  }
  if (columns < 0 || widest > columns || /^ *\t/.test(text.slice(line, line + 1_000))) return undefined;
  const contents = lines.slice(0, count);
  const value = isFolded ? folded(contents) : contents.map(({ content }) => content).join('\n');
  return { value: isStripped ? value : `${value}\n`, end, next: line };
}

/** Line breaks are blanks, but around blank lines and those that are indented further. */
function folded(lines: readonly { readonly more: number; readonly content: string }[]): string {
  const first = lines.findIndex(({ content }) => content !== '');
  let value = '\n'.repeat(first);
  let between = '';
  let wasFurther = false;
  for (const { more, content } of lines.slice(first)) {
    if (more > 0) {
      if (between === ' ') between = '\n';
      else if (!wasFurther && between === '\n') between = '\n\n';
      value += between + content;
      between = '\n';
      wasFurther = true;
    } else if (content === '') {
      if (between === '\n') value += '\n';
      else between = '\n';
    } else {
      value += between + content;
      between = ' ';
      wasFurther = false;
    }
  }
  return value;
}
