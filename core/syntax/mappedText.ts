/**
 * A text that is put together from pieces of a file: the value of a `DefinitionString`, of a `Fn::Join`, of a heredoc. It
 * knows, piece by piece, where each of its characters stands in the file, and the way back.
 */
import type { Span } from './tree';

/** How characters are written in the part of the file that a piece stands in. */
export type Spelling =
  /** As they are. */
  | 'plain'
  /** In a JSON string, or a YAML string in double quotes. */
  | 'double-quoted'
  /** In a YAML string in single quotes. */
  | 'single-quoted'
  /** In a YAML block scalar: lines begin behind an indentation. */
  | 'block'
  /** In a heredoc or a quoted template of HCL, where `${` and `%{` must be doubled. */
  | 'hcl';

export interface TextPiece {
  /** Half-open, in the text. */
  readonly start: number;
  readonly end: number;
  /** What it is made from, in the file. */
  readonly span: Span;
  /**
   * The offset in the file of one of its characters, counted from the piece's own begin; the number of its characters
   * gives the end. Absent: it is a value, such as that of a `Ref`, for which all of {@link span} stands.
   */
  readonly sourceOffset?: (index: number) => number;
  readonly spelling?: Spelling;
}

export class MappedText {
  /** @param pieces in the text's order, without gaps */
  constructor(
    readonly text: string,
    readonly pieces: readonly TextPiece[],
    /** Of the whole in the file. */
    readonly span: Span,
  ) {}

  /** A text of which only the whole has a place. */
  static unmapped(text: string, span: Span): MappedText {
    return new MappedText(text, [{ start: 0, end: text.length, span }], span);
  }

  /** Where a character stands in the file; of one that was not written there the begin of what it was made from. */
  fileOffset(index: number): number {
    const piece = this.pieceAt(index);
    if (!piece) return this.span.start;
    if (!piece.sourceOffset) return index >= piece.end ? piece.span.end : piece.span.start;
    return piece.sourceOffset(index - piece.start);
  }

  /** Where a part of the text stands in the file. */
  fileSpan({ start, end }: Span): Span {
    const from = this.fileOffset(start);
    if (end <= start) return { start: from, end: from };
    const last = this.pieceAt(end - 1);
    if (!last) return this.span;
    // The character behind may stand in another piece, or a line below: the last one's own end is meant.
    const to = last.sourceOffset ? endOf(last, end - last.start) : last.span.end;
    return { start: from, end: Math.max(from, to) };
  }

  /**
   * The character that stands at an offset of the file, or the nearest behind it in the piece that covers it; undefined
   * where the offset lies in no piece.
   */
  indexAt(offset: number): number | undefined {
    const covering = this.pieces.filter(({ span }) => span.start <= offset && offset <= span.end);
    const piece = covering.find(({ sourceOffset }) => sourceOffset) ?? covering[0];
    if (!piece) return undefined;
    const { start, end, sourceOffset } = piece;
    if (!sourceOffset) return offset >= piece.span.end ? end : start;
    let [low, high] = [0, end - start];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sourceOffset(middle) < offset) low = middle + 1;
      else high = middle;
    }
    return start + low;
  }

  /** How a text must be written to stand at a place; undefined where nothing can be written. */
  written(text: string, index: number): string | undefined {
    const piece = this.pieceAt(index) ?? this.pieces.at(-1);
    if (!piece?.sourceOffset) return undefined;
    return SPELLINGS[piece.spelling ?? 'plain'](text);
  }

  /** The piece that a character is of; of one behind the last the last. */
  private pieceAt(index: number): TextPiece | undefined {
    let [low, high] = [0, this.pieces.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pieces[middle]!.end <= index) low = middle + 1;
      else high = middle;
    }
    return this.pieces[low];
  }
}

/** Where the `count`th character of a piece ends in the file: one may be written in several. */
function endOf({ start, end, span, sourceOffset, spelling }: TextPiece, count: number): number {
  const last = sourceOffset!(count - 1);
  const next = count < end - start ? sourceOffset!(count) : span.end;
  const isEscape = spelling === 'double-quoted' || spelling === 'single-quoted' || spelling === 'hcl';
  return isEscape && count < end - start ? Math.max(last + 1, next) : last + 1;
}

const SPELLINGS: { readonly [spelling in Spelling]: (text: string) => string } = {
  plain: (text) => text,
  'double-quoted': (text) => JSON.stringify(text).slice(1, -1),
  'single-quoted': (text) => text.replaceAll("'", "''"),
  block: (text) => text,
  hcl: (text) => text.replace(/([$%])(?=\{)/g, '$1$1'),
};

/** Puts a {@link MappedText} together. */
export class MappedTextBuilder {
  private text = '';
  private readonly pieces: TextPiece[] = [];

  /** Adds a text that stands in the file letter by letter, escapes aside. */
  verbatim(text: string, span: Span, sourceOffset: (index: number) => number, spelling: Spelling = 'plain'): this {
    return this.add(text, { span, sourceOffset, spelling });
  }

  /** Adds a value that something in the file stands for. */
  value(text: string, span: Span): this {
    return this.add(text, { span });
  }

  /** Adds a text with its own pieces. */
  append({ text, pieces }: MappedText): this {
    const from = this.text.length;
    for (const piece of pieces) this.pieces.push({ ...piece, start: piece.start + from, end: piece.end + from });
    this.text += text;
    return this;
  }

  build(span: Span): MappedText {
    return new MappedText(this.text, this.pieces, span);
  }

  private add(text: string, piece: Omit<TextPiece, 'start' | 'end'>): this {
    if (text === '') return this;
    const start = this.text.length;
    this.text += text;
    this.pieces.push({ ...piece, start, end: this.text.length });
    return this;
  }
}
