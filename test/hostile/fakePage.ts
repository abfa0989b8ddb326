/** As much of a page as the graph draws into: elements with names, attributes and text, in a plain tree. */

export class FakeElement {
  readonly attributes = new Map<string, string>();
  readonly style: Record<string, string> = {};
  readonly options: FakeElement[] = [];
  readonly classList = { toggle: () => false, add: () => undefined, remove: () => undefined };
  children: (FakeElement | string)[] = [];
  hidden = false;
  value = '';
  scrollTop = 0;

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
    this.children.push(...children);
  }
  prepend(...children: (FakeElement | string)[]): void {
    this.children.unshift(...children);
  }
  replaceChildren(...children: (FakeElement | string)[]): void {
    this.children = children;
  }
  addEventListener(): void {}
  contains(): boolean {
    return false;
  }
  querySelector(): null {
    return null;
  }
  get firstElementChild(): FakeElement | undefined {
    return this.elements[0];
  }
  get lastElementChild(): FakeElement | undefined {
    return this.elements.at(-1);
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

export const fakeDocument = {
  activeElement: null,
  createElement: (name: string) => new FakeElement(name),
  createElementNS: (_namespace: string, name: string) => new FakeElement(name),
};
