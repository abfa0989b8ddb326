/** Puts the cells of each row in an order in which few lines cross: by the mean place of their neighbours, then by changing places. */
import type { Cell, Layers } from './layers';

const SWEEPS = 8;
/** After so many that made nothing better, no more will. */
const PATIENCE = 2;
const EXCHANGES = 4;

/** Changes the order in `rows`. Deterministic, and bounded in its steps. */
export function orderRows({ rows }: Pick<Layers, 'rows'>): void {
  const places = new Map<Cell, number>();
  for (const row of rows) numbered(row, places);
  let best = rows.map((row) => [...row]);
  let fewest = crossings(rows, places);
  for (let sweep = 0, idle = 0; sweep < SWEEPS && idle < PATIENCE && fewest > 0; sweep++) {
    const down = sweep % 2 === 0;
    for (let step = 1; step < rows.length; step++) {
      const row = rows[down ? step : rows.length - 1 - step]!;
      sortByNeighbours(row, down, places);
    }
    exchange(rows, places);
    const count = crossings(rows, places);
    idle = count < fewest ? 0 : idle + 1;
    if (idle > 0) continue;
    fewest = count;
    best = rows.map((row) => [...row]);
  }
  best.forEach((row, index) => (rows[index] = row));
}

function numbered(row: readonly Cell[], places: Map<Cell, number>): void {
  row.forEach((cell, index) => places.set(cell, index));
}

function sortByNeighbours(row: Cell[], down: boolean, places: Map<Cell, number>): void {
  const mean = new Map(
    row.map((cell): [Cell, number] => {
      const neighbours = down ? cell.above.map(({ from }) => from) : cell.below.map(({ to }) => to);
      const sum = neighbours.reduce((total, each) => total + places.get(each)!, 0);
      return [cell, neighbours.length === 0 ? places.get(cell)! : sum / neighbours.length];
    }),
  );
  row.sort((a, b) => mean.get(a)! - mean.get(b)! || places.get(a)! - places.get(b)!);
  numbered(row, places);
}

/** Neighbours change places where that saves a crossing. */
function exchange(rows: readonly Cell[][], places: Map<Cell, number>): void {
  for (let pass = 0; pass < EXCHANGES; pass++) {
    let better = false;
    for (const row of rows) {
      for (let index = 1; index < row.length; index++) {
        const [left, right] = [row[index - 1]!, row[index]!];
        if (between(left, right, places) <= between(right, left, places)) continue;
        row[index - 1] = right;
        row[index] = left;
        places.set(right, index - 1).set(left, index);
        better = true;
      }
    }
    if (!better) return;
  }
}

/** How many lines of two cells cross where `left` stands left of `right`. */
function between(left: Cell, right: Cell, places: ReadonlyMap<Cell, number>): number {
  let count = 0;
  for (const a of left.above) for (const b of right.above) if (places.get(a.from)! > places.get(b.from)!) count++;
  for (const a of left.below) for (const b of right.below) if (places.get(a.to)! > places.get(b.to)!) count++;
  return count;
}

function crossings(rows: readonly (readonly Cell[])[], places: ReadonlyMap<Cell, number>): number {
  let count = 0;
  for (const row of rows) {
    // From left to right: each line crosses those before it that end further right.
    const before: number[] = [];
    for (const { below } of row) {
      const ends = below.map(({ to }) => places.get(to)!);
      for (const end of ends) for (const other of before) if (other > end) count++;
      before.push(...ends);
    }
  }
  return count;
}
