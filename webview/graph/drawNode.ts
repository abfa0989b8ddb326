/** Draws one node, and later changes what the run says of it. */
import type { GraphNode } from '../../core/graph/graphView';
import type { StateMarks, StateStatus } from '../../core/graph/runView';
import { countItems } from '../../core/graph/runView';
import { phrase } from '../../core/l10n/phrase';
import { attribute, html, setText, svg } from './element';
import { STATUS_ICONS, TYPE_ICONS, UNKNOWN_ICON } from './icons';
import { fittedText } from './fittedText';
import { retryText, statusLine, statusWord } from './statusWords';

const HEADER = 40;
const RADIUS = 8;

export interface DrawnNode {
  readonly node: GraphNode;
  readonly element: SVGGElement;
  /** Shows the marks; none where there is no run, or the state was not reached. `iteration` is the one chosen of a Map. */
  show(marks: StateMarks | undefined, iteration?: number): void;
}

export interface NodeActions {
  /** A Map's picker: undefined for all iterations together. */
  pickIteration(statePath: string, index: number | undefined): void;
}

/** Start and End. */
export function drawTerminal(node: GraphNode): SVGGElement {
  const { x, y, width, height } = node;
  return svg(
    'g',
    { class: 'terminal', transform: `translate(${x} ${y})`, 'data-terminal': node.kind },
    svg('rect', { width, height, rx: height / 2 }),
    svg('text', { x: width / 2, y: height / 2, 'text-anchor': 'middle', 'dominant-baseline': 'central' }, node.label),
  );
}

/** The lane of a Parallel's branch. */
export function drawLane(node: GraphNode): SVGGElement {
  const { x, y, width, height } = node;
  return svg(
    'g',
    { class: 'lane', transform: `translate(${x} ${y})`, 'aria-hidden': 'true' },
    svg('rect', { width, height, rx: RADIUS - 2 }),
  );
}

/** `holds` says whether other nodes are drawn inside this one. */
export function drawState(node: GraphNode, holds: boolean, actions: NodeActions): DrawnNode {
  const { width, height } = node;
  const line = holds ? HEADER : height;
  const status = svg('g', { class: 'status', transform: `translate(${width - 2} 2)`, 'aria-hidden': 'true' });
  const statusIcon = svg('path', { transform: 'translate(-8 -8)' });
  status.append(svg('circle', { r: 10 }), statusIcon);
  const room = width - 58;
  // Widths are estimated generously: the line may come closer to the border, and `Succeeded · 320 ms` is told in full.
  const lineRoom = room + 8;
  const hasDetail = node.detail !== undefined;
  const name = svg('text', { class: 'name', x: 44, y: line / 2 - 3 }, fittedText(node.label, 13, room + 4, true));
  const detail = svg('text', { class: 'detail', x: 44, y: line / 2 + 13 }, fittedText(node.detail ?? '', 11, lineRoom));
  const tooltip = svg('title', {}, node.label);
  const retries = pill('retries');
  const element = svg(
    'g',
    {
      class: holds ? 'node container' : 'node',
      transform: `translate(${node.x} ${node.y})`,
      'data-state-path': node.id,
      'data-type': node.type ?? 'unknown',
      'data-status': 'none',
      'data-retries': '0',
      role: 'button',
      tabindex: -1,
    },
    tooltip,
    svg('rect', { class: 'halo', x: -4, y: -4, width: width + 8, height: height + 8, rx: RADIUS + 4 }),
    svg('rect', { class: 'card', width, height, rx: RADIUS }),
    ...(holds ? [svg('path', { class: 'bar', d: barPath(width, line) })] : []),
    svg(
      'g',
      { class: 'type', transform: `translate(10 ${line / 2 - 13})`, 'aria-hidden': 'true' },
      svg('rect', { width: 26, height: 26, rx: 7 }),
      svg('path', { d: node.type ? TYPE_ICONS[node.type] : UNKNOWN_ICON, transform: 'translate(5 5)' }),
    ),
    name,
    detail,
    retries.element,
    status,
    svg('path', { class: 'arrow', d: `M-9 ${line / 2}l-13 -8v5h-9v6h9v5z`, 'aria-hidden': 'true' }),
  );
  const items = node.type === 'Map' ? itemPicker(node, actions) : undefined;
  if (items) element.append(items.element);
  const alone = (shown: boolean): void => attribute(name, 'y', String(shown ? line / 2 - 3 : line / 2 + 4.5));
  alone(hasDetail);

  return {
    node,
    element,
    show(marks, iteration) {
      const shown: StateStatus = marks?.status ?? 'none';
      attribute(element, 'data-status', shown);
      attribute(element, 'data-retries', String(marks?.retries ?? 0));
      attribute(statusIcon, 'd', STATUS_ICONS[shown]);
      const second = marks && shown !== 'none' ? statusLine(marks) : (node.detail ?? '');
      setText(detail, fittedText(second, 11, items && marks?.items ? room - items.width : lineRoom));
      alone(second !== '');
      const retried = marks && retryText(marks, node.maxAttempts);
      retries.show(retried && `↻ ${retried}`, width - 12, holds ? 0 : height + 5);
      items?.show(marks?.items, iteration);
      attribute(element, 'data-iterations', marks?.items && String(marks.items.length));
      setText(tooltip, [node.label, node.detail, marks && statusLine(marks)].filter(Boolean).join('\n'));
      attribute(element, 'aria-label', spoken(node, marks));
    },
  };
}

