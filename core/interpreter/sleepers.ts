/** Who sleeps on a virtual clock, by due time: a binary heap, since a Map may let thousands sleep at once. */

export interface Sleeper {
  readonly due: number;
  /** Sleepers due at the same moment wake in the order they lay down. */
  readonly order: number;
  readonly wake: () => void;
}

export class Sleepers {
  private readonly heap: Sleeper[] = [];
  /** Where each one stands in the heap. */
  private readonly places = new Map<Sleeper, number>();

  get isEmpty(): boolean {
    return this.heap.length === 0;
  }

  /** Who is due first, and sleeps on. */
  get first(): Sleeper | undefined {
    return this.heap[0];
  }

  add(sleeper: Sleeper): void {
    this.heap.push(sleeper);
    this.rise(sleeper, this.heap.length - 1);
  }

  takeFirst(): Sleeper | undefined {
    const first = this.heap[0];
    if (first) this.remove(first);
    return first;
  }

  /** Nothing where it sleeps no more. */
  remove(sleeper: Sleeper): void {
    const place = this.places.get(sleeper);
    const last = place === undefined ? undefined : this.heap.pop();
    this.places.delete(sleeper);
    if (place === undefined || last === undefined || last === sleeper) return;
    this.rise(last, place);
    this.sink(last, this.places.get(last) ?? place);
  }

  private rise(sleeper: Sleeper, from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.heap[above];
      if (!parent || isBefore(parent, sleeper)) break;
      this.put(parent, place);
      place = above;
    }
    this.put(sleeper, place);
  }

  private sink(sleeper: Sleeper, from: number): void {
    let place = from;
    for (;;) {
      const left = this.heap[2 * place + 1];
      const right = this.heap[2 * place + 2];
      const child = right && left && isBefore(right, left) ? right : left;
      if (!child || isBefore(sleeper, child)) break;
      const below = child === left ? 2 * place + 1 : 2 * place + 2;
      this.put(child, place);
      place = below;
    }
    this.put(sleeper, place);
  }

  private put(sleeper: Sleeper, place: number): void {
    this.heap[place] = sleeper;
    this.places.set(sleeper, place);
  }
}

function isBefore(one: Sleeper, other: Sleeper): boolean {
  return one.due < other.due || (one.due === other.due && one.order < other.order);
}
