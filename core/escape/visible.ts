/**
 * Text of others made fit to be read: what cannot be seen, or moves what can be, is written as JSON writes it, `\u001b`. So a
 * person reads what stands in the file, and in JSON text the escape means the same value. Every other escaper stands on this.
 */

/**
 * Controls (C0, DEL, C1), soft hyphen, marks and overrides of direction (Unicode UAX 9, "Trojan Source"), separators of lines,
 * blanks without width, annotations, tags (which spell unseen words) and halves of pairs. The joiners U+200C and U+200D stay:
 * Persian and emoji are written with them.
 */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}]/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' };

/** Most texts are this: what shows as it is, and is quickly seen to. */
const PLAIN = /^[ -~]*$/;

/** For a place of one line: a name, a label, a message. */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(UNSEEN, (unseen) => NAMED[unseen] ?? jsonEscape(unseen));
}

/** For a place of many: line feeds and tabs stay what they are. */
export function visibleLines(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/\r\n/g, '\n')
    .replace(UNSEEN, (unseen) => (unseen === '\n' || unseen === '\t' ? unseen : (NAMED[unseen] ?? jsonEscape(unseen))));
}

/** One utterance begins at the margin, and what follows is indented: no name with a line feed in it looks like a line of ours. */
export function utterance(text: string): string {
  return visibleLines(text).replace(/\n(?=\S)/g, '\n  ');
}

/** Each UTF-16 unit as `\u001b`. */
export function jsonEscape(text: string): string {
  return Array.from({ length: text.length }, (_, index) => {
    return `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}
