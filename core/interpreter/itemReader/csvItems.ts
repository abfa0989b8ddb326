/**
 * Items of a CSV file (RFC 4180 with AWS's ways): every value is text, surplus columns are dropped, missing
 * ones are empty (recorded). Sources: "ItemReader (Map)".
 */
import type { Json, JsonObject } from '../../json';
import type { FileBody } from './fileBody';
import { itemReaderFailed } from './itemReaderFailed';
import { MAXIMUM_ITEM_CHARACTERS } from './itemSize';
import type { Reading } from './reading';
import type { Room } from './room';
import { takeApart } from './takeApart';

const DELIMITERS: Record<string, string> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' };

/** "Step Functions supports headers of up to 10 KiB for CSV files." */
const MAXIMUM_HEADER_CHARACTERS = 10 * 1024;

export async function csvItems(body: FileBody, { config, items, room }: Reading): Promise<void> {
  const { CSVDelimiter: name = 'COMMA' } = config;
  const delimiter = typeof name === 'string' && Object.hasOwn(DELIMITERS, name) ? DELIMITERS[name] : undefined;
  if (delimiter === undefined) {
    throw itemReaderFailed(
      `The CSVDelimiter must be one of ${Object.keys(DELIMITERS).join(', ')}, not ${String(name)}.`,
    );
  }
  let item = config.CSVHeaderLocation === 'GIVEN' ? rowReader(headerNames(config.CSVHeaders)) : undefined;
  return csvRows(body, delimiter, room, (row) => {
    if (item) return items.take(item(row));
    item = rowReader(row);
    return true;
  });
}

/** Rows as objects, where the names of the columns are known. */
export function rowReader(headers: readonly string[]): (row: readonly string[]) => JsonObject {
  if (new Set(headers).size < headers.length) throw itemReaderFailed('CSV headers cannot contain duplicates.');
  if (headers.reduce((sum, header) => sum + header.length, 0) > MAXIMUM_HEADER_CHARACTERS) {
    throw itemReaderFailed('The header of the CSV file is larger than 10 KiB.');
  }
  // An assignment to `__proto__` would be none: that name needs a property of its own.
  if (headers.includes('__proto__')) {
    return (row) => Object.fromEntries(headers.map((header, column) => [header, row[column] ?? '']));
  }
  return (row) => {
    const item: JsonObject = {};
    for (let column = 0; column < headers.length; column++) item[headers[column] ?? ''] = row[column] ?? '';
    return item;
  };
}

function headerNames(headers: Json | undefined): string[] {
  return Array.isArray(headers) ? headers.map((header) => String(header)) : [];
}

/**
 * Rows of cells; a quoted cell may hold delimiters, line breaks and doubled quotes. Ends where `take` gives false.
 *
 * @param room what the rows may take up
 */
export function csvRows(
  body: FileBody,
  delimiter: string,
  room: Room,
  take: (row: string[]) => boolean,
): Promise<void> {
  return takeApart(body.pieces(), (text, isWhole) => {
    let at = 0;
    while (at < text.length) {
      const newline = text.indexOf('\n', at);
      const end = newline < 0 ? text.length : newline;
      mayHold(end - at);
      if (newline < 0 && !isWhole) break;
      const line = text.slice(at, end);
      let row: string[];
      let next = end + 1;
      if (line.includes('"')) {
        ({ row, next } = quotedRow(text, at, delimiter));
        // A quote may be closed, or doubled, or a line be ended by what has not come yet.
        if (next > text.length && !isWhole) break;
      } else row = (newline >= 0 && line.endsWith('\r') ? line.slice(0, -1) : line).split(delimiter);
      // A line with nothing on it is no row; a quoted nothing is a value.
      const isEmpty = row.length === 1 && row[0] === '' && text[at] !== '"';
      room.takeCells(row.length, next - at);
      if (!isEmpty && !take(row)) return undefined;
      at = next;
    }
    return Math.min(at, text.length);
  });
}

/** Asked before a row is taken apart: what is too large for an item would be in pieces beyond number. */
function mayHold(characters: number): void {
  if (characters > MAXIMUM_ITEM_CHARACTERS) throw itemReaderFailed('A row of the CSV file is larger than 8 MB.');
}

/** A row with quotes in it; `next` is where the following one begins. */
function quotedRow(text: string, from: number, delimiter: string): { row: string[]; next: number } {
  const row: string[] = [];
  let at = from;
  for (;;) {
    let cell = '';
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      mayHold(end - from);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    }
    let end = at;
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++;
    mayHold(end - from);
    const isRowEnd = text[end] !== delimiter;
    cell += text.slice(at, isRowEnd && text[end] === '\n' && text[end - 1] === '\r' && end > at ? end - 1 : end);
    row.push(cell);
    at = end + 1;
    if (isRowEnd) return { row, next: at };
  }
}

function closingQuote(text: string, from: number): number {
  let index = text.indexOf('"', from);
  while (index >= 0 && text[index + 1] === '"') index = text.indexOf('"', index + 2);
  return index < 0 ? text.length : index;
}
