/**
 * The system's time as a run counts it: it stands still while somebody holds it, such as a debugger that has stopped. Timers,
 * moments and durations of a run all come from here, so that what is looked at neither ages nor runs out of time.
 */
import { Sleepers, type Sleeper } from '../core/interpreter/sleepers';

/** The longest time a Node timer can wait; longer ones fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** What the system says, in milliseconds. */
export interface SystemTime {
  /** Since the epoch. */
  wall(): number;
  /** From any beginning; never goes back. */
  elapsed(): number;
}

const SYSTEM: SystemTime = { wall: () => Date.now(), elapsed: () => performance.now() };

export class HeldTime {
  private holders = 0;
  /** When it began to stand, and for how long it had stood before, by both of the system's clocks. */
  private since: { readonly wall: number; readonly elapsed: number } | undefined;
  private before = { wall: 0, elapsed: 0 };
  private readonly sleepers = new Sleepers();
  private readonly watchers = new Set<() => void>();
  /** For whoever is due first. */
  private timer: { readonly of: Sleeper; readonly handle: NodeJS.Timeout } | undefined;
  private ordered = 0;

  constructor(private readonly system: SystemTime = SYSTEM) {}

  /** Milliseconds since the epoch. */
  now(): number {
    return (this.since?.wall ?? this.system.wall()) - this.before.wall;
  }

  /** Milliseconds from any beginning, in fractions. */
  elapsed(): number {
    return (this.since?.elapsed ?? this.system.elapsed()) - this.before.elapsed;
  }

  get stands(): boolean {
    return this.since !== undefined;
  }

  /** How long it has stood still in all until this moment, and since when (milliseconds since the epoch) it stands now. */
  get stood(): { readonly milliseconds: number; readonly since?: number } {
    return { milliseconds: this.before.wall, ...(this.since && { since: this.since.wall }) };
  }

  /** It stands still until everybody who holds it has let go. @returns lets go, once */
  hold(): () => void {
    if (this.holders++ === 0) this.stand();
    let holds = true;
    return () => {
      if (!holds) return;
      holds = false;
      if (--this.holders === 0) this.goOn();
    };
  }

  /** Stands still until the work has ended. */
  async during<T>(work: Promise<T>): Promise<T> {
    const letGo = this.hold();
    try {
      return await work;
    } finally {
      letGo();
    }
  }

  /** Calls back whenever it begins to stand or goes on. @returns stops that */
  watch(changed: () => void): () => void {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  }

  /** Calls back once when so much of this time has passed. @returns that nobody waits any more */
  after(milliseconds: number, act: () => void): () => void {
    const sleeper: Sleeper = { due: this.elapsed() + Math.max(0, milliseconds), order: this.ordered++, wake: act };
    this.sleepers.add(sleeper);
    this.plan();
    return () => {
      this.sleepers.remove(sleeper);
      this.plan();
    };
  }

  private stand(): void {
    this.since = { wall: this.system.wall(), elapsed: this.system.elapsed() };
    this.plan();
    for (const changed of this.watchers) changed();
  }

  private goOn(): void {
    const { since, before, system } = this;
    if (!since) return;
    this.before = {
      wall: before.wall + system.wall() - since.wall,
      elapsed: before.elapsed + system.elapsed() - since.elapsed,
    };
    this.since = undefined;
    this.plan();
    for (const changed of this.watchers) changed();
  }

  /** One timer of the system's serves all. */
  private plan(): void {
    const first = this.since ? undefined : this.sleepers.first;
    if (first === this.timer?.of) return;
    clearTimeout(this.timer?.handle);
    this.timer = first && { of: first, handle: this.timerFor(first) };
  }

  private timerFor({ due }: Sleeper): NodeJS.Timeout {
    const left = Math.max(0, Math.ceil(due - this.elapsed()));
    return setTimeout(() => this.wake(), Math.min(left, LONGEST_TIMER));
  }

  private wake(): void {
    this.timer = undefined;
    const now = this.elapsed();
    for (let { first } = this.sleepers; !this.since && first && first.due <= now; { first } = this.sleepers) {
      this.sleepers.takeFirst();
      first.wake();
    }
    this.plan();
  }
}
