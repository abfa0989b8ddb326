/** Texts with a cursor in them, written `<|>`. */
import { readLanguageText } from '../../core/features/languageText';
import type { LanguageText } from '../../core/features/languageText';
import { parseDocument } from '../../core/syntax';
import type { Span } from '../../core/syntax/tree';

export interface Marked {
  readonly text: LanguageText;
  readonly source: string;
  readonly offset: number;
}

/** Reads JSON where the text begins with `{`, else YAML. */
export function marked(textWithCursor: string): Marked {
  const offset = textWithCursor.indexOf('<|>');
  if (offset < 0) throw new Error('The text has no cursor <|>.');
  const source = textWithCursor.replace('<|>', '');
  const json = source.trimStart().startsWith('{');
  const document = parseDocument(json ? 'memory:a.asl.json' : 'memory:a.asl.yaml', source, json ? 'json' : 'yaml');
  return { text: readLanguageText(document), source, offset };
}

export function applyEdits(source: string, edits: readonly { readonly span: Span; readonly text: string }[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((text, { span, text: inserted }) => text.slice(0, span.start) + inserted + text.slice(span.end), source);
}
