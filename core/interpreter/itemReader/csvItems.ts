/**
 * Items of a CSV file (RFC 4180 with AWS's ways): every value is text, surplus columns are dropped, missing
 * ones are empty (recorded).
 */
import type { Json, JsonObject } from '../../json';
import { itemReaderFailed } from './itemReaderFailed';

const DELIMITERS: Record<string, string> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' };

export function csvItems(body: string, config: JsonObject): Json[] {
  const delimiter = typeof config.CSVDelimiter === 'string' ? (DELIMITERS[config.CSVDelimiter] ?? ',') : ',';
  const rows = csvRows(body, delimiter);
  const given = config.CSVHeaderLocation === 'GIVEN';
  const headers = given ? headerNames(config.CSVHeaders) : rows.shift();
  if (!headers) return [];
  if (new Set(headers).size < headers.length) throw itemReaderFailed('CSV headers cannot contain duplicates.');
  return rows.map((row) => Object.fromEntries(headers.map((header, column) => [header, row[column] ?? ''])));
}

function headerNames(headers: Json | undefined): string[] {
  return Array.isArray(headers) ? headers.map((header) => String(header)) : [];
}

/** Rows of cells; a quoted cell may hold delimiters, line breaks and doubled quotes. */
export function csvRows(body: string, delimiter: string): string[][] {
  const text = body.charCodeAt(0) === 0xfeff ? body.slice(1) : body;
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let index = 0;
  let quoted = false;
  const endRow = (): void => {
    row.push(cell);
    // A line with nothing on it is no row.
    if (row.length > 1 || cell !== '' || quoted) rows.push(row);
    row = [];
    cell = '';
    quoted = false;
  };
  while (index < text.length) {
    const character = text.charAt(index);
    if (character === '"' && cell === '') {
      const end = closingQuote(text, index + 1);
      cell = text.slice(index + 1, end).replaceAll('""', '"');
      index = end + 1;
      quoted = true;
      continue;
    }
    if (character === delimiter) {
      row.push(cell);
      cell = '';
    } else if (character === '\n') endRow();
    else if (character !== '\r' || text.charAt(index + 1) !== '\n') cell += character;
    index++;
  }
  if (cell !== '' || quoted || row.length > 0) endRow();
  return rows;
}

function closingQuote(text: string, from: number): number {
  for (let index = from; index < text.length; index++) {
    if (text.charAt(index) !== '"') continue;
    if (text.charAt(index + 1) !== '"') return index;
    index++;
  }
  return text.length;
}
