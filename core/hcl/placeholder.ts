/** The name under which an interpolation stands in a definition: its own text, without what would end it or a string. */
export function placeholderName(written: string): string {
  return written.replace(/["\\]/g, "'").replaceAll('{', '(').replaceAll('}', ')').replace(/\s+/g, ' ').trim();
}

/** Whether a place behind a text of JSON is within a string, told as the text grows. */
export class StringState {
  isInString = false;
  private isEscaped = false;

  add(text: string): void {
    for (const character of text) {
      if (this.isEscaped) this.isEscaped = false;
      else if (character === '\\') this.isEscaped = this.isInString;
      else if (character === '"') this.isInString = !this.isInString;
    }
  }
}
