/** A group of the picture whose elements come and go, each in its place among the others. */
import { svg } from './element';

export class Layer {
  readonly element: SVGGElement;
  private readonly places = new Map<Element, number>();
  private readonly drawn = new Map<string, readonly [place: number, element: SVGElement]>();

  constructor(name: string) {
    this.element = svg('g', { class: name });
  }

  /** `place`: its number among all that may ever stand here. */
  add(key: string, place: number, element: SVGElement): void {
    this.remove(key);
    this.drawn.set(key, [place, element]);
    this.places.set(element, place);
    // Most come in order: the place is looked for from the end.
    let next: Element | null = null;
    for (let last = this.element.lastElementChild; last && this.places.get(last)! > place;) {
      next = last;
      last = last.previousElementSibling;
    }
    this.element.insertBefore(element, next);
  }

  remove(key: string): void {
    const known = this.drawn.get(key);
    if (!known) return;
    this.drawn.delete(key);
    this.places.delete(known[1]);
    known[1].remove();
  }

  clear(): void {
    this.drawn.clear();
    this.places.clear();
    this.element.replaceChildren();
  }
}
