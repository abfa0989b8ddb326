/** Lays out a piece of a scope that is small enough to be laid out as a whole: boxes in rows, lines between them. */
import type { PlacedEdge, Point } from '../graphView';
import { alignColumns } from './alignColumns';
import type { Band } from './band';
import {
  BETWEEN_ROWS,
  LABEL_HEIGHT,
  movedEdge,
  placedEdge,
  type Box,
  type Link,
  type PlacedBox,
  type PlacedScope,
} from './box';
import { layersOf, LOOP_ROOM, type Cell, type LaidLink } from './layers';
import { orderRows } from './orderRows';
import { routeEdge } from './routeEdge';
import { laneWays, splitSharedLanes, type SplitLinks } from './sharedLanes';
import { spreadPorts, type Way } from './spreadPorts';

/** `boxes` in the order in which one would tell of them, the first state first: it decides which edge of a cycle points back. */
export function layOutPiece(boxes: readonly Box[], links: readonly Link[]): PlacedScope {
  const split = splitSharedLanes(links, boxes[0]?.id);
  const layers = layersOf(boxes, split.laid);
  orderRows(layers);
  alignColumns(layers);
  const down = rowMiddles(layers.rows);
  const at = ({ x, row }: Cell): Point => ({ x, y: down[row]! });
  const placed = new Map(
    boxes.map((box): [string, PlacedBox] => {
      const { x, y } = at(layers.cells.get(box.id)!);
      return [box.id, { ...box, x: Math.round(x - box.width / 2), y: Math.round(y - box.height / 2) }];
    }),
  );
  const ways = layers.links.map((laid) => wayOf(laid, at, placed));
  return routed(placed, ways, split, rightOf(layers.rows));
}

/** The right border of what stands there, px. */
function rightOf(rows: readonly (readonly Cell[])[]): number {
  let most = 0;
  for (const row of rows) for (const { x, right } of row) most = Math.max(most, Math.ceil(x + right));
  return most;
}

/** The middle of each row, px from the top. */
function rowMiddles(rows: readonly (readonly Cell[])[]): readonly number[] {
  let bottom = -BETWEEN_ROWS / 2;
  return rows.map((row) => {
    const height = row.reduce((most, cell) => Math.max(most, cell.height), 0);
    const middle = bottom + BETWEEN_ROWS / 2 + height / 2;
    bottom = middle + height / 2;
    return Math.round(middle);
  });
}

function wayOf(
  { link, cells, label }: LaidLink,
  at: (cell: Cell) => Point,
  boxes: ReadonlyMap<string, PlacedBox>,
): Way {
  const box = boxes.get(link.from)!;
  if (link.from === link.to) {
    if (link.label === undefined) return { link, inner: [] };
    const x = box.x + box.width + LOOP_ROOM + Math.round(link.labelWidth / 2);
    return { link, inner: [], labelAt: { x, y: Math.round(box.y + box.height / 2) } };
  }
  const inner = cells.map(at);
  // A link that leads upward is told from its beginning.
  if (boxes.get(link.to)!.y < box.y) inner.reverse();
  return { link, inner, ...(label && { labelAt: at(label) }) };
}

function routed(
  boxes: ReadonlyMap<string, PlacedBox>,
  ways: readonly Way[],
  split: SplitLinks,
  right: number,
): PlacedScope {
  const bands = bandsOf(boxes.values(), ways);
  const ported = spreadPorts([...ways, ...laneWays(split, boxes, bands, right)], boxes, bands);
  const edges = ported.map((way) => placedEdge(way.link, routeEdge(way, boxes, bands), way.labelAt));
  return normalized(boxes, edges);
}

/** The horizontal strips that boxes and labels stand in; edges bend between them only. */
function bandsOf(boxes: Iterable<PlacedBox>, ways: readonly { labelAt?: Point; link: Link }[]): readonly Band[] {
  const halves = new Map<number, { half: number; boxes: boolean }>();
  const centres: number[] = [];
  const add = (y: number, half: number, isBox: boolean): void => {
    const centre = centres.find((known) => Math.abs(known - y) <= 2) ?? y;
    const known = halves.get(centre);
    if (!known) centres.push(centre);
    halves.set(centre, { half: Math.max(known?.half ?? 0, half), boxes: isBox || known?.boxes === true });
  };
  for (const box of boxes) add(Math.round(box.y + box.height / 2), Math.ceil(box.height / 2), true);
  for (const way of ways) {
    if (way.labelAt && way.link.from !== way.link.to) add(way.labelAt.y, LABEL_HEIGHT / 2, false);
  }
  return [...halves]
    .map(([centre, { half, boxes: holds }]) => ({ top: centre - half, bottom: centre + half, centre, boxes: holds }))
    .sort((a, b) => a.centre - b.centre);
}

/** Edges may pass to the left of every box: moves all so that nothing is left of 0. */
function normalized(boxes: ReadonlyMap<string, PlacedBox>, edges: readonly PlacedEdge[]): PlacedScope {
  let [least, most, bottom] = [0, 0, 0];
  const reach = (from: number, to: number, low: number): void => {
    least = Math.min(least, from);
    most = Math.max(most, to);
    bottom = Math.max(bottom, low);
  };
  for (const { x, y, width, height } of boxes.values()) reach(x, x + width, y + height);
  for (const { points, label, labelAt } of edges) {
    for (const { x, y } of points) reach(x, x, y);
    const half = (label?.length ?? 0) * 3.2 + 6;
    if (labelAt) reach(labelAt.x - half, labelAt.x + half, 0);
  }
  const [left, right] = [Math.floor(least), Math.ceil(most)];
  const size = { width: right - left, height: bottom };
  if (left === 0) return { boxes, edges, ...size };
  return {
    boxes: new Map([...boxes].map(([id, box]) => [id, { ...box, x: box.x - left }])),
    edges: edges.map((edge) => movedEdge(edge, -left, 0)),
    ...size,
  };
}
