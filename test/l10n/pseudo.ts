/** A language that anybody can read and nobody takes for English: what is not in it was never looked up. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Translations } from '../../core/l10n/phrase';

const ROOT = path.resolve(__dirname, '..', '..');
const PLAIN = 'aceghilnorstuyzACEGHILNORSTUYZ';
const ACCENTED = 'àçéĝħíļñöřšţüýžÀÇÉĜĦÍĻÑÖŘŠŢÜÝŽ';

export const english = JSON.parse(readFileSync(path.join(ROOT, 'l10n', 'bundle.l10n.json'), 'utf8')) as Translations;

/** `Hello {0}` → `[!! Ħéļļö {0} !!]` */
export function pseudo(text: string): string {
  const accented = [...text].map((sign) => ACCENTED[PLAIN.indexOf(sign)] ?? sign).join('');
  return `[!! ${accented} !!]`;
}

export const PSEUDO: Translations = Object.fromEntries(Object.keys(english).map((key) => [key, pseudo(key)]));

/** Whether all of it is one text in the language. */
export function isPseudo(text: string): boolean {
  return /^\[!! [^]* !!\]$/.test(text.trim());
}

/** What of a text is left beside those in the language, one inside another or not. */
export function englishIn(text: string): string {
  let [left, before] = [text, ''];
  while (left !== before) {
    before = left;
    left = left.replace(/\[!! (?:(?!\[!! )[^])*? !!\]/g, '');
  }
  return left;
}

/** Words of ours beside texts in the language, where all data is in other letters than Latin ones. */
export function englishWordsIn(text: string): string[] {
  return englishIn(text).match(/[A-Za-z]{2,}/g) ?? [];
}
