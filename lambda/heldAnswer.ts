/**
 * A handler that holds whoever called it though it has its answer: with a callback Lambda waits for the event loop to be empty,
 * and code may run on behind an answer. Said once it takes a while. Source: Lambda, "Node.js handler", callback-based handlers;
 * "AWS Lambda context object in Node.js", `callbackWaitsForEmptyEventLoop`.
 */
import { counted } from './counted';
import type { InvocationTime } from './lambda';
import type { UnderWay } from './runtimeApi';

/** After that much a person wonders. */
const AFTER_MS = 2000;
/** Longer than the process itself waits before it tells what it waits for (`bootstrap/calledBack.cjs`), on a busy machine too. */
const SILENT_MS = 3500;

export class HeldAnswer {
  private forget: () => void = () => undefined;

  constructor(
    private readonly name: string,
    private readonly time: InvocationTime,
    private readonly tell: (sentence: string) => void,
  ) {}

  /** @param kept what keeps its event loop from being empty; undefined: it has called back just now */
  calledBack(kept: UnderWay | undefined): void {
    this.over();
    if (kept) this.tell(waitsFor(this.name, kept));
    else this.forget = this.time.after(SILENT_MS, () => this.tell(runsOn(this.name)));
  }

  /** It has answered, and whoever called it waits for its end. */
  runsOn(): void {
    this.over();
    this.forget = this.time.after(AFTER_MS, () => this.tell(behindAnswer(this.name)));
  }

  /** Nobody waits for it any more. */
  over(): void {
    this.forget();
    this.forget = () => undefined;
  }
}

const ANSWERS_AT_ONCE =
  'To answer at once, set context.callbackWaitsForEmptyEventLoop = false before the callback, or make the handler an async function.';

function waitsFor(name: string, kept: UnderWay): string {
  const what = counted(kept);
  return what === undefined
    ? `${name} has called back, but something it started is still open, and Lambda waits for that before it answers. ${ANSWERS_AT_ONCE}`
    : `${name} has called back, but Lambda waits for what is still open before it answers: ${what}. ${ANSWERS_AT_ONCE}`;
}

function runsOn(name: string): string {
  return `${name} has called back, but its code still runs, and Lambda waits for that before it answers. ${ANSWERS_AT_ONCE}`;
}

function behindAnswer(name: string): string {
  return `${name} has answered, but its code still runs: as on Lambda it may, until its timeout.`;
}
