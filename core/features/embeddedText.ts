/** Definitions that a template holds as text (`DefinitionString`): each has a text, and a model, of its own. */
import { parseDocument } from '../syntax';
import type { Span, StringNode } from '../syntax/tree';
import { spanInString } from '../template/stringHolding';
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
  const node = text.strings.find(({ node: { span } }) => span.start < offset && offset <= span.end)?.node;
  if (!node) return { text, offset, offsetOf: (other) => other, spanOf: (span) => span, editOf: (edit) => edit };
  const spanOf = (span: Span): Span => spanInString(text.document, node, span);
  const quote = text.document.text[node.span.start];
  return {
    text: readLanguageText(parseDocument(text.document.uri, node.value, 'json')),
    offset: indexIn(node, offset),
    offsetOf: (other) => indexIn(node, other),
    spanOf,
    editOf: (edit) => ({ span: spanOf(edit.span), text: quoted(edit.text, quote) }),
  };
}

/** The character of a string's value that stands at or behind an offset. */
function indexIn(node: StringNode, offset: number): number {
  let [low, high] = [0, node.value.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (node.sourceOffset(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function quoted(text: string, quote: string | undefined): string {
  if (quote === '"') return JSON.stringify(text).slice(1, -1);
  return quote === "'" ? text.replaceAll("'", "''") : text;
}
