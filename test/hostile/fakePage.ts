/** As much of a page as the graph draws into: elements with names, attributes and text, in a plain tree, and what happens to them. */

/** What happens to an element: it goes on to those around it until somebody stops it. */
export interface FakeEvent {
  readonly target?: unknown;
  readonly key?: string;
  isStopped?: boolean;
  isPrevented?: boolean;
  stopPropagation?(): void;
  preventDefault?(): void;
}

type Listener = (event: FakeEvent) => void;

export class FakeElement {
  readonly attributes = new Map<string, string>();
  readonly style: Record<string, string> = {};
  readonly dataset: Record<string, string> = {};
  readonly classes = new Set<string>();
  readonly classList = {
    toggle: (name: string, on: boolean) => (on ? this.classList.add(name) : this.classList.remove(name)),
    add: (name: string) => void this.classes.add(name),
    remove: (name: string) => void this.classes.delete(name),
  };
  children: (FakeElement | string)[] = [];
  parent: FakeElement | undefined;
  hidden = false;
  disabled = false;
  value = '';
  scrollTop = 0;
  clientWidth = 0;
  clientHeight = 0;
  /** Of the pointer that is held. */
  captured: number | undefined;
  private readonly listeners: [string, Listener][] = [];

  constructor(readonly name: string) {}

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
  append(...children: (FakeElement | string)[]): void {
    this.children.push(...this.adopted(children));
  }
  insertBefore(child: FakeElement, next: FakeElement | null): void {
    const at = next ? this.children.indexOf(next) : this.children.length;
    this.children.splice(at, 0, ...this.adopted([child]));
  }
  remove(): void {
    if (this.parent) this.parent.children = this.parent.children.filter((child) => child !== this);
    this.parent = undefined;
  }
  select(): void {}
  prepend(...children: (FakeElement | string)[]): void {
    this.children.unshift(...this.adopted(children));
  }
  replaceChildren(...children: (FakeElement | string)[]): void {
    this.children = this.adopted(children);
  }
  private adopted(children: (FakeElement | string)[]): (FakeElement | string)[] {
    for (const child of children) if (typeof child !== 'string') child.parent = this;
    return children;
  }
  addEventListener(name: string, listener: Listener): void {
    this.listeners.push([name, listener]);
  }
  fire(name: string, given: object = {}): FakeEvent {
    const event: FakeEvent = { target: this, ...given };
    event.stopPropagation = () => void (event.isStopped = true);
    event.preventDefault = () => void (event.isPrevented = true);
    this.hear(name, event);
    return event;
  }
  private hear(name: string, event: FakeEvent): void {
    for (const [each, listener] of this.listeners) if (each === name) listener(event);
    if (!event.isStopped) this.parent?.hear(name, event);
  }
  focus(): void {
    fakeDocument.activeElement = this;
  }
  setPointerCapture(pointer: number): void {
    this.captured = pointer;
  }
  getBoundingClientRect(): { x: number; y: number } {
    return { x: 0, y: 50 };
  }
  contains(other: unknown): boolean {
    return this.all.includes(other as FakeElement);
  }
  /** By one attribute: `[name]` or `[name="value"]`. */
  closest(selector: string): FakeElement | null {
    return fits(this, selector) ? this : (this.parent?.closest(selector) ?? null);
  }
  querySelector(selector: string): FakeElement | null {
    return this.all.find((each) => fits(each, selector)) ?? null;
  }
  get options(): FakeElement[] {
    return this.elements.filter(({ name }) => name === 'option');
  }
  get firstElementChild(): FakeElement | undefined {
    return this.elements[0];
  }
  get lastElementChild(): FakeElement | undefined {
    return this.elements.at(-1);
  }
  get previousElementSibling(): FakeElement | undefined {
    const all = this.parent?.elements ?? [];
    return all[all.indexOf(this) - 1];
  }
  private get elements(): FakeElement[] {
    return this.children.filter((child) => typeof child !== 'string');
  }
  get textContent(): string {
    return this.children.map((child) => (typeof child === 'string' ? child : child.textContent)).join('');
  }
  set textContent(text: string) {
    this.children = [text];
  }
  /** Itself and all below it. */
  get all(): FakeElement[] {
    return [this, ...this.children.flatMap((child) => (typeof child === 'string' ? [] : child.all))];
  }
}

function fits(element: FakeElement, selector: string): boolean {
  const [, name = '', , value] = /^\[([\w-]+)(="(.*)")?\]$/.exec(selector) ?? [];
  return value === undefined ? element.attributes.has(name) : element.getAttribute(name) === value;
}

export const fakeDocument = {
  activeElement: null as FakeElement | null,
  createElement: (name: string) => new FakeElement(name),
  createElementNS: (_namespace: string, name: string) => new FakeElement(name),
};
