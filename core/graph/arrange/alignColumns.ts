/**
 * Where the cells of ordered rows stand from left to right. Each way that wants to be straight becomes one block (after Brandes
 * and Köpf); then each block moves, as far as its neighbours let it, to the middle of what it is linked to.
 */
import { BESIDE } from './box';
import type { Cell, Layers, Piece } from './layers';

interface Block {
  readonly cells: Cell[];
  x: number;
}

const ROUNDS = 24;

/** The middle of each cell, px; nothing is left of 0. */
export function alignColumns({ rows }: Pick<Layers, 'rows'>): ReadonlyMap<Cell, number> {
  const neighbours = new Map<Cell, { readonly left?: Cell; readonly right?: Cell }>();
  for (const row of rows) {
    row.forEach((cell, index) => neighbours.set(cell, { left: row[index - 1], right: row[index + 1] }));
  }
  const blocks = blocksOf(rows);
  const all = [...new Set(blocks.values())];
  const x = (cell: Cell): number => blocks.get(cell)!.x;
  const least = (block: Block, from: (cell: Cell) => number = x): number =>
    block.cells.reduce((most, cell) => {
      const left = neighbours.get(cell)?.left;
      return Math.max(most, left ? from(left) + apart(left, cell) : cell.left);
    }, 0);
  const most = (block: Block): number =>
    block.cells.reduce((bound, cell) => {
      const right = neighbours.get(cell)?.right;
      return right ? Math.min(bound, x(right) - apart(cell, right)) : bound;
    }, Number.POSITIVE_INFINITY);

  const known = new Set<Block>();
  const place = (block: Block): number => {
    if (known.has(block)) return block.x;
    known.add(block);
    return (block.x = least(block, (cell) => place(blocks.get(cell)!)));
  };
  all.forEach(place);
  for (let round = 0, moved = true; round < ROUNDS && (moved || round % 2 === 1); round++) {
    moved = false;
    const order = all.toSorted((a, b) => (round % 2 === 0 ? b.x - a.x : a.x - b.x));
    for (const block of order) {
      const wanted = wantedX(block, blocks);
      if (wanted === undefined) continue;
      // What stands at the very left may go further left: all is moved to 0 in the end.
      const isBound = block.cells.some((cell) => neighbours.get(cell)?.left);
      const low = isBound ? least(block, x) : Number.NEGATIVE_INFINITY;
      const next = Math.round(Math.min(most(block), Math.max(low, wanted)));
      if (next === block.x) continue;
      block.x = next;
      moved = true;
    }
  }
  const cells = rows.flat();
  const edge = cells.reduce((left, cell) => Math.min(left, x(cell) - cell.left), Number.POSITIVE_INFINITY);
  return new Map(cells.map((cell) => [cell, x(cell) - Math.floor(edge)]));
}

function apart(left: Cell, right: Cell): number {
  const gap = ((left.box ? BESIDE.boxes : BESIDE.lines) + (right.box ? BESIDE.boxes : BESIDE.lines)) / 2;
  return left.right + gap + right.left;
}

/** The mean of what its cells are linked to outside; undefined where it is linked to nothing. */
function wantedX(block: Block, blocks: ReadonlyMap<Cell, Block>): number | undefined {
  let [sum, weights] = [0, 0];
  const add = (other: Cell, weight: number): void => {
    const there = blocks.get(other)!;
    if (there === block) return;
    sum += there.x * weight;
    weights += weight;
  };
  for (const cell of block.cells) {
    for (const piece of cell.above) add(piece.from, piece.weight);
    for (const piece of cell.below) add(piece.to, piece.weight);
  }
  return weights === 0 ? undefined : sum / weights;
}

/** The weightiest pieces first, of equals those of the longest way so far; none that would cross one that is straight already. */
function blocksOf(rows: readonly (readonly Cell[])[]): ReadonlyMap<Cell, Block> {
  const blocks = new Map<Cell, Block>();
  for (const row of rows) for (const cell of row) blocks.set(cell, { cells: [cell], x: 0 });
  const places = new Map(rows.flatMap((row) => row.map((cell, index): [Cell, number] => [cell, index])));
  const lengthOf = ({ from }: Piece): number => blocks.get(from)!.cells.filter(({ box }) => box).length;
  for (const row of rows) {
    const straight: Piece[] = [];
    const pieces = row.flatMap(({ below }) => below);
    const bend = (piece: Piece): number => Math.abs(places.get(piece.from)! - places.get(piece.to)!);
    const sorted = pieces.sort((a, b) => b.weight - a.weight || lengthOf(b) - lengthOf(a) || bend(a) - bend(b));
    for (const piece of sorted) {
      const [from, to] = [places.get(piece.from)!, places.get(piece.to)!];
      const isFree = straight.every((other) => (places.get(other.from)! - from) * (places.get(other.to)! - to) > 0);
      if (!isFree) continue;
      straight.push(piece);
      const block = blocks.get(piece.from)!;
      block.cells.push(piece.to);
      blocks.set(piece.to, block);
    }
  }
  return blocks;
}
