/** How many handler processes work at one time, of a function or of all together: what comes then waits for its turn. */

/** A place among them, from when there is one until {@link Place.leave}. */
export interface Place {
  /** The process that has it. */
  takenBy(processId: string): void;
  leave(): void;
}

export class ProcessRoom {
  private readonly places = new Set<{ id?: string }>();
  /** Calls under way that processes wait for, by the processes' ids. */
  private readonly calls = new Map<string, number>();
  private readonly waiting: ((place: Place) => void)[] = [];

  /** @param most from 1 */
  constructor(readonly most: number = Infinity) {}

  get isFull(): boolean {
    return this.waiting.length > 0 || this.working >= this.most;
  }

  /** How many have a place, or wait for one. */
  get asked(): number {
    return this.places.size + this.waiting.length;
  }

  /** Resolves once there is a place, in order of asking. */
  async enter(): Promise<Place> {
    return this.isFull ? new Promise((resolve) => this.waiting.push(resolve)) : this.take();
  }

  /**
   * A process waits for an answer that may need other handlers: its place is free meanwhile, or a function that calls
   * another would wait for it forever.
   *
   * @returns that the answer has come
   */
  lend(processId: string): () => void {
    this.calls.set(processId, (this.calls.get(processId) ?? 0) + 1);
    this.letIn();
    return () => {
      const left = (this.calls.get(processId) ?? 1) - 1;
      if (left > 0) this.calls.set(processId, left);
      else this.calls.delete(processId);
    };
  }

  private get working(): number {
    return [...this.places].filter(({ id }) => id === undefined || !this.calls.has(id)).length;
  }

  private take(): Place {
    const place: { id?: string } = {};
    this.places.add(place);
    return {
      takenBy: (id) => void (place.id = id),
      leave: () => {
        this.places.delete(place);
        this.letIn();
      },
    };
  }

  private letIn(): void {
    while (this.waiting.length > 0 && this.working < this.most) this.waiting.shift()!(this.take());
  }
}
