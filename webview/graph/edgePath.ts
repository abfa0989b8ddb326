/** Turns an edge's points into the `d` of an SVG path. */
import type { Point } from '../../core/graph/graphView';

const CORNER = 9;

/**
 * Straight where neighbours share x or y, corners rounded; elsewhere an S that is vertical at both ends,
 * so that edges leave and reach boxes upright.
 */
export function edgePath(points: readonly Point[]): string {
  const first = points[0];
  if (!first) return '';
  let path = `M${first.x} ${first.y}`;
  for (let index = 1; index < points.length; index++) {
    const from = points[index - 1]!;
    const to = points[index]!;
    const next = points[index + 1];
    if (from.x !== to.x && from.y !== to.y) {
      const middle = (from.y + to.y) / 2;
      path += `C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y}`;
      continue;
    }
    const radius = next ? cornerRadius(from, to, next) : 0;
    if (radius === 0) {
      path += `L${to.x} ${to.y}`;
      continue;
    }
    const before = towards(to, from, radius);
    const after = towards(to, next!, radius);
    path += `L${before.x} ${before.y}Q${to.x} ${to.y} ${after.x} ${after.y}`;
  }
  return path;
}

/** 0 where there is no right angle between two straight pieces. */
function cornerRadius(from: Point, corner: Point, next: Point): number {
  const turns = (from.x === corner.x && corner.y === next.y) || (from.y === corner.y && corner.x === next.x);
  return turns ? Math.min(CORNER, distance(from, corner) / 2, distance(corner, next) / 2) : 0;
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function towards(from: Point, to: Point, length: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * length, y: from.y + Math.sign(to.y - from.y) * length };
}

/** The head at the last point, pointing the way the edge arrives. */
export function arrowHead(points: readonly Point[]): string {
  const end = points.at(-1);
  const before = points.at(-2);
  if (!end || !before) return '';
  const sideways = before.y === end.y;
  const step = sideways ? Math.sign(end.x - before.x) : 1;
  const [back, half] = [8, 4.5];
  return sideways
    ? `M${end.x} ${end.y}L${end.x - step * back} ${end.y - half}L${end.x - step * back} ${end.y + half}Z`
    : `M${end.x} ${end.y}L${end.x - half} ${end.y - back}L${end.x + half} ${end.y - back}Z`;
}
