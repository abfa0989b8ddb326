/** Time that passes only where a test says so. */
import type { InvocationTime } from '../../lambda/lambda';

export class FakeTime implements InvocationTime {
  holders = 0;
  stood: InvocationTime['stood'] = { milliseconds: 0 };
  private moment = 0;
  private waiting: { readonly due: number; readonly act: () => void }[] = [];
  private readonly watchers: (() => void)[] = [];

  elapsed(): number {
    return this.moment;
  }

  after(milliseconds: number, act: () => void): () => void {
    const waits = { due: this.moment + milliseconds, act };
    this.waiting.push(waits);
    return () => void (this.waiting = this.waiting.filter((other) => other !== waits));
  }

  hold(): () => void {
    this.holders++;
    return () => void this.holders--;
  }

  watch(changed: () => void): () => void {
    this.watchers.push(changed);
    return () => undefined;
  }

  /** Lets time pass; whoever is due acts. */
  pass(milliseconds: number): void {
    this.moment += milliseconds;
    for (const { due, act } of this.waiting) if (due <= this.moment) act();
  }

  /** What is told of the time that it stood still. */
  tell(stood: InvocationTime['stood']): void {
    this.stood = stood;
    for (const changed of this.watchers) changed();
  }
}
