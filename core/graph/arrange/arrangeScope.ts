/** Arranges one scope: a small one as a whole, a long one in columns that are read one after the other. */
import { END, type PlacedEdge, type Point } from '../graphView';
import { BETWEEN_ROWS, movedEdge, placedEdge, type Box, type Link, type PlacedBox, type PlacedScope } from './box';
import { layOutPiece } from './layOutPiece';
import { areaOf, cut, heightOfColumns, nearAndFar, type Piece } from './pieces';

/** Pieces by what they are made of: what has not changed keeps its place. */
export type PieceCache = Map<string, PlacedScope>;

/** Between two columns: room for the lines that lead from the end of one to the beginning of the next. */
const GUTTER = 64;
const LANE = 10;
/** Room above and below a column for those lines. */
const TURN = 16;
const WITH_LABEL = 24;
/** More lines from one piece to the next would be a tangle. */
const MOST_LINES_ON = 3;
/** So many pieces tell how much room all of them will take. */
const SAMPLE = 4;
/** So many are arranged before one could look at the first of them. */
const AT_ONCE = 8;

/** What takes long, in steps. A step may give the beginning of what comes at the end. */
export type Steps<Result> = Generator<Result | undefined, Result>;

/**
 * One step a piece; that behind the first column gives this column. `end` is the box of the scope's End, which `links` of the
 * kind `end` lead to.
 */
export function* arrangeScope(
  boxes: readonly Box[],
  links: readonly Link[],
  end: Box | undefined,
  cache: PieceCache,
): Steps<PlacedScope> {
  const { pieces, others: between } = cut(
    boxes,
    links.filter(({ kind }) => kind !== 'end'),
  );
  const others = [...between];
  const placed: PlacedScope[] = [];
  const all = withEnds(pieces, links, end);
  let estimate: Estimate | undefined;
  let hasBegun = all.length <= AT_ONCE;
  for (const piece of all) {
    const key = piece.boxes.map(({ id, width, height }) => `${id} ${width} ${height}`).join('\n');
    // Of each piece when it comes to it: the first of them are looked at before.
    const [near, far] = nearAndFar(piece.own);
    for (const link of far) others.push(link);
    const known = cache.get(key) ?? layOutPiece(piece.boxes, [...near, ...piece.ends]);
    placed.push(known);
    if (placed.length === Math.min(SAMPLE, all.length)) estimate = estimated(placed, all);
    if (cache.has(key)) continue;
    cache.set(key, known);
    const columns: readonly (readonly PlacedScope[])[] = estimate && !hasBegun ? grouped(placed, estimate.height) : [];
    hasBegun ||= columns.length > 1;
    yield columns.length > 1 ? beginning(columns[0]!, others, estimate!) : undefined;
  }
  const [only = NOTHING] = placed;
  return placed.length <= 1 && others.length === 0 ? only : inColumns(grouped(placed, estimate!.height), others);
}

/** How much room all will take, px², and how high the columns are that have it. */
interface Estimate {
  readonly area: number;
  readonly height: number;
}

/** Of all, as the first go: then these stand where they stand in the end, before the others are known. */
function estimated(placed: readonly PlacedScope[], all: readonly EndedPiece[]): Estimate {
  const bare = (pieces: readonly EndedPiece[]): number =>
    pieces.reduce((sum, piece) => sum + areaOf(piece.boxes, GAP), 0);
  const area = (areaOf(placed, GAP) * bare(all)) / bare(all.slice(0, placed.length));
  return { area, height: heightOfColumns(placed, area) };
}

function beginning(column: readonly PlacedScope[], others: readonly Link[], { area, height }: Estimate): PlacedScope {
  const known = new Set(column.flatMap(({ boxes }) => [...boxes.keys()]));
  const own = others.filter(({ from, to }) => known.has(from) && known.has(to));
  const part = inColumns([column], own);
  const columns = Math.max(1, area / areaOf(column, GAP));
  return { ...part, width: part.width * columns, height: Math.max(part.height, height), isBeginning: true };
}

const NOTHING: PlacedScope = { boxes: new Map(), edges: [], width: 0, height: 0 };

interface EndedPiece {
  readonly own: Piece;
  /** With its End. */
  readonly boxes: readonly Box[];
  /** That lead to it. */
  readonly ends: readonly Link[];
}

/** Each piece has an End of its own: lines to a common one would cross everything. */
function withEnds(pieces: readonly Piece[], links: readonly Link[], end: Box | undefined): readonly EndedPiece[] {
  const leading = new Map(links.filter(({ kind }) => kind === 'end').map((link) => [link.from, link]));
  let count = 0;
  return pieces.map((own) => {
    const ends = end ? own.boxes.flatMap(({ id }) => leading.get(id) ?? []) : [];
    if (!end || ends.length === 0) return { own, boxes: own.boxes, ends };
    const id = count++ === 0 ? END : `${END}:${count}`;
    return { own, boxes: [...own.boxes, { ...end, id }], ends: ends.map((link) => ({ ...link, to: id })) };
  });
}

interface Column {
  readonly x: number;
  readonly width: number;
  bottom: number;
}

interface Standing {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
  readonly boxes: readonly PlacedBox[];
}

