/** Formatting of JSON. YAML is left alone: its comments and block scalars are the author's. */
import { format as formatJson } from 'jsonc-parser';
import type { Span } from '../syntax/tree';
import type { LanguageText } from './languageText';
import type { TextEdit } from './rename';

export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/** The edits that format a document, or the lines a span touches; none where its text cannot be read safely. */
export function format({ document }: LanguageText, options: FormatOptions, span?: Span): TextEdit[] {
  if (document.language !== 'json') return [];
  // A bare ${Placeholder} is no JSON: the formatter would tear it apart.
  if (/:\s*\$\{/.test(document.text)) return [];
  const range = span && { offset: span.start, length: span.end - span.start };
  const eol = document.text.includes('\r\n') ? '\r\n' : '\n';
  return formatJson(document.text, range, { ...options, eol, insertFinalNewline: false }).map(
    ({ offset, length, content }) => ({ span: { start: offset, end: offset + length }, text: content }),
  );
}
