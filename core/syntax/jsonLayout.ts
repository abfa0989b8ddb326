/** What the indentation of a JSON text says of its brackets: which closes which, and where one is missing. */

export interface Bracket {
  readonly kind: '{' | '[';
  /** Of the line that it stands in: its number, and the column of its first character. */
  readonly line: number;
  readonly indent: number;
  /** It is not written, and may stand further left. */
  readonly isLoose?: boolean;
}

export const CLOSING: Readonly<Record<Bracket['kind'], string>> = { '{': '}', '[': ']' };

/** Follows a parser through a text. */
export class JsonLayout {
  private readonly open: Bracket[] = [];
  private line = 0;
  private indent = 0;
  /** Whether the token at hand is the first of its line. */
  private isFirst = true;
  /** The line of the bracket that was closed last in this line. */
  private closedLine = -1;
  /** Where the token at hand begins. */
  private at = 0;

  constructor(private readonly text: string) {}

  /** The parser is at the token that begins at `start`; the one before it ended at `before`. */
  moveTo(before: number, start: number): void {
    this.at = start;
    let newline = start - 1;
    while (newline >= before && this.text.charAt(newline) !== '\n') newline--;
    this.isFirst = before === 0 || newline >= before;
    if (!this.isFirst) return;
    this.line++;
    this.indent = start - newline - 1;
    this.closedLine = -1;
  }

  opened(kind: Bracket['kind']): void {
    this.open.push({ kind, line: this.line, indent: this.indent });
  }

  /** @param key the place of the name that the bracket should stand behind; of an item of a list there is none */
  assumed(kind: Bracket['kind'], key: JsonLayout['place'] | undefined): void {
    if (key) this.open.push({ kind, ...key });
    else if (this.isFirst) this.open.push({ kind, line: this.line, indent: this.indent - 1, isLoose: true });
    else this.opened(kind);
  }

  closed(): void {
    this.closedLine = this.open.pop()?.line ?? -1;
  }

  /**
   * Whether the line that begins at the token at hand, which is no bracket that closes, stands outside the innermost bracket.
   *
   * @param isItem whether it may be an item of a list: some people indent those no further than the list
   */
  isOutside(isItem: boolean): boolean {
    const inner = this.open.at(-1);
    if (!this.isFirst || !inner || this.line <= inner.line) return false;
    return this.indent < inner.indent || (this.indent === inner.indent && !(isItem && inner.kind === '['));
  }

  /** Whether nothing more of the innermost bracket can follow behind an offset: its line ends, and the next is not indented further. */
  endsWithLine(offset: number): boolean {
    const next = /^[ \t]*\r?\n([ \t]*)/.exec(this.text.slice(offset, offset + 500));
    return next !== null && next[1]!.length <= (this.open.at(-1)?.indent ?? -1);
  }

  /** Whether the line of the token at hand begins further right than column `indent`. */
  isBelow({ line, indent }: { readonly line: number; readonly indent: number }): boolean {
    return this.isFirst && this.line > line && this.indent > indent;
  }

  get place(): { readonly line: number; readonly indent: number } {
    return { line: this.line, indent: this.indent };
  }

  /**
   * What the closing bracket at hand closes: the innermost bracket, one around it (so that the inner ones are not closed), the
   * innermost in the place of another sign, or nothing that is open.
   */
  closes(kind: Bracket['kind']): 'innermost' | 'outer' | 'swapped' | 'nothing' {
    for (let at = this.open.length - 1; at >= 0; at--) {
      const bracket = this.open[at]!;
      const isLoose =
        bracket.isLoose && this.indent <= bracket.indent && this.indent > (this.open[at - 1]?.indent ?? -1);
      const belongs = this.isFirst
        ? bracket.indent === this.indent || isLoose
        : bracket.line === this.line || bracket.line === this.closedLine || bracket.indent === this.indent;
      if (belongs && bracket.kind === kind) return at === this.open.length - 1 ? 'innermost' : 'outer';
      if (this.isFirst && bracket.indent < this.indent) break;
    }
    const inner = this.open.at(-1);
    // Not everybody indents everything alike.
    if (this.isFirst && inner?.kind === kind) return 'innermost';
    return this.isInPlaceOfAnother() ? 'swapped' : 'nothing';
  }

  /** Alone at the place of what would close the innermost bracket, which does not follow. */
  private isInPlaceOfAnother(): boolean {
    const inner = this.open.at(-1);
    if (!inner || inner.isLoose || !this.isFirst || this.line <= inner.line || inner.indent !== this.indent)
      return false;
    const below = /^[ \t]*,?[ \t]*\r?\n([ \t]*)([}\]])/.exec(this.text.slice(this.at + 1, this.at + 500));
    return below?.[1]?.length !== this.indent || below[2] !== CLOSING[inner.kind];
  }
}
