/** Colours of a terminal, or none. */
export interface Style {
  readonly good: Paint;
  readonly bad: Paint;
  readonly warning: Paint;
  readonly faint: Paint;
  readonly strong: Paint;
}

type Paint = (text: string) => string;

/** The sixteen colours every terminal theme defines. */
export function createStyle(colours: boolean): Style {
  const paint =
    (open: number, close: number): Paint =>
    (text) =>
      colours ? `\x1b[${open}m${text}\x1b[${close}m` : text;
  return { good: paint(32, 39), bad: paint(31, 39), warning: paint(33, 39), faint: paint(2, 22), strong: paint(1, 22) };
}
