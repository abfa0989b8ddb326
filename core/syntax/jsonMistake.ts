import { phrase } from '../l10n/phrase';
import { LineTable } from './lineTable';
import { parseJson } from './parseJson';

/**
 * The first mistake of a text that should be JSON, as a sentence for people: `Line 3, column 5: A comma is missing here.`
 *
 * @param firstLine the number of the text's first line, where it was taken out of a longer one
 * @returns undefined where the text is JSON
 */
export function jsonMistake(text: string, firstLine = 1): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    if (text.trim() === '') return phrase`It is empty.`;
    const mistake = parseJson(text).problems.find(({ code }) => code === 'json-syntax');
    // Placeholders of templates are read there, and are not JSON.
    if (!mistake) return phrase`It contains something that JSON does not allow.`;
    const { line, character } = new LineTable(text).positionAt(mistake.span.start);
    return phrase`Line ${firstLine + line}, column ${character + 1}: ${mistake.message}`;
  }
}
