/** Makes elements. Text enters as text only, never as markup, and as what can be read. */
import { visible, visibleLines } from '../../core/escape/visible';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Attributes that are shown or read out; others are ours, or must stay exact. */
const WORDS: ReadonlySet<string> = new Set(['title', 'aria-label', 'label']);

const SVG = 'http://www.w3.org/2000/svg';

export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

export function html<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(name), attributes, children);
}

function filled<E extends Element>(element: E, attributes: Attributes, children: readonly (Node | string)[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    attribute(element, name, value === undefined ? undefined : String(value));
  }
  element.append(...children.map((child) => (typeof child === 'string' ? visibleLines(child) : child)));
  return element;
}

/** Sets or removes an attribute, and touches the document only where that changes anything. */
export function attribute(element: Element, name: string, value: string | undefined): void {
  const shown = value !== undefined && WORDS.has(name) ? visible(value) : value;
  if (shown === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== shown) element.setAttribute(name, shown);
}

export function setText(element: Element, text: string): void {
  const shown = visibleLines(text);
  if (element.textContent !== shown) element.textContent = shown;
}
