/** The name under which an interpolation stands in a definition: its own text, without what would end it or a string. */
export function placeholderName(written: string): string {
  return written.replace(/["\\]/g, "'").replaceAll('{', '(').replaceAll('}', ')').replace(/\s+/g, ' ').trim();
}

/** Whether a text of JSON stops where the name of a state, or of a field, stands: a definition has that itself, and no placeholder. */
export function stopsInName(text: string): boolean {
  return /(?:"(?:StartAt|Next|Default)"\s*:|\{)\s*"[^"]*$/.test(text.slice(-200));
}

/** Whether a place behind a text of JSON is within a string, told as the text grows. */
export class StringState {
  isInString = false;
  private isEscaped = false;
  private end = '';

  get isInName(): boolean {
    return this.isInString && stopsInName(this.end);
  }

  add(text: string): void {
    this.end = (this.end + text).slice(-200);
    for (const character of text) {
      if (this.isEscaped) this.isEscaped = false;
      else if (character === '\\') this.isEscaped = this.isInString;
      else if (character === '"') this.isInString = !this.isInString;
    }
  }
}
