/** Draws one node where its words could not be read: its name in letters that can be, or a mark of its status. */
import type { PlacedNode } from '../../core/graph/graphView';
import type { StateStatus } from '../../core/graph/runView';
import { textWidth } from '../../core/graph/textWidth';
import { nodeGroup, RADIUS, spoken, type DrawnNode } from './drawNode';
import { attribute, setText, svg } from './element';
import { fittedName } from './fittedText';
import { badgeIcon, TYPE_ICONS, UNKNOWN_ICON } from './icons';
import type { Level } from './level';
import { statusLine } from './statusWords';

/** Of an icon on the screen, px. */
const ICON = 12;
const BADGE = 6.5;
const BESIDE = 4;
const TITLE = 40;

const rounded = (number: number): number => Math.round(number * 100) / 100;

export function drawSmall(node: PlacedNode, level: Exclude<Level, { kind: 'full' }>): DrawnNode {
  return level.kind === 'names' ? drawName(node, level) : drawMark(node);
}

function drawName(node: PlacedNode, level: Extract<Level, { kind: 'names' }>): DrawnNode {
  const { width, height } = node;
  const line = node.holds?.open ? Math.min(TITLE, height) : height;
  const tooltip = svg('title', {}, node.label);
  const face = svg(
    'g',
    { class: 'face', role: 'button', tabindex: -1, 'aria-pressed': 'false' },
    tooltip,
    svg('rect', { class: 'halo', x: -3, y: -3, width: width + 6, height: height + 6, rx: RADIUS + 3 }),
    svg('rect', { class: 'card', width, height, rx: RADIUS }),
  );
  const badge = badgeOf(width, level.unit);
  face.append(...nameParts(node, line, level), badge.element);
  const element = nodeGroup(node, [face]);
  element.classList.add('named');
  return {
    node,
    element,
    face,
    show(shownOfRun) {
      const { marks, standing } = shownOfRun;
      const shown: StateStatus = marks?.status ?? 'none';
      attribute(element, 'data-status', shown);
      attribute(element, 'data-retries', String(marks?.retries ?? 0));
      attribute(badge.icon, 'd', badgeIcon(shownOfRun));
      setText(tooltip, [node.label, node.detail, marks && statusLine(marks, standing)].filter(Boolean).join('\n'));
      attribute(face, 'aria-label', spoken(node, shownOfRun));
    },
  };
}

/** The name, with the sign of its type before it where there is room for both. */
function nameParts(node: PlacedNode, line: number, { letters, unit }: Extract<Level, { kind: 'names' }>) {
  const gap = BESIDE * unit;
  const size = Math.min(ICON * unit, line * 0.8);
  // The badge reaches down to the name where both are large in the picture.
  const isBesideBadge = BADGE * unit > line / 2 - letters / 2;
  const room = node.width - gap - (isBesideBadge ? BADGE * unit : gap);
  const hasIcon = textWidth(node.label, letters, true) <= room - size - gap;
  const name = svg(
    'text',
    {
      class: 'name',
      x: rounded(hasIcon ? 2 * gap + size : gap),
      y: line / 2,
      'dominant-baseline': 'central',
      'font-size': rounded(letters),
    },
    fittedName(node.label, letters, room),
  );
  if (!hasIcon) return [name];
  const transform = `translate(${rounded(gap)} ${rounded((line - size) / 2)}) scale(${rounded(size / 16)})`;
  const d = node.type ? TYPE_ICONS[node.type] : UNKNOWN_ICON;
  return [svg('path', { class: 'small-icon', d, transform }), name];
}

/** The status at the corner, as large as it is on the screen in a picture of full size. */
function badgeOf(width: number, unit: number) {
  const scale = (BADGE * unit) / 10;
  const icon = svg('path', { transform: 'translate(-8 -8)' });
  const transform = `translate(${width} 0) scale(${rounded(scale)})`;
  const element = svg('g', { class: 'status', transform, 'aria-hidden': 'true' }, svg('circle', { r: 10 }), icon);
  return { element, icon };
}

/** The status as the sign that fills the box: two elements, for there may be thousands. */
function drawMark(node: PlacedNode): DrawnNode {
  const { width, height } = node;
  const line = node.holds?.open ? Math.min(TITLE, height) : height;
  const size = line * 0.95;
  const transform = `translate(${rounded((width - size) / 2)} ${rounded((line - size) / 2)}) scale(${rounded(size / 16)})`;
  const icon = svg('path', { class: 'small-icon', transform, 'aria-hidden': 'true' });
  const element = nodeGroup(node, [svg('rect', { class: 'card', width, height, rx: RADIUS })]);
  for (const [name, value] of Object.entries({ role: 'button', tabindex: '-1' })) attribute(element, name, value);
  element.classList.add('mark', 'face');
  const tooltip = svg('title');
  let told = node.label;
  let hasIcon = false;
  element.addEventListener('pointerenter', () => {
    setText(tooltip, told);
    element.prepend(tooltip);
  });
  return {
    node,
    element,
    face: element,
    show(shownOfRun) {
      const { marks, standing } = shownOfRun;
      const shown: StateStatus = marks?.status ?? 'none';
      attribute(element, 'data-status', shown);
      attribute(element, 'data-retries', String(marks?.retries ?? 0));
      attribute(icon, 'd', badgeIcon(shownOfRun));
      if (shown !== 'none' && !hasIcon) element.append(icon);
      hasIcon ||= shown !== 'none';
      told = [node.label, node.detail, marks && statusLine(marks, standing)].filter(Boolean).join('\n');
      attribute(element, 'aria-label', spoken(node, shownOfRun));
    },
  };
}
