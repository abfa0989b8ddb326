/** Draws one node with all its words, and later changes what the run says of it. */
import type { PlacedNode } from '../../core/graph/graphView';
import type { StateMarks, StateStatus } from '../../core/graph/runView';
import { countItems } from '../../core/graph/runView';
import { phrase } from '../../core/l10n/phrase';
import { attribute, html, setText, svg } from './element';
import { expander } from './expander';
import { badgeIcon, TYPE_ICONS, UNKNOWN_ICON } from './icons';
import { nestedText, type NestedProgress } from './nestedProgress';
import { fittedOf, fittedText } from './fittedText';
import { retryText, shortStatusLine, statusLine, statusWord, type Standing } from './statusWords';

const HEADER = 40;
export const RADIUS = 8;

/** What a run says of a state. */
export interface Shown {
  /** None where there is no run, or the state was not reached. */
  readonly marks: StateMarks | undefined;
  /** The one chosen of a Map. */
  readonly iteration?: number;
  /** Of the executions that the state has started. */
  readonly nested?: NestedProgress;
  /** Why it does not go on. */
  readonly standing?: Standing;
}

export interface DrawnNode {
  readonly node: PlacedNode;
  readonly element: SVGGElement;
  /** The button within it, which has the focus. */
  readonly face: SVGGElement;
  show(shown: Shown): void;
}

export interface NodeActions {
  /** A Map's picker: undefined for all iterations together. */
  pickIteration(statePath: string, index: number | undefined): void;
  /** Shows or hides what is inside a state. */
  toggle(statePath: string): void;
}

/** Start and End. */
export function drawTerminal(node: PlacedNode): SVGGElement {
  const { x, y, width, height } = node;
  return svg(
    'g',
    { class: 'terminal', transform: `translate(${x} ${y})`, 'data-terminal': node.kind },
    svg('rect', { width, height, rx: height / 2 }),
    svg('text', { x: width / 2, y: height / 2, 'text-anchor': 'middle', 'dominant-baseline': 'central' }, node.label),
  );
}

/** The lane of a Parallel's branch. */
export function drawLane(node: PlacedNode): SVGGElement {
  const { x, y, width, height } = node;
  return svg(
    'g',
    { class: 'lane', transform: `translate(${x} ${y})`, 'aria-hidden': 'true' },
    svg('rect', { width, height, rx: RADIUS - 2 }),
  );
}

/** `far` is told on the border: transitions whose lines are not drawn. */
export function drawState(node: PlacedNode, far: readonly string[], actions: NodeActions): DrawnNode {
  const { width, height } = node;
  const isOpen = node.holds?.open === true;
  const line = isOpen ? HEADER : height;
  const status = svg('g', { class: 'status', transform: `translate(${width - 2} 2)`, 'aria-hidden': 'true' });
  const statusIcon = svg('path', { transform: 'translate(-8 -8)' });
  status.append(svg('circle', { r: 10 }), statusIcon);
  const fold = node.holds && expander(node, line, actions);
  const room = width - 58 - (fold ? fold.width : 0);
  // Widths are estimated generously: the line may come closer to the border, and `Succeeded · 320 ms` is told in full.
  const lineRoom = room + 8;
  const name = svg('text', { class: 'name', x: 44, y: line / 2 - 3 });
  const detail = svg('text', { class: 'detail', x: 44, y: line / 2 + 13 });
  const tooltip = svg('title', {}, node.label);
  const retries = pill('retries');
  const leads = pill('leads');
  leads.show(far.length === 0 ? undefined : `⤳ ${far.length}`, 12 + pillWidth(`⤳ ${far.length}`), isOpen ? 0 : height);
  const items = node.type === 'Map' ? itemPicker(node, fold?.width ?? 0, actions) : undefined;
  const face = svg(
    'g',
    { class: 'face', role: 'button', tabindex: -1, 'aria-pressed': 'false' },
    tooltip,
    svg('rect', { class: 'halo', x: -4, y: -4, width: width + 8, height: height + 8, rx: RADIUS + 4 }),
    ...(node.holds && !isOpen ? [svg('rect', { class: 'card behind', x: 4, y: 4, width, height, rx: RADIUS })] : []),
    svg('rect', { class: 'card', width, height, rx: RADIUS }),
    ...(isOpen ? [svg('path', { class: 'bar', d: barPath(width, line) })] : []),
    svg(
      'g',
      { class: 'type', transform: `translate(10 ${line / 2 - 13})`, 'aria-hidden': 'true' },
      svg('rect', { width: 26, height: 26, rx: 7 }),
      svg('path', { d: node.type ? TYPE_ICONS[node.type] : UNKNOWN_ICON, transform: 'translate(5 5)' }),
    ),
    name,
    detail,
    retries.element,
    leads.element,
    status,
    svg('path', { class: 'arrow', d: `M-9 ${line / 2}l-13 -8v5h-9v6h9v5z`, 'aria-hidden': 'true' }),
  );
  const element = nodeGroup(node, [face, items?.element, fold?.element]);
  if (node.holds) attribute(face, 'aria-keyshortcuts', 'Shift+Enter');

  const drawn: DrawnNode = {
    node,
    element,
    face,
    show(told) {
      const { marks, iteration, nested, standing } = told;
      const shown: StateStatus = marks?.status ?? 'none';
      attribute(element, 'data-status', shown);
      attribute(element, 'data-retries', String(marks?.retries ?? 0));
      attribute(statusIcon, 'd', badgeIcon(told));
      const own = marks && shown !== 'none' ? statusLine(marks, standing) : (node.detail ?? held(node));
      const second = nested ? nestedText(nested) : own;
      const short = marks && shown !== 'none' && !nested ? shortStatusLine(marks, standing) : second;
      const picking = items && marks?.items ? items.width : 0;
      setText(name, fittedText(node.label, 13, (second === '' ? room - picking : room) + 4, true));
      setText(detail, fittedOf([second, short], 11, picking > 0 ? room - picking : lineRoom));
      attribute(name, 'y', String(second === '' ? line / 2 + 4.5 : line / 2 - 3));
      const retried = marks && retryText(marks, node.maxAttempts);
      retries.show(retried && `↻ ${retried}`, width - 12, isOpen ? 0 : height + 5);
      items?.show(marks?.items, iteration);
      attribute(element, 'data-iterations', marks?.items && String(marks.items.length));
      setText(
        tooltip,
        joined(
          [node.label, node.detail, marks && statusLine(marks, standing), nested && nestedText(nested), ...far],
          '\n',
        ),
      );
      attribute(face, 'aria-label', spoken(node, told));
    },
  };
  drawn.show({ marks: undefined });
  return drawn;
}

