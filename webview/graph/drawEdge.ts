/** Draws one edge, and later whether the run took it. */
import { phrase } from '../../core/l10n/phrase';
import type { GraphEdge } from '../../core/graph/graphView';
import { textWidth } from '../../core/graph/textWidth';
import { attribute, setText, svg } from './element';
import { arrowHead, edgePath } from './edgePath';

export interface DrawnEdge {
  readonly edge: GraphEdge;
  readonly element: SVGGElement;
  /** Stands above all lines. */
  readonly label?: SVGGElement;
  show(times: number): void;
}

export function drawEdge(edge: GraphEdge): DrawnEdge {
  const element = svg(
    'g',
    { class: `edge ${edge.kind}`, 'data-edge': edge.id, 'data-taken': 'false', 'aria-hidden': 'true' },
    svg('path', { class: 'line', d: edgePath(edge.points) }),
    svg('path', { class: 'head', d: arrowHead(edge.points) }),
  );
  const label = drawLabel(edge);
  return {
    edge,
    element,
    ...(label && { label: label.element }),
    show(times) {
      attribute(element, 'data-taken', String(times > 0));
      if (!label) return;
      attribute(label.element, 'data-taken', String(times > 0));
      setText(
        label.tooltip,
        (edge.title ?? edge.label ?? '') + (times > 1 ? ` ${phrase`(taken ${times} times)`}` : ''),
      );
    },
  };
}

function drawLabel(edge: GraphEdge): { element: SVGGElement; tooltip: SVGTitleElement } | undefined {
  if (edge.label === undefined || edge.labelAt === undefined) return undefined;
  const width = textWidth(edge.label, 11, true) + 12;
  const { x, y } = edge.labelAt;
  const tooltip = svg('title', {}, edge.title ?? edge.label);
  const element = svg(
    'g',
    { class: `label ${edge.kind}`, transform: `translate(${x} ${y})`, 'data-taken': 'false' },
    tooltip,
    svg('rect', { x: -width / 2, y: -9, width, height: 18, rx: 5 }),
    svg('text', { 'text-anchor': 'middle', 'dominant-baseline': 'central' }, edge.label),
  );
  return { element, tooltip };
}
