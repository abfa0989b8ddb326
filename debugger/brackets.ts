/** Finds where quotations and brackets end in what a person types. */

const CLOSING: { readonly [opening: string]: string } = { '(': ')', '[': ']', '{': '}' };

export function isOpening(character: string): boolean {
  return CLOSING[character] !== undefined;
}

/** Behind the quotation mark that closes the one at `start`; undefined where none does. */
export function endOfQuotation(text: string, start: number): number | undefined {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === text[start]) return index + 1;
  }
  return undefined;
}

/** Behind the bracket that closes the one at `start`; undefined where none does. */
export function endOfBracket(text: string, start: number): number | undefined {
  const open: string[] = [];
  for (let index = start; index < text.length; index++) {
    const character = text.charAt(index);
    if ('"\'`'.includes(character)) index = (endOfQuotation(text, index) ?? text.length) - 1;
    else if (CLOSING[character]) open.push(CLOSING[character]);
    else if (character === open.at(-1)) {
      open.pop();
      if (open.length === 0) return index + 1;
    }
  }
  return undefined;
}
