/**
 * When tasks that nobody has spoken of count as begun: after some turns of the microtask queue. All that wait share
 * the turns, so that a turn costs one promise however many they are, and none where nobody waits.
 */

/** As many turns as an answer that is ready takes through a few layers of promises. */
const TURNS = 12;

/** What has begun when its time comes, unless it is over by then. */
export interface Beginning {
  readonly isPending: boolean;
  begin(): void;
}

const TURN = Promise.resolve();

export class TaskBeginnings {
  /** In the order in which they are due, those before {@link first} done with. */
  private queue: { readonly beginning: Beginning; readonly due: number }[] = [];
  private first = 0;
  private turn = 0;
  private isTurning = false;

  add(beginning: Beginning): void {
    // The turn under way may have begun before.
    this.queue.push({ beginning, due: this.turn + (this.isTurning ? TURNS + 1 : TURNS) });
    if (this.isTurning) return;
    this.isTurning = true;
    void TURN.then(this.next);
  }

  private readonly next = (): void => {
    this.turn++;
    const { queue } = this;
    while (this.first < queue.length) {
      const { beginning, due } = queue[this.first]!;
      if (beginning.isPending && due > this.turn) break;
      this.first++;
      if (beginning.isPending) beginning.begin();
    }
    if (this.first < queue.length) return void TURN.then(this.next);
    this.isTurning = false;
    this.queue = [];
    this.first = 0;
  };
}
