import { readyLine, Words } from '../words';

/** Colours of a terminal, or none. */
export interface Style {
  readonly good: Paint;
  readonly bad: Paint;
  readonly warning: Paint;
  readonly faint: Paint;
  readonly strong: Paint;
}

export type Paint = (text: string | Words) => Words;

/** The sixteen colours every terminal theme defines. */
export function createStyle(colours: boolean): Style {
  const paint =
    (open: number, close: number): Paint =>
    (text) => {
      const ready = readyLine(text);
      return new Words(colours ? `\x1b[${open}m${ready}\x1b[${close}m` : ready);
    };
  return { good: paint(32, 39), bad: paint(31, 39), warning: paint(33, 39), faint: paint(2, 22), strong: paint(1, 22) };
}
