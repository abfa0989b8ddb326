/** What a completion offers, and how a name becomes text of the file's language. */
import type { ServiceCatalogue } from '../../catalog/services/serviceCatalogue';
import type { Markdown } from '../../escape/markdown';
import { yamlScalar, yamlSnippet } from '../../catalog/snippet';
import type { Span, SyntaxDocument } from '../../syntax/tree';
import type { ProjectNames } from '../languageText';
import type { Place } from '../place';

export type CompletionKind =
  'field' | 'state' | 'value' | 'error' | 'resource' | 'function' | 'variable' | 'member' | 'snippet';

export interface CompletionEntry {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail?: string;
  readonly doc?: Markdown;
  /** What replaces what; LSP snippet syntax where `isSnippet`. */
  readonly edit: { readonly span: Span; readonly text: string };
  readonly isSnippet?: boolean;
  /** What the typed text is compared with; the label where missing. */
  readonly filterText?: string;
  /** A comma that the line before is missing. */
  readonly additional?: readonly { readonly span: Span; readonly text: string }[];
  /** Completion goes on at once: the value follows. */
  readonly retrigger?: boolean;
}

export interface CompletionContext {
  readonly document: SyntaxDocument;
  readonly offset: number;
  readonly place: Place;
  readonly names: ProjectNames;
  /** What AWS's services take and give, where that is known. */
  readonly services?: ServiceCatalogue;
  /** The text the place's nodes stand in. */
  readonly source: string;
  /** Translates a span of that text to the document's. */
  readonly spanOf: (span: Span) => Span;
}

/** A value that may stand at the cursor. */
export interface ValueOffer {
  readonly value: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  readonly doc?: Markdown;
  /** Written as it is, without quotes. */
  readonly literal?: boolean;
  /** Completion goes on at once. */
  readonly retrigger?: boolean;
}

/** What may stand at the cursor, empty where nothing may; undefined where the place is another's. */
export type CompletionSource = (context: CompletionContext) => CompletionEntry[] | undefined;

/** The unquoted word that ends at the cursor. */
export function wordBefore({ document, offset }: CompletionContext, pattern = /[\w.$:-]*$/): Span {
  const lineStart = document.text.lastIndexOf('\n', offset - 1) + 1;
  const word = pattern.exec(document.text.slice(lineStart, offset))?.[0] ?? '';
  return { start: offset - word.length, end: offset };
}

/** A string scalar, quoted as the language and the text around it ask for. */
export function scalarText({ document }: CompletionContext, value: string, span: Span): string {
  if (document.language === 'json') return JSON.stringify(value);
  const quote = document.text[span.start];
  if (quote === '"') return JSON.stringify(value);
  if (quote === "'") return `'${value.replaceAll("'", "''")}'`;
  return yamlScalar(value);
}

/** Where a string value at the cursor stands, its quotes included; else the word before the cursor. */
export function valueSpan(context: CompletionContext): Span {
  const { node } = context.place;
  if (node?.kind === 'string') {
    const span = context.spanOf(node.span);
    // An unclosed string takes in the rest of the line: replace only what was typed.
    const text = context.document.text.slice(span.start, span.end);
    const unclosed = context.document.language === 'json' && (text.length < 2 || !text.endsWith('"'));
    return unclosed ? { start: span.start, end: context.offset } : span;
  }
  if (node && (node.kind === 'boolean' || node.kind === 'number' || node.kind === 'null')) {
    const span = context.spanOf(node.span);
    if (span.end > span.start) return span;
  }
  return wordBefore(context);
}

/** A catalogue snippet as a field's value, behind the colon. */
export function fieldSnippet({ document }: CompletionContext, key: string, snippet: string, span: Span): string {
  if (document.language === 'json') return `${key}: ${snippet}`;
  // An editor indents the lines of a snippet like its first line; behind `- ` they must stand deeper.
  const lineStart = document.text.lastIndexOf('\n', span.start - 1) + 1;
  const line = document.text.slice(lineStart, span.start);
  const deeper = ' '.repeat(line.length - (/^\s*/.exec(line)?.[0].length ?? 0));
  return `${key}:${yamlSnippet(snippet).replaceAll('\n', `\n${deeper}`)}`;
}

/** Escapes text for use inside an LSP snippet. */
export function snippetEscape(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** In JSON: the comma to add behind the member before, where it has none. */
export function commaBefore({ document }: CompletionContext, span: Span): CompletionEntry['additional'] {
  if (document.language !== 'json') return undefined;
  const before = document.text.slice(0, span.start).trimEnd();
  if (/[{,[:]$/.test(before) || before === '') return undefined;
  return [{ span: { start: before.length, end: before.length }, text: ',' }];
}

/** In JSON: the comma a new member needs where another one follows. */
export function commaAfter({ document }: CompletionContext, span: Span): string {
  return document.language === 'json' && /^\s*"/.test(document.text.slice(span.end)) ? ',' : '';
}
