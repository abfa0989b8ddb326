import type { Position, Range, Span } from './tree';

/** Turns offsets into lines and columns and back; the lines are found once, when first asked for. */
export class LineTable {
  private starts: number[] | undefined;

  constructor(private readonly text: string) {}

  positionAt(offset: number): Position {
    const starts = this.lineStarts();
    const bounded = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= bounded) low = middle;
      else high = middle;
    }
    return { line: low, character: bounded - (starts[low] ?? 0) };
  }

  offsetAt(position: Position): number {
    const starts = this.lineStarts();
    if (position.line < 0) return 0;
    const start = starts[position.line];
    if (start === undefined) return this.text.length;
    const next = starts[position.line + 1] ?? this.text.length;
    return Math.max(start, Math.min(start + position.character, next));
  }

  rangeOf(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }

  /** A line ends with LF, CRLF or a lone CR, as in the Language Server Protocol. */
  private lineStarts(): readonly number[] {
    if (this.starts) return this.starts;
    const starts = [0];
    const { text } = this;
    if (text.includes('\r')) {
      for (const { index, 0: ending } of text.matchAll(/\r\n?|\n/g)) starts.push(index + ending.length);
    } else {
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    }
    this.starts = starts;
    return starts;
  }
}