/** The element that tells whose it is, around the parts that one can press. */
export function nodeGroup(node: PlacedNode, parts: readonly (SVGElement | undefined)[]): SVGGElement {
  return svg(
    'g',
    {
      class: node.holds?.open ? 'node container' : 'node',
      transform: `translate(${node.x} ${node.y})`,
      'data-state-path': node.id,
      'data-type': node.type ?? 'unknown',
      'data-status': 'none',
      'data-retries': '0',
      'data-holds': node.holds && (node.holds.open ? 'open' : 'closed'),
    },
    ...parts.filter((part) => part !== undefined),
  );
}

/** How much a closed state holds, where nothing else is to be told. */
function held({ holds }: PlacedNode): string {
  return holds && !holds.open ? phrase`${holds.states} states` : '';
}

function joined(parts: readonly (string | false | undefined)[], between: string): string {
  return parts.filter(Boolean).join(between);
}

/** What a person hears of a state. */
export function spoken(node: PlacedNode, { marks, nested, standing }: Shown): string {
  const retries = marks?.retries ?? 0;
  return joined(
    [
      node.label,
      node.type ?? phrase`state`,
      node.detail,
      marks && statusLine(marks, standing),
      retries > 0 && (retries === 1 ? phrase`1 retry` : phrase`${retries} retries`),
      marks?.items && phrase`${countItems(marks.items).succeeded} of ${marks.items.length} iterations succeeded`,
      nested && nestedText(nested),
      node.holds && !node.holds.open && phrase`closed, ${node.holds.states} states inside`,
    ],
    ', ',
  );
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
      const width = pillWidth(text);
      attribute(element, 'transform', `translate(${x - width} ${y})`);
      attribute(box, 'width', String(width));
      attribute(label, 'x', String(width / 2));
      setText(label, text);
    },
  };
}

function pillWidth(text: string): number {
  return text.length * 6.4 + 14;
}

/** More entries than this no list helps with; the details list those that failed. */
const MOST_CHOICES = 500;
/** More than these are listed once somebody goes to the list: making them takes longer than a frame has. */
const FEW_CHOICES = 50;

/** `3/5 ▾`: a native select, unseen, over a drawn pill. */
/** `beside`: room for what stands at its right. */
function itemPicker(node: PlacedNode, beside: number, actions: NodeActions) {
  const width = 62;
  const right = node.width - 14 - beside;
  const shownText = pill('items');
  const select = html('select', { 'aria-label': phrase`Iteration of ${node.label} to show`, tabindex: -1 });
  const holder = svg('foreignObject', { x: right - width, y: 11, width, height: 20 }, select);
  const element = svg('g', { class: 'picker', visibility: 'hidden' }, shownText.element, holder);
  let items: readonly StateStatus[] = [];
  let chosen = '';
  const fill = (): void => {
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
      shownText.show(iteration === undefined ? `${succeeded}/${total} ▾` : `#${iteration} ▾`, right, 20);
      chosen = iteration === undefined ? '' : String(iteration);
      if (items.length <= FEW_CHOICES && select.options.length !== items.length + 1) fill();
      if (select.value !== chosen) select.value = chosen;
    },
  };
}
