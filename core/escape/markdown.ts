/**
 * Markdown for hovers and documentation. It is a type of its own, so that no text of a file gets into it as it is: words of
 * ours are {@link ourMarkdown}, what comes from elsewhere is {@link plain}, {@link paragraphs}, {@link codeSpan} or {@link codeBlock}.
 */
import { said } from '../l10n/phrase';
import { visible, visibleLines } from './visible';

declare const isMarkdown: unique symbol;
export type Markdown = string & { readonly [isMarkdown]: true };

/** What this project has written itself: the catalogue's documentation. */
export function ourMarkdown(text: string): Markdown {
  return text as Markdown;
}

/** A template whose literal parts are ours, in the person's language. */
export function markdown(parts: TemplateStringsArray, ...values: readonly (Markdown | number)[]): Markdown {
  return said(parts, values, String) as Markdown;
}

/** Pieces with nothing, a comma or an empty line between; those that are missing are left out. */
export function joined(pieces: readonly (Markdown | undefined)[], between: '' | ', ' | '\n\n'): Markdown {
  return pieces.filter((piece) => piece !== undefined && piece !== '').join(between) as Markdown;
}

/** Anywhere: what opens code, emphasis, links, pictures, HTML, entities, strikethrough, tables, formulas and icons. */
const ACTIVE = /[\\`*_[\]<>&~|$!]/g;
/** What GitHub's dialect makes a link of without a word: `https://`, `www.`, an address of mail. */
const AUTOLINK = /:(?=\/\/)|(?<=\bwww)\.|@/gi;
/** At the beginning of a line: headings, lists, rules and underlines of headings. */
const OPENING = /^(\s*)([#+\-=:]|\d+(?=[.)]))/;

/** One line of plain text. */
export function plain(text: string): Markdown {
  return escapedLine(visible(text)) as Markdown;
}

/** Plain text with its line breaks. */
export function paragraphs(text: string): Markdown {
  return visibleLines(text).split('\n').map(escapedLine).join('  \n') as Markdown;
}

function escapedLine(line: string): string {
  return line
    .trim()
    .replace(ACTIVE, '\\$&')
    .replace(AUTOLINK, '\\$&')
    .replace(OPENING, (_, blanks: string, sign: string) =>
      /\d/.test(sign) ? `${blanks}${sign}\\` : `${blanks}\\${sign}`,
    );
}

/** Between backticks: more of them than the text has in a row. */
export function codeSpan(text: string): Markdown {
  const shown = visible(text);
  const fence = '`'.repeat(longestRun(shown) + 1);
  // Of a blank on both sides Markdown takes one away.
  const pad = /^`|`$|^ .* $/.test(shown) ? ' ' : '';
  return (shown === '' ? '' : fence + pad + shown + pad + fence) as Markdown;
}

export function codeBlock(text: string, language: '' | 'json' = ''): Markdown {
  const shown = visibleLines(text);
  const fence = '`'.repeat(Math.max(longestRun(shown) + 1, 3));
  return `${fence}${language}\n${shown}\n${fence}` as Markdown;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
