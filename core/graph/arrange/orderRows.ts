/** Puts the cells of each row in an order in which few lines cross: by the mean place of their neighbours, then by changing places. */
import type { Cell, Layers } from './layers';

const SWEEPS = 8;
/** After so many that made nothing better, no more will. */
const PATIENCE = 2;
const EXCHANGES = 4;

/** Changes the order in `rows`, and the places of their cells. Deterministic, and bounded in its steps. */
export function orderRows({ rows }: Pick<Layers, 'rows'>): void {
  let best = rows.map((row) => [...row]);
  let fewest = crossings(rows);
  for (let sweep = 0, idle = 0; sweep < SWEEPS && idle < PATIENCE && fewest > 0; sweep++) {
    const down = sweep % 2 === 0;
    for (let step = 1; step < rows.length; step++) {
      const row = rows[down ? step : rows.length - 1 - step]!;
      if (row.length > 1) sortByNeighbours(row, down);
    }
    exchange(rows);
    const count = crossings(rows);
    idle = count < fewest ? 0 : idle + 1;
    if (idle > 0) continue;
    fewest = count;
    best = rows.map((row) => [...row]);
  }
  best.forEach((row, index) => {
    rows[index] = row;
    number(row);
  });
}

function number(row: readonly Cell[]): void {
  for (let place = 0; place < row.length; place++) row[place]!.place = place;
}

function sortByNeighbours(row: Cell[], down: boolean): void {
  const mean = row.map((cell) => {
    const lines = down ? cell.above : cell.below;
    let sum = 0;
    for (const { from, to } of lines) sum += (down ? from : to).place;
    return lines.length === 0 ? cell.place : sum / lines.length;
  });
  // Each stands at its place still, so that its mean is found there.
  row.sort((a, b) => mean[a.place]! - mean[b.place]! || a.place - b.place);
  number(row);
}

/** Neighbours change places where that saves a crossing. */
function exchange(rows: readonly Cell[][]): void {
  for (let pass = 0; pass < EXCHANGES; pass++) {
    let better = false;
    for (const row of rows) {
      for (let index = 1; index < row.length; index++) {
        const [left, right] = [row[index - 1]!, row[index]!];
        if (between(left, right) <= between(right, left)) continue;
        row[index - 1] = right;
        row[index] = left;
        right.place = index - 1;
        left.place = index;
        better = true;
      }
    }
    if (!better) return;
  }
}

/** How many lines of two cells cross where `left` stands left of `right`. */
function between(left: Cell, right: Cell): number {
  let count = 0;
  for (const a of left.above) for (const b of right.above) if (a.from.place > b.from.place) count++;
  for (const a of left.below) for (const b of right.below) if (a.to.place > b.to.place) count++;
  return count;
}

function crossings(rows: readonly (readonly Cell[])[]): number {
  let count = 0;
  for (const row of rows) {
    // From left to right: each line crosses those of cells before its own that end further right.
    const before: number[] = [];
    for (const { below } of row) {
      const known = before.length;
      for (const { to } of below) {
        for (let other = 0; other < known; other++) if (before[other]! > to.place) count++;
        before.push(to.place);
      }
    }
  }
  return count;
}
