/**
 * Where the cells of ordered rows stand from left to right. Each way that wants to be straight becomes one block (after Brandes
 * and Köpf); then each block moves, as far as its neighbours let it, to the middle of what it is linked to.
 */
import { BESIDE } from './box';
import type { Cell, Layers, Piece } from './layers';

interface Block {
  readonly cells: Cell[];
  /** How many of its cells are boxes. */
  boxes: number;
  x: number;
  isPlaced: boolean;
  /** What stands beside it, and how far apart their middles must be, px. */
  readonly lefts: Beside[];
  readonly rights: Beside[];
  /** What it is linked to outside, once a link. */
  readonly linked: Linked[];
  /** The sum of the weights of those. */
  weights: number;
  /** So far right it stands, because nothing is left of 0, px. */
  least: number;
}

interface Beside {
  readonly block: Block;
  readonly apart: number;
}

interface Linked {
  readonly block: Block;
  readonly weight: number;
}

const ROUNDS = 24;

/** By row and place. */
type Blocks = Block[][];

/** Writes the middle of each cell of rows whose cells know their places; nothing is left of 0. */
export function alignColumns({ rows }: Pick<Layers, 'rows'>): void {
  const blocks = blocksOf(rows);
  const all = [...new Set(blocks.flat())];
  for (const block of all) surround(block, rows, blocks);
  for (const block of all) place(block);
  for (let round = 0, moved = true; round < ROUNDS && (moved || round % 2 === 1); round++) {
    moved = false;
    const order = all.toSorted(round % 2 === 0 ? (a, b) => b.x - a.x : (a, b) => a.x - b.x);
    for (const block of order) {
      if (block.weights === 0) continue;
      // What stands at the very left may go further left: all is moved to 0 in the end.
      const low = block.lefts.length > 0 ? leastX(block) : Number.NEGATIVE_INFINITY;
      const next = Math.round(Math.min(mostX(block), Math.max(low, wantedX(block))));
      if (next === block.x) continue;
      block.x = next;
      moved = true;
    }
  }
  let edge = Number.POSITIVE_INFINITY;
  for (const { x, cells } of all) for (const { left } of cells) edge = Math.min(edge, x - left);
  for (const { x, cells } of all) for (const cell of cells) cell.x = x - Math.floor(edge);
}

function surround(block: Block, rows: readonly (readonly Cell[])[], blocks: Blocks): void {
  const link = ({ row, place: at }: Cell, weight: number): void => {
    const other = blocks[row]![at]!;
    if (other === block) return;
    block.linked.push({ block: other, weight });
    block.weights += weight;
  };
  for (const cell of block.cells) {
    const { row, place: at } = cell;
    const [left, right] = [rows[row]![at - 1], rows[row]![at + 1]];
    if (left) block.lefts.push({ block: blocks[row]![at - 1]!, apart: apart(left, cell) });
    else block.least = Math.max(block.least, cell.left);
    if (right) block.rights.push({ block: blocks[row]![at + 1]!, apart: apart(cell, right) });
    for (const { from, weight } of cell.above) link(from, weight);
    for (const { to, weight } of cell.below) link(to, weight);
  }
}

function apart(left: Cell, right: Cell): number {
  const gap = ((left.box ? BESIDE.boxes : BESIDE.lines) + (right.box ? BESIDE.boxes : BESIDE.lines)) / 2;
  return left.right + gap + right.left;
}

/** As far left as it goes, once all that is left of it stands there. */
function place(block: Block): void {
  if (block.isPlaced) return;
  block.isPlaced = true;
  for (const { block: left } of block.lefts) place(left);
  block.x = leastX(block);
}

function leastX({ lefts, least }: Block): number {
  let bound = least;
  for (const { block, apart: distance } of lefts) bound = Math.max(bound, block.x + distance);
  return bound;
}

function mostX({ rights }: Block): number {
  let bound = Number.POSITIVE_INFINITY;
  for (const { block, apart: distance } of rights) bound = Math.min(bound, block.x - distance);
  return bound;
}

/** The mean of what it is linked to. */
function wantedX({ linked, weights }: Block): number {
  let sum = 0;
  for (const { block, weight } of linked) sum += block.x * weight;
  return sum / weights;
}

/** The weightiest pieces first, of equals those of the longest way so far; none that would cross one that is straight already. */
function blocksOf(rows: readonly (readonly Cell[])[]): Blocks {
  const blocks = rows.map((row) => row.map(blockOf));
  for (const [index, row] of rows.entries()) {
    const own = blocks[index]!;
    const straight: Piece[] = [];
    const pieces = row.flatMap(({ below }) => below);
    const lengthOf = ({ from }: Piece): number => own[from.place]!.boxes;
    const bend = ({ from, to }: Piece): number => Math.abs(from.place - to.place);
    pieces.sort((a, b) => b.weight - a.weight || lengthOf(b) - lengthOf(a) || bend(a) - bend(b));
    for (const piece of pieces) {
      const { from, to } = piece;
      const isFree = straight.every((other) => (other.from.place - from.place) * (other.to.place - to.place) > 0);
      if (!isFree) continue;
      straight.push(piece);
      const block = own[from.place]!;
      block.cells.push(to);
      if (to.box) block.boxes++;
      blocks[index + 1]![to.place] = block;
    }
  }
  return blocks;
}

function blockOf(cell: Cell): Block {
  const own = { cells: [cell], boxes: cell.box ? 1 : 0, x: 0, isPlaced: false };
  return { ...own, lefts: [], rights: [], linked: [], weights: 0, least: 0 };
}
