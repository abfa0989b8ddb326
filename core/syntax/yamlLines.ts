/** The lines of a YAML text as people lay them out: what of them is indented, a key, an item. Only as exact as finding a slip needs. */

/** A line that is more than a blank or a comment. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly indent: number;
  /** Without its indentation, blanks at its end and a comment. */
  readonly content: string;
  /** Where its content begins and ends. */
  readonly from: number;
  readonly to: number;
}

/** @returns undefined for a blank or a comment */
export function lineAt(text: string, start: number): Line | undefined {
  const end = endOfLine(text, start);
  const written = text.slice(start, end);
  const indent = /^ */.exec(written)![0].length;
  const content = written
    .slice(indent)
    .replace(/(^|\s)#.*$/, '')
    .trimEnd();
  if (content === '') return undefined;
  const from = start + indent;
  return { start, end, indent, content, from, to: from + content.length };
}

/** Lines above an offset's own line, the nearest first. */
export function* linesAbove(text: string, offset: number): Generator<Line> {
  let start = startOfLine(text, offset);
  while (start > 0) {
    start = text.lastIndexOf('\n', start - 2) + 1;
    const line = lineAt(text, start);
    if (line) yield line;
  }
}

export function* linesBelow(text: string, offset: number): Generator<Line> {
  for (let start = text.indexOf('\n', offset) + 1; start > 0; start = text.indexOf('\n', start) + 1) {
    const line = lineAt(text, start);
    if (line) yield line;
  }
}

export function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

export function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline;
}

export function take<T>(items: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const item of items) if (taken.push(item) >= count) break;
  return taken;
}

/** `- ` before what a line has, as often as it is there. */
const DASHES = /^(?:- +)*/;
const KEY = /^(?:- +)*("[^"]*"|'[^']*'|[^\s"'#:[\]{},&*!|>%@`-][^:#]*?):(?=\s|$)/;

export const dashesOf = ({ content }: Line): number => DASHES.exec(content)![0].length;
export const keyOf = ({ content }: Line): string | undefined => KEY.exec(content)?.[1];
export const isItem = ({ content }: Line): boolean => /^-(?:\s|$)/.test(content);
/** Whether its value must stand below it. */
export const opens = (line: Line): boolean =>
  /^-$|[^\s:]:$/.test(line.content) && (isItem(line) || keyOf(line) !== undefined);

/** Whether a line holds another below it, or one that holds that: a list may stand as far left as its key. */
export function holds(outer: Line, inner: Line): boolean {
  return outer.indent < inner.indent || (outer.indent === inner.indent && isItem(inner) && !isItem(outer));
}

interface Level {
  readonly column: number;
  readonly keys: Set<string>;
}

/** How unusual the layout of some lines is: keys without a value, keys that stand twice, and steps of other widths than the rest. */
export function oddnessOf(lines: readonly Line[]): number {
  const steps = new Map<number, number>();
  const open: Level[] = [];
  let odd = 0;
  for (const [index, line] of lines.entries()) {
    const dashes = dashesOf(line);
    const above = lines[index - 1];
    const isWithin = above && (line.indent > above.indent || (isItem(line) && line.indent === above.indent));
    if (above && opens(above) && !isWithin) odd++;
    if (above && line.indent > above.indent + dashesOf(above)) {
      const step = line.indent - above.indent - dashesOf(above);
      steps.set(step, (steps.get(step) ?? 0) + 1);
    }
    while (
      (open.at(-1)?.column ?? -1) > line.indent + dashes ||
      (dashes > 0 && (open.at(-1)?.column ?? -1) > line.indent)
    )
      open.pop();
    const column = line.indent + dashes;
    if (open.at(-1)?.column !== column) open.push({ column, keys: new Set() });
    const key = keyOf(line);
    const { keys } = open.at(-1)!;
    if (key !== undefined && keys.has(key)) odd++;
    if (key !== undefined) keys.add(key);
  }
  const usual = Math.max(0, ...steps.values());
  for (const count of steps.values()) if (count < usual) odd += 0.3 * count;
  return odd;
}
