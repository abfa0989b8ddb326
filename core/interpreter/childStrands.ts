/** Runs the branches of a Parallel or the iterations of a Map side by side; the first failure stops the rest. */
import { isPromise, type MaybePromise } from '../query';
import type { ChildStrand, Strand } from './strand';
import { runStrand } from './runStrand';
import { StrandStopped, StateFailure } from './stateFailure';
import type { Program } from './step';

export interface Child extends ChildStrand {
  readonly program: Program;
  /** Evaluates what there is to be evaluated before its first state. */
  prepare?(): MaybePromise<void>;
  /** Its last state is left. */
  succeeded(): void;
  /** It has failed, before its siblings are stopped. */
  failed(failure: StateFailure): void;
}

export interface ChildrenOptions {
  readonly parent: Strand;
  readonly count: number;
  /** At most this many at once; 0 is no limit. */
  readonly limit: number;
  /** Makes the next child; called when it may begin. */
  begin(index: number): Child;
  /** Whether a failed child fails the others. A Distributed Map tolerates some. */
  readonly tolerates?: (failure: StateFailure) => boolean;
}

/** Settles when all children have succeeded; throws the first failure, after the others are stopped. */
export function runChildren(options: ChildrenOptions): MaybePromise<void> {
  return new Siblings(options).run();
}

class Siblings {
  private next = 0;
  private running = 0;
  private thrown: unknown;
  private ended = false;
  private settle: ((thrown: unknown) => void) | undefined;

  constructor(private readonly options: ChildrenOptions) {}

  run(): MaybePromise<void> {
    this.startWhatMay();
    if (this.ended) {
      if (this.thrown !== undefined) throw this.thrown;
      return undefined;
    }
    return new Promise((resolve, reject) => {
      this.settle = (thrown) => {
        if (thrown === undefined) resolve();
        else reject(thrown instanceof Error ? thrown : new Error(String(thrown)));
      };
    });
  }

  private startWhatMay(): void {
    const { count, limit, parent } = this.options;
    while (!this.ended && this.next < count && (limit === 0 || this.running < limit)) this.start(this.next++);
    if (!this.ended && this.running === 0 && this.next >= count) this.end(undefined);
    if (parent.stopped && !this.ended) this.end(undefined);
  }

  private start(index: number): void {
    let child: Child;
    try {
      child = this.options.begin(index);
    } catch (thrown) {
      this.end(thrown);
      return;
    }
    this.running++;
    try {
      const prepared = child.prepare?.();
      const result = isPromise(prepared)
        ? prepared.then(() => runStrand(child.strand, child.program))
        : runStrand(child.strand, child.program);
      if (isPromise(result)) {
        // Only what waits can be stopped from outside.
        this.options.parent.addChild(child);
        if (child.strand.execution.end) child.strand.cancel(child.strand.execution.end);
        result.then(
          () => {
            this.childSucceeded(child);
            this.startWhatMay();
          },
          (thrown: unknown) => {
            this.childFailed(child, thrown);
            this.startWhatMay();
          },
        );
        return;
      }
      this.childSucceeded(child);
    } catch (thrown) {
      this.childFailed(child, thrown);
    }
  }

  private childSucceeded(child: Child): void {
    if (this.ended || child.strand.stopped) return;
    this.leave(child);
    try {
      child.succeeded();
    } catch (thrown) {
      this.end(thrown);
    }
  }

  private childFailed(child: Child, thrown: unknown): void {
    if (this.ended || child.strand.stopped) return;
    if (!(thrown instanceof StateFailure)) {
      this.end(thrown);
      return;
    }
    try {
      this.leave(child);
      child.failed(thrown);
      if (this.options.tolerates?.(thrown)) return;
      const failingEvent = child.strand.previous;
      for (const sibling of this.options.parent.children) sibling.recordAborted(failingEvent);
      this.options.parent.previous = failingEvent;
      this.end(thrown);
    } catch (another) {
      this.end(another);
    }
  }

  private leave(child: Child): void {
    this.running--;
    this.options.parent.removeChild(child);
  }

  private end(thrown: unknown): void {
    this.ended = true;
    this.thrown = thrown;
    const siblings = [...this.options.parent.children];
    this.options.parent.removeChildren();
    for (const { strand } of siblings) {
      strand.stop();
      strand.cancel(new StrandStopped());
    }
    this.settle?.(thrown);
  }
}
