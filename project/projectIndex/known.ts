/** What is known and what it was made of, as a graph in which doubt goes up and answers come back down. */
import { isDeepStrictEqual } from 'node:util';

/** Something that is known. What is made of it has noted its version, which goes up when it becomes another. */
export abstract class Known {
  version = 0;
  /** Whether what it was made of may have changed since it was looked at last. Then all that is made of it is in doubt. */
  protected isDoubted = false;
  /** What is made of it, and whether that tells of the limits that were reached here. */
  readonly users = new Map<Made, boolean>();

  doubt(): void {
    if (this.isDoubted) return;
    this.isDoubted = true;
    for (const user of this.users.keys()) user.doubt();
  }

  /** Looks whether it still is what it was. */
  settle(): void {
    if (!this.isDoubted) return;
    this.look();
    this.isDoubted = false;
  }

  protected abstract look(): void;
}

/** An answer of the disk, which is asked again when in doubt. */
export class Asked<Answer> extends Known {
  private answer: { readonly of: Answer } | undefined;

  constructor(private readonly ask: () => Answer) {
    super();
  }

  get value(): Answer {
    this.settle();
    return (this.answer ??= { of: this.ask() }).of;
  }

  protected look(): void {
    if (!this.answer) return;
    const again = this.ask();
    if (isDeepStrictEqual(again, this.answer.of)) return;
    this.answer = { of: again };
    this.version++;
  }
}

/** What a file holds: no answer is kept, and whoever says that it has changed is believed. */
export class Text extends Known {
  /** @param mark by which a text is known again where nobody says that it has changed */
  constructor(private readonly mark: (() => string) | undefined) {
    super();
    this.last = mark?.();
  }

  private last: string | undefined;

  change(): void {
    this.version++;
    this.doubt();
  }

  protected look(): void {
    const mark = this.mark?.();
    if (mark === this.last) return;
    this.last = mark;
    this.version++;
  }
}

/** What was made of other things. A value that is read in parts goes on noting what the later parts ask for. */
export class Made extends Known {
  value: { readonly of: unknown } | undefined;
  /** The answer in which somebody asked for it last. */
  askedIn = 0;
  limits = new Set<string>();
  private needs = new Map<Known, number>();
  /** Another one for each value: what an outdated value still asks for is not noted. */
  private turn = {};

  /** @param again makes plain data anew, which may come out equal; absent: who asks for it next makes it */
  constructor(private readonly again?: (entry: Made) => unknown) {
    super();
  }

  /** Notes what it is made of, for as long as its value counts. */
  noting(tells: boolean): (need: Known) => void {
    const { turn } = this;
    return (need) => {
      if (turn !== this.turn) return;
      if (!this.needs.has(need)) this.needs.set(need, need.version);
      if (need.users.get(this) !== true) need.users.set(this, tells);
    };
  }

  tell(limit: string): void {
    if (this.limits.has(limit)) return;
    this.limits.add(limit);
    for (const [user, tells] of this.users) if (tells) user.tell(limit);
  }

  protected look(): void {
    for (const [need, version] of this.needs) {
      need.settle();
      if (need.version === version) continue;
      const { value, limits } = this;
      this.forget();
      if (this.again && value) {
        this.value = { of: this.again(this) };
        if (isDeepStrictEqual([this.value, this.limits], [value, limits])) {
          this.value = value;
          return;
        }
      }
      this.version++;
      return;
    }
  }

  /** Nothing more is noted for the value that it has had. */
  forget(): void {
    for (const need of this.needs.keys()) need.users.delete(this);
    this.needs = new Map();
    this.limits = new Set();
    this.turn = {};
    this.value = undefined;
  }
}
