/** The way of an edge: straight down through the strips where boxes stand, bending only between them. */
import { bandAt, type Band } from './band';
import type { Point } from '../graphView';
import type { PlacedBox } from './box';
import { centre, type PortedWay } from './spreadPorts';

/** How far beside a box an edge runs that points back. */
const ASIDE = 16;

export function routeEdge(
  way: PortedWay,
  boxes: ReadonlyMap<string, PlacedBox>,
  bands: readonly Band[],
): readonly Point[] {
  const from = boxes.get(way.link.from)!;
  const to = boxes.get(way.link.to)!;
  if (from === to) return loop(from, way.labelAt);
  return simplified(way.back ? backward(way, from, to, bands) : forward(way, from, to, bands));
}

function forward(way: PortedWay, from: PlacedBox, to: PlacedBox, bands: readonly Band[]): Point[] {
  const points: Point[] = [{ x: way.fromX, y: from.y + from.height }];
  const leaving = bandAt(bands, centre(from).y);
  if (leaving) points.push({ x: way.fromX, y: Math.max(leaving.bottom, from.y + from.height) });
  for (const { x, y } of way.through) {
    const band = bandAt(bands, y);
    if (band) points.push({ x, y: band.top }, { x, y: band.bottom });
  }
  const arriving = bandAt(bands, centre(to).y);
  if (arriving) points.push({ x: way.toX, y: Math.min(arriving.top, to.y) });
  points.push({ x: way.toX, y: to.y });
  return points;
}

/** Leaves at the side, climbs, and arrives at the side, so that no arrow comes from below. */
function backward(way: PortedWay, from: PlacedBox, to: PlacedBox, bands: readonly Band[]): Point[] {
  const lane = way.through.length > 0 ? way.through[way.through.length >> 1]!.x : Number.POSITIVE_INFINITY;
  const side = lane < (centre(from).x + centre(to).x) / 2 ? -1 : 1;
  const border = (box: PlacedBox): Point => ({ x: side < 0 ? box.x : box.x + box.width, y: centre(box).y });
  const start = border(from);
  const end = border(to);
  const startX = start.x + side * ASIDE;
  const endX = end.x + side * ASIDE;
  const points: Point[] = [start, { x: startX, y: start.y }];
  points.push({ x: startX, y: bandAt(bands, centre(from).y)?.top ?? from.y });
  for (const { x, y } of way.through) {
    const band = bandAt(bands, y);
    if (band) points.push({ x, y: band.bottom }, { x, y: band.top });
  }
  points.push({ x: endX, y: bandAt(bands, centre(to).y)?.bottom ?? to.y + to.height });
  points.push({ x: endX, y: end.y }, end);
  return points;
}

function loop(box: PlacedBox, labelAt: Point | undefined): readonly Point[] {
  const right = box.x + box.width;
  const out = Math.max(right + ASIDE, labelAt?.x ?? 0);
  const { y } = centre(box);
  const half = Math.min(12, box.height / 4);
  return [
    { x: right, y: y + half },
    { x: out, y: y + half },
    { x: out, y: y - half },
    { x: right, y: y - half },
  ];
}

/** Without points that repeat their neighbour or lie on the line between two. */
function simplified(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last && last.x === point.x && last.y === point.y) continue;
    const before = kept.at(-2);
    if (
      last &&
      before &&
      ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y))
    ) {
      kept.pop();
    }
    kept.push(point);
  }
  return kept;
}
