/** What the arranging of a scope takes and gives: boxes with sizes and links between them; then each with its place. */
import type { GraphEdge, PlacedEdge, Point } from '../graphView';

export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface PlacedBox extends Box {
  readonly x: number;
  readonly y: number;
}

export interface Link extends GraphEdge {
  /** px; 0 without a label. */
  readonly labelWidth: number;
}

/** A link with the way that its line takes. */
export function placedEdge(link: Link, points: readonly Point[], labelAt: Point | undefined): PlacedEdge {
  const { id, from, to, kind, index, label, title } = link;
  const edge: { -readonly [K in keyof PlacedEdge]: PlacedEdge[K] } = { id, from, to, kind, index, points };
  if (label !== undefined) edge.label = label;
  if (title !== undefined) edge.title = title;
  if (labelAt) edge.labelAt = labelAt;
  return edge;
}

/** The same line, so much further right and down. */
export function movedEdge(edge: PlacedEdge, dx: number, dy: number): PlacedEdge {
  const { points, labelAt } = edge;
  const moved = { ...edge, points: points.map(({ x, y }) => ({ x: x + dx, y: y + dy })) };
  return labelAt ? { ...moved, labelAt: { x: labelAt.x + dx, y: labelAt.y + dy } } : moved;
}

/** From its own top left corner on. */
export interface PlacedScope {
  readonly boxes: ReadonlyMap<string, PlacedBox>;
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
  /** {@link Picture.isBeginning} */
  readonly isBeginning?: boolean;
}

export const LABEL_HEIGHT = 18;
/** Between boxes side by side, and between a line and what is beside it. */
export const BESIDE = { boxes: 36, lines: 22 };
/** Between one row of boxes and the next; a row of labels stands in the middle, with as much above and below it again. */
export const BETWEEN_ROWS = 38;
