/** Draws one edge, and later whether the run took it. */
import { phrase } from '../../core/l10n/phrase';
import type { PlacedEdge, PlacedNode, Point } from '../../core/graph/graphView';
import { textWidth } from '../../core/graph/textWidth';
import { attribute, setText, svg } from './element';
import { arrowHead, edgePath } from './edgePath';

export interface DrawnEdge {
  readonly edge: PlacedEdge;
  readonly element: SVGGElement;
  /** Stands above all lines. */
  readonly label?: SVGGElement;
  show(times: number): void;
}

/** `name` is what the edge is called: see {@link edgeName}. */
export function drawEdge(edge: PlacedEdge, name: string, hasLabel: boolean): DrawnEdge {
  const element = svg(
    'g',
    { class: `edge ${edge.kind}`, 'data-edge': edge.id, 'data-taken': 'false', role: 'img', 'aria-label': name },
    svg('path', { class: 'line', d: edgePath(edge.points) }),
    svg('path', { class: 'head', d: arrowHead(edge.points) }),
  );
  const label = hasLabel ? drawLabel(edge) : undefined;
  return {
    edge,
    element,
    ...(label && { label: label.element }),
    show(times) {
      attribute(element, 'data-taken', String(times > 0));
      const often = times > 1 ? ` ${phrase`(taken ${times} times)`}` : '';
      attribute(element, 'aria-label', name + (times === 1 ? ` ${phrase`(taken)`}` : often));
      if (!label) return;
      attribute(label.element, 'data-taken', String(times > 0));
      setText(label.tooltip, (edge.title ?? edge.label ?? '') + often);
    },
  };
}

/** From one state to the other, and on what condition. */
export function edgeName(edge: Pick<PlacedEdge, 'kind' | 'label' | 'title'>, from: string, to: string): string {
  const words = edge.title ?? edge.label ?? '';
  if (edge.kind === 'choice') return phrase`${from} to ${to}, if ${words}`;
  if (edge.kind === 'default') return phrase`${from} to ${to}, otherwise`;
  if (edge.kind === 'catch') return phrase`${from} to ${to}, on ${words}`;
  return phrase`${from} to ${to}`;
}

/** The line of an edge that has no way of its own in the picture, straight to where it leads. */
export function farPoints(from: PlacedNode, to: PlacedNode): readonly Point[] {
  return [
    { x: from.x + from.width / 2, y: from.y + Math.min(from.height, 48) },
    { x: to.x + to.width / 2, y: to.y },
  ];
}

function drawLabel(edge: PlacedEdge): { element: SVGGElement; tooltip: SVGTitleElement } | undefined {
  if (edge.label === undefined || edge.labelAt === undefined) return undefined;
  const width = textWidth(edge.label, 11, true) + 12;
  const { x, y } = edge.labelAt;
  const tooltip = svg('title', {}, edge.title ?? edge.label);
  const element = svg(
    'g',
    // Its words are those of the line's name.
    { class: `label ${edge.kind}`, transform: `translate(${x} ${y})`, 'data-taken': 'false', 'aria-hidden': 'true' },
    tooltip,
    svg('rect', { x: -width / 2, y: -9, width, height: 18, rx: 5 }),
    svg('text', { 'text-anchor': 'middle', 'dominant-baseline': 'central' }, edge.label),
  );
  return { element, tooltip };
}
