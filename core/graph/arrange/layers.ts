/**
 * Boxes in rows (Sugiyama's way): each below all that lead to it, with a row for labels between two rows of boxes. A link that
 * passes rows has a cell in each of them, so that nothing else stands in its way.
 */
import type { GraphEdge } from '../graphView';
import { LABEL_HEIGHT, type Box, type Link } from './box';

export interface Cell {
  readonly row: number;
  /** Undefined: a link passes here. */
  readonly box: Box | undefined;
  /** From its middle to the left and to the right, px. */
  readonly left: number;
  readonly right: number;
  readonly height: number;
  /** Pieces of links to the row above and to the row below. */
  readonly above: Piece[];
  readonly below: Piece[];
  /** Its place in its row, from the left; written by what orders the rows. */
  place: number;
  /** Its middle, px from the left; written by what aligns the columns. */
  x: number;
}

/** Of a link, from one row to the next. */
export interface Piece {
  readonly from: Cell;
  readonly to: Cell;
  /** How much it wants to be straight. */
  readonly weight: number;
}

/** A link with its cells from top to bottom, without those of its boxes. */
export interface LaidLink {
  readonly link: Link;
  readonly cells: readonly Cell[];
  /** The one that holds the label. */
  readonly label?: Cell;
}

export interface Layers {
  /** From top to bottom, each from left to right. */
  readonly rows: Cell[][];
  readonly cells: ReadonlyMap<string, Cell>;
  readonly links: readonly LaidLink[];
}

/** The way that usually goes well is drawn straight; handlers of errors go round it. */
const WEIGHTS: Readonly<Record<GraphEdge['kind'], number>> = {
  start: 8,
  next: 8,
  default: 4,
  choice: 3,
  end: 2,
  catch: 1,
};
/** A line between two rows of boxes bends at its ends, if anywhere. */
const PASSING = 16;
/** How far beside its box a link runs that leads back to it. */
export const LOOP_ROOM = 20;

/** `boxes` in the order in which one would tell of them: links against it lead upward. Links to the box itself have no cells. */
export function layersOf(boxes: readonly Box[], links: readonly Link[]): Layers {
  const rowOf = rowsOf(boxes, links);
  const loops = new Map<string, number>();
  for (const { from, to, labelWidth } of links) {
    if (from === to) loops.set(from, Math.max(loops.get(from) ?? 0, LOOP_ROOM + labelWidth));
  }
  const rows: Cell[][] = [];
  const add = (row: number, box: Box | undefined, left: number, right: number, height: number): Cell => {
    while (rows.length <= row) rows.push([]);
    const own = rows[row]!;
    const cell = { row, box, left, right, height, above: [], below: [], place: own.length, x: 0 };
    own.push(cell);
    return cell;
  };
  const cells = new Map<string, Cell>();
  for (const box of boxes) {
    const [left, right] = [box.width / 2, box.width / 2 + (loops.get(box.id) ?? 0)];
    cells.set(box.id, add(rowOf.get(box.id)!, box, left, right, box.height));
  }
  const laid = links.map((link): LaidLink => {
    const ends = [cells.get(link.from)!, cells.get(link.to)!].sort((a, b) => a.row - b.row);
    const [top, bottom] = ends as [Cell, Cell];
    const own: Cell[] = [];
    const labelRow = link.label === undefined ? -1 : link.from === top.box?.id ? top.row + 1 : bottom.row - 1;
    let last = top;
    for (let row = top.row + 1; row < bottom.row; row++) {
      const half = row === labelRow ? link.labelWidth / 2 : 0;
      const cell = add(row, undefined, half, half, row === labelRow ? LABEL_HEIGHT : 0);
      join(last, cell, WEIGHTS[link.kind]);
      own.push(cell);
      last = cell;
    }
    if (top !== bottom) join(last, bottom, WEIGHTS[link.kind]);
    const label = own.find(({ row }) => row === labelRow);
    return { link, cells: own, ...(label && { label }) };
  });
  return { rows, cells, links: laid };
}

function join(from: Cell, to: Cell, weight: number): void {
  const piece = { from, to, weight: from.box || to.box ? weight : PASSING };
  from.below.push(piece);
  to.above.push(piece);
}

/** Even numbers: between two rows of boxes is one for labels. How far down: the longest way there. */
export function rowsOf(boxes: readonly Box[], links: readonly Link[]): ReadonlyMap<string, number> {
  const place = new Map(boxes.map(({ id }, index) => [id, index]));
  const rows = boxes.map(() => 0);
  const onward = boxes.map((): number[] => []);
  const hasBefore = boxes.map(() => false);
  for (const { from, to } of links) {
    const [a, b] = [place.get(from)!, place.get(to)!].sort((one, other) => one - other) as [number, number];
    if (a === b) continue;
    onward[a]!.push(b);
    hasBefore[b] = true;
  }
  onward.forEach((targets, index) => {
    for (const to of targets) rows[to] = Math.max(rows[to]!, rows[index]! + 2);
  });
  // What nothing leads to stands right above what it leads to.
  for (let index = boxes.length - 1; index > 0; index--) {
    const targets = onward[index]!;
    if (hasBefore[index] || targets.length === 0) continue;
    rows[index] = targets.reduce((least, to) => Math.min(least, rows[to]!), Number.POSITIVE_INFINITY) - 2;
  }
  return new Map(boxes.map(({ id }, index) => [id, rows[index]!]));
}
