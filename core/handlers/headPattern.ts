/** Patterns of the line where a method begins. */

/** The text itself, within a pattern. */
export function literally(text: string): string {
  return text.replace(/[^\w]/g, String.raw`\$&`);
}

/** Of a method with this name in Java, C# and their kin: something stands before it, such as what it returns, and it is no call. */
export function declaration(name: string): RegExp {
  return new RegExp(String.raw`^[^\S\n]*(?!return\b|new\b|//|\*)\w[^\n=;()]*\s${name}\s*[<(]`, 'm');
}
