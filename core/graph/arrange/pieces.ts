/**
 * Cuts a scope that is too long to be read into pieces, each laid out by itself. They follow each other as the states do, and
 * are cut where few lines are.
 */
import { BETWEEN_ROWS, type Box, type Link } from './box';
import { rowsOf } from './layers';

export interface Piece {
  readonly boxes: readonly Box[];
  /** Within the piece, longer ones than a line should be among them: see {@link nearAndFar}. */
  readonly links: readonly Link[];
}

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** Between pieces. */
  readonly others: readonly Link[];
}

/** So many boxes are laid out as one; more are, where they are wide rather than high. */
const WHOLE = 24;
/** Above that, the time it takes to lay out a piece would show. */
const MOST_BOXES = 32;
/** Rows passed by all links of a piece together. */
const MOST_ROWS_PASSED = 600;
/** Width to height of a picture that fills a panel beside an editor. */
const SHAPE = 1.2;
const LEAST_HEIGHT = 900;

/** @param boxes the first state first */
export function cut(boxes: readonly Box[], links: readonly Link[]): Pieces {
  const order = inOrder(boxes, links);
  const columnHeight =
    boxes.length <= WHOLE
      ? Number.POSITIVE_INFINITY
      : heightOfColumns(boxes, areaOf(boxes, { width: BETWEEN_ROWS, height: BETWEEN_ROWS }));
  const place = new Map(order.map(({ id }, index) => [id, index]));
  const crossing = linesAfter(order.length, links, place);
  const scope = { links: byFrom(links, place), columnHeight, crossing };
  const pieces: Box[][] = [];
  for (let start = 0; start < order.length;) {
    const end = endOfPiece(order, start, scope);
    pieces.push(order.slice(start, end));
    start = end;
  }
  return shared(pieces, links);
}

/**
 * Topological, as far as there is no cycle, and depth first: what follows a state stands near it. What the first state does not
 * lead to comes behind.
 */
function inOrder(boxes: readonly Box[], links: readonly Link[]): readonly Box[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const targets = new Map<string, string[]>();
  for (const { from, to } of links) {
    const known = targets.get(from);
    if (known) known.push(to);
    else targets.set(from, [to]);
  }
  const seen = new Set<string>();
  const from = (root: string): Box[] => {
    const finished: Box[] = [];
    const stack = [{ id: root, next: 0 }];
    seen.add(root);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const onward = targets.get(top.id) ?? [];
      // The last first: turned round, it stands behind the others.
      const to = onward[onward.length - 1 - top.next++];
      if (to === undefined) {
        finished.push(byId.get(top.id)!);
        stack.pop();
      } else if (!seen.has(to)) {
        seen.add(to);
        stack.push({ id: to, next: 0 });
      }
    }
    return finished.reverse();
  };
  return boxes.flatMap(({ id }) => (seen.has(id) ? [] : from(id)));
}

/** What all this takes with the room around it, px². */
export function areaOf(all: readonly Size[], gap: Size): number {
  return all.reduce((sum, { width, height }) => sum + (width + gap.width) * (height + gap.height), 0);
}

/** How high columns should be that hold all this, px. */
export function heightOfColumns(all: readonly Size[], area: number): number {
  const highest = all.reduce((most, { height }) => Math.max(most, height), 0);
  return Math.max(LEAST_HEIGHT, highest, Math.sqrt(area / SHAPE));
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How many lines lead from a box up to each place to one behind it. */
function linesAfter(count: number, links: readonly Link[], place: ReadonlyMap<string, number>): readonly number[] {
  const steps = new Array<number>(count + 1).fill(0);
  for (const { from, to } of links) {
    const [a, b] = [place.get(from)!, place.get(to)!];
    steps[Math.min(a, b)]!++;
    steps[Math.max(a, b)]!--;
  }
  let open = 0;
  return steps.map((step) => (open += step));
}

interface Scope {
  readonly links: ReadonlyMap<number, readonly number[]>;
  readonly columnHeight: number;
  readonly crossing: readonly number[];
}

/** Targets by the place of the box they lead from. */
function byFrom(links: readonly Link[], place: ReadonlyMap<string, number>): ReadonlyMap<number, readonly number[]> {
  const targets = new Map<number, number[]>();
  for (const link of links) {
    const from = place.get(link.from)!;
    const known = targets.get(from);
    if (known) known.push(place.get(link.to)!);
    else targets.set(from, [place.get(link.to)!]);
  }
  return targets;
}

function endOfPiece(order: readonly Box[], start: number, { links, columnHeight, crossing }: Scope): number {
  if (columnHeight === Number.POSITIVE_INFINITY) return order.length;
  const tops = new Map<number, number>();
  let end = start;
  for (let bottom = 0; end < order.length && end - start < MOST_BOXES; end++) {
    const top = tops.get(end) ?? 0;
    const below = top + order[end]!.height + BETWEEN_ROWS;
    bottom = Math.max(bottom, below);
    if (bottom > columnHeight + BETWEEN_ROWS && end > start) break;
    for (const to of links.get(end) ?? []) if (to > end) tops.set(to, Math.max(tops.get(to) ?? 0, below));
  }
  if (end === order.length) return end;
  // Somewhat shorter, where fewer lines are cut then.
  let best = end;
  for (let shorter = end - 1; shorter > start + (end - start) * 0.55; shorter--) {
    if (crossing[shorter - 1]! < crossing[best - 1]!) best = shorter;
  }
  return best;
}

function shared(boxes: readonly (readonly Box[])[], links: readonly Link[]): Pieces {
  const pieceOf = new Map(boxes.flatMap((piece, index) => piece.map(({ id }): [string, number] => [id, index])));
  const within = boxes.map((): Link[] => []);
  const others: Link[] = [];
  for (const link of links) {
    const piece = pieceOf.get(link.from)!;
    if (piece === pieceOf.get(link.to)) within[piece]!.push(link);
    else others.push(link);
  }
  return { pieces: boxes.map((own, index) => ({ boxes: own, links: within[index]! })), others };
}

/** A Choice may lead everywhere: the longest of too many lines are left out. */
export function nearAndFar({ boxes, links }: Piece): readonly [near: readonly Link[], far: readonly Link[]] {
  if (links.length * 2 <= MOST_ROWS_PASSED / boxes.length) return [links, []];
  const rows = rowsOf(boxes, links);
  const length = ({ from, to }: Link): number => Math.abs(rows.get(from)! - rows.get(to)!);
  if (links.reduce((sum, link) => sum + length(link), 0) <= MOST_ROWS_PASSED) return [links, []];
  const sorted = links.toSorted((a, b) => length(a) - length(b));
  let passed = 0;
  const near = new Set(sorted.filter((link) => (passed += length(link)) <= MOST_ROWS_PASSED));
  return [links.filter((link) => near.has(link)), links.filter((link) => !near.has(link))];
}
