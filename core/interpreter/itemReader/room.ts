/**
 * What the items of one reading may take up: a small file can hold more of them than any memory. Counted as they
 * are taken, so that a limit of MaxItems is never met with a refusal; lines that hold nothing count for their time.
 */
import { itemReaderFailed } from './itemReaderFailed';

/** A value, be it empty, takes some fifty bytes; three gigabytes are what a process of Node or VS Code has. */
const MOST_VALUES = 30_000_000;
const MOST_CHARACTERS = 512 * 1024 * 1024;
/** Less than this is not looked through: it holds too few values to matter. */
const SMALL = 16 * 1024 * 1024;

export class Room {
  private values = 0;
  private characters = 0;

  constructor(
    private readonly mostValues = MOST_VALUES,
    private readonly small = SMALL,
  ) {}

  /** A row of text cells. */
  takeCells(cells: number, characters: number): void {
    // The row is an object of its own.
    this.take(cells + 1, characters);
  }

  /** JSON, before it is read. */
  takeJson(text: string): void {
    this.take(this.characters + text.length < this.small ? 1 : valuesIn(text), text.length);
  }

  /** Values of a file's columns. */
  take(values: number, characters = 0): void {
    this.values += values;
    this.characters += characters;
    if (this.values <= this.mostValues && this.characters <= MOST_CHARACTERS) return;
    const what =
      this.values > this.mostValues
        ? `${this.mostValues / 1e6} million lines and values`
        : `${MOST_CHARACTERS / 1024 / 1024} million characters`;
    throw itemReaderFailed(
      `The items have more than ${what}, which is more than Stepwise can keep. Set MaxItems (CSV, JSON Lines), or read a smaller file.`,
    );
  }
}

/** At most so many values stand in a JSON text: each has a comma or a bracket before it. */
function valuesIn(text: string): number {
  let count = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === BRACKET || code === BRACE) count++;
  }
  return count;
}

const COMMA = 0x2c;
const BRACKET = 0x5b;
const BRACE = 0x7b;