function spoken(node: GraphNode, marks: StateMarks | undefined): string {
  const parts = [node.label, node.type ?? phrase`state`, node.detail];
  if (marks) parts.push(statusLine(marks));
  if (marks && marks.retries > 0) parts.push(marks.retries === 1 ? phrase`1 retry` : phrase`${marks.retries} retries`);
  if (marks?.items)
    parts.push(phrase`${countItems(marks.items).succeeded} of ${marks.items.length} iterations succeeded`);
  return parts.filter(Boolean).join(', ');
}

/** The title bar of a container: round at the top, straight below; it leaves the card's border free. */
function barPath(width: number, height: number): string {
  const [edge, radius] = [1, RADIUS - 1];
  return `M${edge} ${height}v${radius + edge - height}a${radius} ${radius} 0 0 1 ${radius} ${-radius}h${width - 2 * (edge + radius)}a${radius} ${radius} 0 0 1 ${radius} ${radius}V${height}Z`;
}

/** A small label on the border, its right end at (x, y). */
function pill(name: string): { element: SVGGElement; show(text: string | undefined, x: number, y: number): void } {
  const box = svg('rect', { height: 18, rx: 9, y: -9 });
  const label = svg('text', { 'text-anchor': 'middle', 'dominant-baseline': 'central' });
  const element = svg('g', { class: `pill ${name}`, visibility: 'hidden', 'aria-hidden': 'true' }, box, label);
  return {
    element,
    show(text, x, y) {
      attribute(element, 'visibility', text ? 'visible' : 'hidden');
      if (!text) return;
      const width = text.length * 6.4 + 14;
      attribute(element, 'transform', `translate(${x - width} ${y})`);
      attribute(box, 'width', String(width));
      attribute(label, 'x', String(width / 2));
      setText(label, text);
    },
  };
}

/** More entries than this no list helps with; the details list those that failed. */
const MOST_CHOICES = 500;

/** `3/5 ▾`: a native select, unseen, over a drawn pill. */
function itemPicker(node: GraphNode, actions: NodeActions) {
  const width = 62;
  const shownText = pill('items');
  const select = html('select', { 'aria-label': phrase`Iteration of ${node.label} to show`, tabindex: -1 });
  const holder = svg('foreignObject', { x: node.width - 14 - width, y: 11, width, height: 20 }, select);
  const element = svg('g', { class: 'picker', visibility: 'hidden' }, shownText.element, holder);
  let items: readonly StateStatus[] = [];
  const fill = (): void => {
    const chosen = select.value;
    select.replaceChildren(
      html('option', { value: '' }, phrase`All ${items.length} iterations`),
      ...items
        .slice(0, MOST_CHOICES)
        .map((status, index) => html('option', { value: index }, `#${index} · ${statusWord(status)}`)),
    );
    select.value = chosen;
  };
  for (const event of ['pointerdown', 'focus']) select.addEventListener(event, fill);
  for (const event of ['click', 'keydown', 'pointerdown']) select.addEventListener(event, (e) => e.stopPropagation());
  select.addEventListener('change', () =>
    actions.pickIteration(node.id, select.value === '' ? undefined : Number(select.value)),
  );
  return {
    element,
    width,
    show(shown: readonly StateStatus[] | undefined, iteration: number | undefined) {
      items = Array.from(shown ?? [], (status) => status ?? 'none');
      const visible = items.length > 0;
      attribute(element, 'visibility', visible ? 'visible' : 'hidden');
      attribute(select, 'tabindex', visible ? '0' : '-1');
      if (!visible) return;
      const { succeeded, total } = countItems(items);
      shownText.show(iteration === undefined ? `${succeeded}/${total} ▾` : `#${iteration} ▾`, node.width - 14, 20);
      if (select.options.length !== items.length + 1) fill();
      const value = iteration === undefined ? '' : String(iteration);
      if (select.value !== value) select.value = value;
    },
  };
}
