/** How a scalar is written decides how its value lies in the text. */
export type ScalarStyle = 'PLAIN' | 'QUOTE_SINGLE' | 'QUOTE_DOUBLE' | 'BLOCK_LITERAL' | 'BLOCK_FOLDED';

/**
 * Maps an index into a YAML scalar's value to the offset of that character in the text. A scalar on one
 * line without escapes runs parallel to its text; in any other the characters are paired when first asked.
 *
 * @param start offset of the first quote, of the block header, or of the first character where plain
 */
export function yamlScalarOffset(
  text: string,
  start: number,
  end: number,
  value: string,
  style: ScalarStyle,
): (index: number) => number {
  const quoted = style === 'QUOTE_DOUBLE' || style === 'QUOTE_SINGLE';
  const first = quoted ? start + 1 : start;
  const parallel = !style.startsWith('BLOCK') && end - start - (quoted ? 2 : 0) === value.length;
  if (parallel) return (index) => first + Math.max(0, Math.min(index, value.length));
  let offsets: number[] | undefined;
  return (index) => {
    offsets ??= style.startsWith('BLOCK')
      ? blockOffsets(text, start, end, value)
      : flowOffsets(text, first, end, value, style);
    return offsets[Math.max(0, Math.min(index, value.length))] ?? end;
  };
}

/** Lines of a block scalar: behind the header, each without the block's indentation. */
function blockOffsets(text: string, start: number, end: number, value: string): number[] {
  const headerEnd = text.indexOf('\n', start);
  if (headerEnd < 0 || headerEnd >= end) return [];
  const header = text.slice(start, headerEnd);
  const indentation = blockIndentation(text, headerEnd + 1, end, value);
  const folded = header.startsWith('>');
  const offsets: number[] = [];
  let offset = skipIndentation(text, headerEnd + 1, indentation);
  for (const character of value.split('')) {
    if (character !== '\n' && folded && text.charAt(offset) !== character) {
      // A folded line break became this blank, or nothing: go on at the next line.
      if (character === ' ' && isBreak(text, offset)) {
        offsets.push(offset);
        offset = skipIndentation(text, skipBreak(text, offset), indentation);
        continue;
      }
    }
    if (character === '\n') {
      offsets.push(offset);
      offset = skipIndentation(text, skipBreak(text, offset), indentation);
      continue;
    }
    while (offset < end && text.charAt(offset) !== character && isBreak(text, offset)) {
      offset = skipIndentation(text, skipBreak(text, offset), indentation);
    }
    offsets.push(offset);
    offset++;
  }
  offsets.push(Math.min(offset, text.length));
  return offsets;
}

function blockIndentation(text: string, from: number, end: number, value: string): number {
  const firstLine = /[^\n]+/.exec(value)?.[0] ?? '';
  let lineStart = from;
  while (lineStart < end) {
    const lineEnd = text.indexOf('\n', lineStart);
    const line = text.slice(lineStart, lineEnd < 0 ? end : lineEnd);
    if (line.trim() !== '') {
      const blanks = line.length - line.trimStart().length;
      return Math.max(0, blanks - (firstLine.length - firstLine.trimStart().length));
    }
    if (lineEnd < 0) break;
    lineStart = lineEnd + 1;
  }
  return 0;
}

/** Plain and quoted scalars: line breaks and the blanks around them fold, quotes escape. */
function flowOffsets(text: string, first: number, end: number, value: string, style: ScalarStyle): number[] {
  const offsets: number[] = [];
  const last = style === 'PLAIN' ? end : end - 1;
  let offset = first;
  let fold = 0;
  for (const character of value.split('')) {
    if (fold > 0) {
      // The rest of a fold that stands for several line breaks.
      fold--;
      offsets.push(offset);
      continue;
    }
    const folded = /^[ \t]*\r?\n\s*/.exec(text.slice(offset, Math.min(last, offset + 1000)));
    if (folded && (character === ' ' || character === '\n')) {
      offsets.push(offset);
      const breaks = folded[0].split('\n').length - 1;
      fold = Math.max(0, breaks - 2);
      offset += folded[0].length;
      continue;
    }
    if (style === 'QUOTE_DOUBLE') {
      let escapedBreak: RegExpExecArray | null;
      while ((escapedBreak = /^\\\r?\n[ \t]*/.exec(text.slice(offset, offset + 1000))))
        offset += escapedBreak[0].length;
    }
    offsets.push(offset);
    offset += unitLength(text, offset, style);
  }
  offsets.push(Math.min(offset, last));
  return offsets;
}

const LONG_ESCAPES: Record<string, number> = { x: 4, u: 6, U: 10 };

function unitLength(text: string, offset: number, style: ScalarStyle): number {
  const character = text.charAt(offset);
  if (style === 'QUOTE_SINGLE') return character === "'" ? 2 : 1;
  if (style === 'QUOTE_DOUBLE' && character === '\\') return LONG_ESCAPES[text.charAt(offset + 1)] ?? 2;
  return 1;
}

function isBreak(text: string, offset: number): boolean {
  const character = text.charAt(offset);
  return character === '\n' || character === '\r';
}

function skipBreak(text: string, offset: number): number {
  let next = offset;
  if (text.charAt(next) === '\r') next++;
  if (text.charAt(next) === '\n') next++;
  return next;
}

function skipIndentation(text: string, offset: number, indentation: number): number {
  let next = offset;
  while (next < offset + indentation && text.charAt(next) === ' ') next++;
  return next;
}
