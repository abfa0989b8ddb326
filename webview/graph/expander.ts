/** The button that shows or hides what is inside a state. */
import type { PlacedNode } from '../../core/graph/graphView';
import { phrase } from '../../core/l10n/phrase';
import type { NodeActions } from './drawNode';
import { svg } from './element';

const WIDTH = 26;

/** `line`: the height of the line it stands in. Reached by the keys of the state itself, too. */
export function expander(
  node: PlacedNode,
  line: number,
  { toggle }: Pick<NodeActions, 'toggle'>,
): { readonly element: SVGGElement; readonly width: number } {
  const isOpen = node.holds?.open === true;
  const words = isOpen ? phrase`Hide what is inside` : phrase`Show ${node.holds?.states ?? 0} states inside`;
  const element = svg(
    'g',
    {
      class: 'expander',
      role: 'button',
      tabindex: -1,
      'aria-label': `${node.label}: ${words}`,
      'aria-expanded': String(isOpen),
      transform: `translate(${node.width - WIDTH - 8} ${line / 2 - 12})`,
    },
    svg('title', {}, words),
    svg('rect', { width: 24, height: 24, rx: 5 }),
    svg('path', { d: isOpen ? 'M7 14.5l5-5 5 5' : 'M7 9.5l5 5 5-5' }),
  );
  element.addEventListener('click', (event) => {
    event.stopPropagation();
    toggle(node.id);
  });
  return { element, width: WIDTH };
}
