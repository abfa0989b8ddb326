/** Definitions that a template holds as text (`DefinitionString`): each has a text, and a model, of its own. */
import { parseDocument } from '../syntax';
import type { Span } from '../syntax/tree';
import { readLanguageText } from './languageText';
import type { LanguageText } from './languageText';
import type { TextEdit } from './rename';

/** Where in the text of a definition an offset of the file stands, and the way back. */
export interface InnermostText {
  readonly text: LanguageText;
  readonly offset: number;
  /** The offset there of any offset of the file. */
  offsetOf(offset: number): number;
  spanOf(span: Span): Span;
  /** As the file writes it: escaped where the definition stands in quotes. */
  editOf(edit: TextEdit): TextEdit;
}

/** The definition around an offset where the file holds it as text, else the file itself. */
export function innermostText(text: LanguageText, offset: number): InnermostText {
  const mapped = text.strings.find(({ mapped: { span } }) => span.start < offset && offset <= span.end)?.mapped;
  if (!mapped) return { text, offset, offsetOf: (other) => other, spanOf: (span) => span, editOf: (edit) => edit };
  const spanOf = (span: Span): Span => mapped.fileSpan(span);
  const offsetOf = (other: number): number => mapped.indexAt(other) ?? mapped.text.length;
  return {
    text: readLanguageText(parseDocument(text.document.uri, mapped.text, 'json')),
    offset: offsetOf(offset),
    offsetOf,
    spanOf,
    editOf: (edit) => ({ span: spanOf(edit.span), text: mapped.written(edit.text, edit.span.start) ?? edit.text }),
  };
}
