/** Header lines of a request. */
import type { HeaderLines } from './call';

/** One line as text; several are joined as HTTP joins them. */
export function headerOf(headers: HeaderLines, name: string): string | undefined {
  const line = headers[name.toLowerCase()];
  return withoutMojibake(typeof line === 'object' ? line.join(', ') : line);
}

/** Node reads headers as Latin-1, and some clients write UTF-8. */
function withoutMojibake(line: string | undefined): string | undefined {
  if (line === undefined || !/[\x80-\xff]/.test(line)) return line;
  const text = Buffer.from(line, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? line : text;
}

/** A list in one line: parted at commas, where a part in quotes may hold some. */
export function partsOf(line: string): string[] {
  return (line.match(/\s*"(?:\\.|[^"\\])*"|[^,]+/g) ?? [])
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => (part.startsWith('"') && part.endsWith('"') ? part.slice(1, -1).replace(/\\(.)/g, '$1') : part));
}

/** Times in one line: RFC 822 has a comma in each. */
export function timesOf(line: string): string[] {
  return /^\s*[A-Za-z]{3},/.test(line) ? (line.match(/[^,]+,[^,]+/g) ?? []).map((part) => part.trim()) : partsOf(line);
}
