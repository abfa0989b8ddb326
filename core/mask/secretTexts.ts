/**
 * The texts of values that were masked once. A machine moves its data: what stood under a masked key stands in another state's
 * input under another name, in a sentence of `States.Format`, in an error's cause.
 */
import { MASKED } from './mask';

/** Characters. What is shorter is masked at its own place alone: elsewhere it would be half of what a history says. */
export const SHORTEST_SECRET = 4;

/** So many spellings are looked for one after the other faster than all at once. */
const FEW = 64;

export class SecretTexts {
  private readonly known = new Set<string>();
  private readonly spellings = new Set<string>();
  /** What spellings begin with, and how long they are: a text is walked through once, however many there are. */
  private readonly heads = new Set<number>();
  private lengths: readonly number[] = [];

  /** @returns whether it is new */
  add(text: string): boolean {
    if (text.length < SHORTEST_SECRET || this.known.has(text)) return false;
    this.known.add(text);
    for (const spelling of spellingsOf(text)) {
      this.spellings.add(spelling);
      this.heads.add(headOf(spelling, 0));
      if (!this.lengths.includes(spelling.length)) {
        this.lengths = [...this.lengths, spelling.length].sort((first, second) => second - first);
      }
    }
    return true;
  }

  occurIn(text: string): boolean {
    if (this.spellings.size > FEW) return this.masked(text) !== text;
    for (const spelling of this.spellings) if (text.includes(spelling)) return true;
    return false;
  }

  /** The text with each of them masked, the longest first; the same one where it holds none. */
  masked(text: string): string {
    if (this.spellings.size <= FEW && !this.occurIn(text)) return text;
    let result = '';
    let copied = 0;
    for (let at = 0; at + SHORTEST_SECRET <= text.length;) {
      const length = this.heads.has(headOf(text, at)) ? this.lengthAt(text, at) : undefined;
      if (length === undefined) {
        at++;
        continue;
      }
      result += text.slice(copied, at) + MASKED;
      at += length;
      copied = at;
    }
    return copied === 0 ? text : result + text.slice(copied);
  }

  private lengthAt(text: string, at: number): number | undefined {
    return this.lengths.find((length) => this.spellings.has(text.slice(at, at + length)));
  }
}

/** Three UTF-16 units as one number. */
function headOf(text: string, at: number): number {
  return (text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1)) * 0x10000 + text.charCodeAt(at + 2);
}

/** As it stands, as JSON writes it inside texts (twice inside texts of texts), and as a URL does. */
function spellingsOf(text: string): readonly string[] {
  const spellings = new Set([text]);
  for (const escaped of [inJson(text), asciiJson(text)]) {
    spellings
      .add(escaped)
      .add(inJson(escaped))
      .add(inJson(inJson(escaped)));
  }
  if (isWellFormed(text)) spellings.add(encodeURIComponent(text)).add(encodeURIComponent(text).replace(/%20/g, '+'));
  return [...spellings];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As Python's `json.dumps` and others write it, who keep to ASCII. */
function asciiJson(text: string): string {
  return inJson(text).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
