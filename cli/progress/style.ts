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

/** `0.4 s`, `2 min 5 s`, `3 h 20 min`: two parts at most, as short as they can be read. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))} s`;
  const parts = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ] as const;
  let rest = Math.round(seconds);
  const words: string[] = [];
  for (const [size, unit] of parts) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0 && words.length < 2) words.push(`${count} ${unit}`);
  }
  return words.join(' ');
}
