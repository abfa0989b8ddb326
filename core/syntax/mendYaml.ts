/**
 * A YAML text with a slip of the hand in it, as it was meant: of the small changes to the lines at its first mistake the
 * one after which it can be read. What is told then is the slip, and not everything that follows from it.
 */
import type { SyntaxProblem } from './tree';
import { endOfLine, holds, isItem, lineAt, linesAbove, linesBelow, startOfLine, take } from './yamlLines';
import type { Line } from './yamlLines';
import { slipsAt } from './yamlSlips';
import type { Change, YamlSlip } from './yamlSlips';

export interface MendedYaml {
  readonly text: string;
  /** The slips, by offsets of the text as it is written. */
  readonly problems: readonly SyntaxProblem[];
  /** Where a character of the mended text stands in the text as it is written. */
  written(offset: number): number;
}

/** Of a text that is being read: the place of its first mistake that is none to go on from; undefined where there is none. */
export type FirstMistake = (text: string) => number | undefined;

const MOST_SLIPS = 8;
/** Of the readings of a whole text for one slip. */
const MOST_READINGS = 4;
/** Characters that are read to find slips, so that a long text with many of them does not keep anybody waiting. */
const MOST_READ = 600_000;
/** Lines around a change that are read with it. */
const LINES_AROUND = 14;

/**
 * @param mistake where the text has its first
 * @returns undefined where no change of a line helps
 */
export function mendYaml(text: string, mistake: number, firstMistake: FirstMistake): MendedYaml | undefined {
  let left = MOST_READ;
  const read: FirstMistake = (part) => {
    left -= part.length;
    return firstMistake(part);
  };
  let mended = new Mended(text);
  const problems: SyntaxProblem[] = [];
  for (let at: number | undefined = mistake; at !== undefined && problems.length < MOST_SLIPS;) {
    const next = withoutSlip(mended, at, read, () => left < text.length);
    if (!next) break;
    const { start, end } = next.slip.span;
    const span = { start: mended.written(start), end: mended.written(end) };
    problems.push({ code: 'yaml-syntax', message: next.slip.message, span });
    mended = next.mended;
    at = next.mistake;
  }
  return problems.length === 0
    ? undefined
    : { text: mended.text, problems, written: (offset) => mended.written(offset) };
}

interface Found {
  readonly mended: Mended;
  readonly slip: YamlSlip;
  /** Of the text without the slip. */
  readonly mistake: number | undefined;
}

/** The best of the changes at a mistake: the text can be read to its end, or at least beyond the lines at hand. */
function withoutSlip(
  mended: Mended,
  mistake: number,
  firstMistake: FirstMistake,
  isSpent: () => boolean,
): Found | undefined {
  const { text } = mended;
  let best: Found | undefined;
  let readings = 0;
  for (const slip of slipsAt(text, mistake)) {
    if (isSpent() || readings >= MOST_READINGS) break;
    if (slip.isPart && !helps(text, slip, firstMistake)) continue;
    readings++;
    const found = mended.changed(slip.changes);
    const next = firstMistake(found.text);
    if (next === undefined) return { mended: found, slip, mistake: next };
    const isBeyond = found.written(next) > mended.written(endOfLine(text, mistake));
    if (isBeyond && (!best || found.written(next) > best.mended.written(best.mistake!))) {
      best = { mended: found, slip, mistake: next };
    }
  }
  return best;
}

/** Whether the lines around can be read with the change, below the lines that they belong to. */
function helps(text: string, { changes }: YamlSlip, firstMistake: FirstMistake): boolean {
  const [first, last] = [changes[0]!, changes.at(-1)!];
  const start = take(linesAbove(text, first.start), LINES_AROUND).at(-1)?.start ?? startOfLine(text, first.start);
  const end = take(linesBelow(text, last.end), LINES_AROUND).at(-1)?.end ?? endOfLine(text, last.end);
  return firstMistake(holding(text, start) + changedPart(text, changes, start, end)) === undefined;
}

/** The lines that hold the line at an offset, outermost first. */
function holding(text: string, offset: number): string {
  let inner = lineAt(text, offset) ?? (linesBelow(text, offset).next().value as Line | undefined);
  const held: string[] = [];
  if (!inner) return '';
  for (const line of linesAbove(text, offset)) {
    if (inner.indent === 0 && !isItem(inner)) break;
    if (!holds(line, inner)) continue;
    held.unshift(`${text.slice(line.start, line.to)}\n`);
    inner = line;
  }
  return held.join('');
}

/** A text with changes, and where its characters come from. */
class Mended {
  /** Offsets as written, by offset; undefined while nothing was changed. */
  private offsets: Uint32Array | undefined;

  constructor(readonly text: string) {}

  written(offset: number): number {
    return this.offsets ? this.offsets[Math.max(0, Math.min(offset, this.text.length))]! : offset;
  }

  /** @param changes from the first to the last */
  changed(changes: readonly Change[]): Mended {
    const made = new Mended(changedPart(this.text, changes, 0, this.text.length));
    const offsets = new Uint32Array(made.text.length + 1);
    let at = 0;
    let from = 0;
    for (const { start, end, insert } of changes) {
      while (from < start) offsets[at++] = this.written(from++);
      for (let index = 0; index < insert.length; index++) offsets[at++] = this.written(Math.min(start + index, end));
      from = end;
    }
    while (from <= this.text.length) offsets[at++] = this.written(from++);
    made.offsets = offsets;
    return made;
  }
}

/** A part of a text that holds all of the changes, with them. */
function changedPart(text: string, changes: readonly Change[], start: number, end: number): string {
  let changed = '';
  let from = start;
  for (const change of changes) {
    changed += text.slice(from, change.start) + change.insert;
    from = change.end;
  }
  return changed + text.slice(from, end);
}
