import { LineTable } from './lineTable';
import type { MappedText } from './mappedText';
import { parseDocument } from './parse';
import type { SyntaxDocument, SyntaxLanguage } from './tree';

/**
 * The document of a text inside a file. Its offsets are those of the text; its lines and columns are those of the file, so
 * that what is told of it stands in the file, and what a person points at is found in it.
 *
 * @param fileText of the whole file
 */
export function embeddedDocument(
  uri: string,
  fileText: string,
  mapped: MappedText,
  language: SyntaxLanguage = 'json',
): SyntaxDocument {
  const inner = parseDocument(uri, mapped.text, language);
  const lines = new LineTable(fileText);
  return {
    ...inner,
    fileText,
    mapped,
    positionAt: (offset) => lines.positionAt(mapped.fileOffset(offset)),
    offsetAt: (position) => mapped.indexAt(lines.offsetAt(position)) ?? mapped.text.length,
    rangeOf: (span) => lines.rangeOf(mapped.fileSpan(span)),
  };
}