function inColumns(groups: readonly (readonly PlacedScope[])[], others: readonly Link[]): PlacedScope {
  const boxes = new Map<string, PlacedBox>();
  const edges: PlacedEdge[] = [];
  const columns: Column[] = [];
  const standing: Standing[] = [];
  const pieceOf = new Map<string, number>();
  for (const [index, group] of groups.entries()) {
    const width = Math.max(...group.map((piece) => piece.width));
    const before = columns.at(-1);
    const column = { x: before ? before.x + before.width + GUTTER : 0, width, bottom: TURN + WITH_LABEL };
    columns.push(column);
    let last: PlacedBox | undefined;
    for (const piece of group) {
      const x = column.x + Math.min(width - piece.width, Math.max(0, beneath(last, piece, column)));
      const top = column.bottom + (piece === group[0] ? 0 : BETWEEN_PIECES);
      const own = [...piece.boxes.values()].map((box) => ({ ...box, x: box.x + x, y: box.y + top }));
      for (const box of own) {
        boxes.set(box.id, box);
        pieceOf.set(box.id, standing.length);
      }
      for (const edge of piece.edges) edges.push(movedEdge(edge, x, top));
      column.bottom = top + piece.height;
      last = own.findLast(({ id }) => !id.startsWith(END));
      standing.push({ column: index, top, bottom: column.bottom, boxes: own });
    }
  }
  const lines = new Map<number, number>();
  for (const link of others) {
    const from = pieceOf.get(link.from)!;
    const nth = lines.get(from) ?? 0;
    const leadsOn = pieceOf.get(link.to) === from + 1 && nth < MOST_LINES_ON;
    const ends = { from: boxes.get(link.from)!, to: boxes.get(link.to)! };
    if (leadsOn && isFree(ends.from, standing[from]!, 'below') && isFree(ends.to, standing[from + 1]!, 'above')) {
      lines.set(from, nth + 1);
      edges.push(leading(link, ends, [standing[from]!, standing[from + 1]!], columns, nth));
    } else edges.push(farEdge(link));
  }
  const right = columns.at(-1)!;
  const room = TURN + WITH_LABEL;
  const bottom = Math.max(...columns.map((column) => column.bottom));
  return { boxes, edges, width: right.x + right.width, height: bottom + (columns.length > 1 ? room : 0) };
}

/** How far from the left of its column a piece stands: its first box below the last one of the piece before. */
function beneath(last: PlacedBox | undefined, piece: PlacedScope, { x, width }: Column): number {
  const [first] = piece.boxes.values();
  if (!last || !first) return Math.round((width - piece.width) / 2);
  return Math.round(last.x + last.width / 2 - x - (first.x + first.width / 2));
}

const BETWEEN_PIECES = BETWEEN_ROWS + WITH_LABEL;
const GAP = { width: GUTTER, height: BETWEEN_PIECES };

/** Pieces above each other, as long as the columns together keep the shape of a panel. */
function grouped(pieces: readonly PlacedScope[], columnHeight: number): readonly (readonly PlacedScope[])[] {
  const groups: PlacedScope[][] = [];
  let height = Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    height += BETWEEN_PIECES + piece.height;
    if (height <= columnHeight) groups.at(-1)!.push(piece);
    else {
      groups.push([piece]);
      height = piece.height;
    }
  }
  return groups;
}

/** Whether no other box of the piece stands in the way from a box straight down, or up. */
function isFree(box: PlacedBox, { boxes }: Standing, side: 'above' | 'below'): boolean {
  const middle = box.x + box.width / 2;
  return boxes.every((other) => {
    const isBeside = other.x > middle + LANE || other.x + other.width < middle - LANE;
    const isBehind = side === 'below' ? other.y <= box.y : other.y >= box.y;
    return other.id === box.id || isBeside || isBehind;
  });
}

/** From the end of a piece to the beginning of the next: down, or up beside the next column and in from above. */
function leading(
  link: Link,
  { from, to }: { readonly from: PlacedBox; readonly to: PlacedBox },
  [piece, next]: readonly [Standing, Standing],
  columns: readonly Column[],
  nth: number,
): PlacedEdge {
  const start = { x: Math.round(from.x + from.width / 2), y: from.y + from.height };
  const end = { x: Math.round(to.x + to.width / 2), y: to.y };
  const labelAt = link.label === undefined ? undefined : { x: start.x, y: piece.bottom + TURN };
  const low = piece.bottom + (labelAt ? WITH_LABEL + LANE : TURN) + nth * LANE;
  if (piece.column === next.column) {
    const turns =
      start.x === end.x
        ? []
        : [
            { x: start.x, y: low },
            { x: end.x, y: next.top },
          ];
    return placedEdge(link, withoutRepeats([start, ...turns, end]), labelAt);
  }
  const lane = columns[next.column]!.x - GUTTER / 2 + (nth - 1) * LANE;
  const high = next.top - TURN - nth * LANE;
  const way = [
    { x: start.x, y: low },
    { x: lane, y: low },
    { x: lane, y: high },
    { x: end.x, y: high },
  ];
  return placedEdge(link, withoutRepeats([start, ...way, end]), labelAt);
}

function withoutRepeats(points: readonly Point[]): readonly Point[] {
  return points.filter(({ x, y }, index) => index === 0 || x !== points[index - 1]!.x || y !== points[index - 1]!.y);
}

/** Its words are told where it begins. */
function farEdge({ id, from, to, kind, index, label, title = label }: Link): PlacedEdge {
  return { id, from, to, kind, index, points: [], ...(title !== undefined && { title }) };
}
