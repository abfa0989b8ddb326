/**
 * Decides where a run stops and when it goes on. Knows pause points and strands, nothing of
 * the Debug Adapter Protocol. While one strand is stopped, every other waits at its next pause point.
 */
import type { PausePoint } from '../core/interpreter/host';
import type { HeldTime } from '../run';
import type { BreakpointReason, Breakpoints, Hit } from './breakpoints';
import { areRelated, isInside, isLastExit, parentStrand } from './strand';

export type StopReason = 'entry' | 'step' | 'pause' | 'exception' | BreakpointReason;
export type StepMode = 'next' | 'in' | 'out';

export interface Stop {
  readonly reason: StopReason;
  readonly point: PausePoint;
  readonly breakpointIds?: readonly number[];
  /** What a person is told beside the reason. */
  readonly description?: string;
}

/** Where a strand stands: its last pause point, and whether it is held there. */
export interface StrandPosition {
  readonly point: PausePoint;
}

export interface ControlListener {
  stopped(stop: Stop): void;
  /** A log point's words. */
  logPoint(text: string, point: PausePoint): void;
}

interface Held {
  readonly point: PausePoint;
  /** Its breakpoints have been asked (and their hits counted) already. */
  readonly decided: Stop | undefined;
  readonly resolve: () => void;
}

interface Step {
  readonly mode: StepMode;
  readonly strand: string;
  readonly parent: string | undefined;
  /** The stepped strand has ended: other strands need not wait for it any more. */
  ended: boolean;
}

export class ExecutionControl {
  /** Lines that run at this moment, in order of appearance. */
  readonly strands = new Map<string, StrandPosition>();

  private current:
    { readonly stop: Stop; readonly resolve: (() => void) | undefined; readonly letGo: () => void } | undefined;
  private held: Held[] = [];
  private step: Step | undefined;
  private pauseAt: string | 'anywhere' | undefined;
  private ended = false;

  constructor(
    private readonly breakpoints: Breakpoints,
    private readonly listener: ControlListener,
    private entry: boolean,
    /** The run's: it stands still while somebody looks at a stop, and while a breakpoint's condition is evaluated. */
    private readonly time: Pick<HeldTime, 'hold'>,
  ) {}

  /** The host's `pause`: undefined where nothing is to wait for, so that a run without stops costs no await. */
  readonly pause = (point: PausePoint): Promise<void> | undefined => {
    if (this.ended) return undefined;
    this.track(point);
    if (this.current) return this.hold(point);
    const stop = this.decide(point);
    if (stop instanceof Promise) {
      const letGo = this.time.hold();
      return stop.finally(letGo).then((decided) => {
        if (!decided || this.ended) return undefined;
        return this.current ? this.hold(point, decided) : this.stopHere(decided);
      });
    }
    if (stop === 'wait') return this.hold(point);
    if (stop) return this.stopHere(stop);
    this.leave(point);
    return undefined;
  };

  /** The stop a person looks at, if the run stands still. */
  get stop(): Stop | undefined {
    return this.current?.stop;
  }

  /** Whether the run waits at this very point, and reads its data again when it goes on. */
  isHeld(point: PausePoint): boolean {
    if (this.current?.stop.point === point) return this.current.resolve !== undefined;
    return this.held.some((held) => held.point === point);
  }

  resume(mode: 'continue' | StepMode, strand = this.current?.stop.point.strand ?? ''): void {
    const position = this.strands.get(strand);
    this.step =
      mode === 'continue'
        ? undefined
        : { mode, strand, parent: position && parentStrand(strand, position.point.state), ended: false };
    const { stop, resolve } = this.current ?? {};
    this.goOn();
    if (resolve && stop) this.leave(stop.point);
    resolve?.();
    this.release();
  }

  /**
   * Stops at once where the strand stands (its task goes on, and waits when it is done), or at the
   * next pause point where nothing has begun yet.
   */
  requestPause(strand?: string): void {
    if (this.current || this.ended) return;
    const position = (strand === undefined ? undefined : this.strands.get(strand)) ?? [...this.strands.values()].at(-1);
    if (!position) {
      this.pauseAt = 'anywhere';
      return;
    }
    this.step = undefined;
    this.current = { stop: { reason: 'pause', point: position.point }, resolve: undefined, letGo: this.time.hold() };
    this.listener.stopped(this.current.stop);
  }

  /** The execution whose main strand this is, started by a state of another, is over. */
  forget(strand: string): void {
    const isOver = (other: string): boolean => other === strand || isInside(other, strand);
    for (const other of this.strands.keys()) if (isOver(other)) this.strands.delete(other);
    if (!this.step || this.step.ended || !isOver(this.step.strand)) return;
    this.step.ended = true;
    this.release();
  }

  /** A person steps into the state this strand runs: its handler is to stop at its first line. */
  stepsInto(strand: string): boolean {
    return this.step?.mode === 'in' && this.step.strand === strand && !this.ended;
  }

  /** The run is over or being stopped: nobody waits any more. */
  end(): void {
    this.ended = true;
    const waiting = [this.current?.resolve, ...this.held.map((held) => held.resolve)];
    this.goOn();
    this.held = [];
    this.strands.clear();
    for (const resolve of waiting) resolve?.();
  }

  private goOn(): void {
    this.current?.letGo();
    this.current = undefined;
  }

  private track(point: PausePoint): void {
    this.strands.set(point.strand, { point });
    // Whatever ran inside this strand for a scope of this state is over once the state itself reports again.
    if (point.state.scopes.length > 0) {
      for (const strand of this.strands.keys()) if (isInside(strand, point.strand)) this.strands.delete(strand);
    }
  }

  /** A strand goes on from here. Where that is its end, neighbours of a stepped strand need not wait for it any more. */
  private leave(point: PausePoint): void {
    if (!endsStrand(point)) return;
    if (point.when === 'exit') this.strands.delete(point.strand);
    if (this.step?.strand !== point.strand || this.step.ended) return;
    this.step.ended = true;
    this.release();
  }

  private decide(point: PausePoint): Stop | 'wait' | undefined | Promise<Stop | undefined> {
    const quick = this.reasonWithoutBreakpoints(point);
    const found = this.breakpoints.at(point);
    if (found.length === 0) {
      if (point.when !== 'enter') return quick && this.unrelated(point, quick);
      return quick && { reason: quick, point };
    }
    if (this.mustWait(point)) return 'wait';
    const hits = this.breakpoints.hit(found, point, (text) => this.listener.logPoint(text, point));
    const stopFor = (hit: Hit | undefined): Stop | undefined => hit ?? (quick && { reason: quick, point });
    return hits instanceof Promise ? hits.then(stopFor) : stopFor(hits);
  }

  private unrelated(point: PausePoint, reason: StopReason): Stop | 'wait' {
    return this.mustWait(point) ? 'wait' : { reason, point };
  }

  /** While a person steps in one strand, its neighbours' stops wait until that strand stops or ends. */
  private mustWait(point: PausePoint): boolean {
    return this.step !== undefined && !this.step.ended && !areRelated(point.strand, this.step.strand);
  }

  private reasonWithoutBreakpoints(point: PausePoint): StopReason | undefined {
    if (point.when === 'error' && this.breakpoints.errors.stopsAt(point)) return 'exception';
    if (this.entry && point.when === 'enter') {
      this.entry = false;
      return 'entry';
    }
    if (this.pauseAt !== undefined) {
      this.pauseAt = undefined;
      return 'pause';
    }
    return this.step && reachesStep(this.step, point) ? 'step' : undefined;
  }

  private stopHere(stop: Stop): Promise<void> {
    this.step = undefined;
    // It may say more exactly where the strand stands.
    if (this.strands.has(stop.point.strand)) this.strands.set(stop.point.strand, { point: stop.point });
    return new Promise((resolve) => {
      this.current = { stop, resolve, letGo: this.time.hold() };
      this.listener.stopped(stop);
    });
  }

  private hold(point: PausePoint, decided?: Stop): Promise<void> {
    return new Promise((resolve) => this.held.push({ point, resolve, decided }));
  }

  /** Lets the held strands go on, each up to its own stop. */
  private release(): void {
    const held = this.held;
    this.held = [];
    for (const { point, resolve, decided } of held) {
      // A strand whose scope has ended meanwhile is gone: nobody looks at it any more.
      const next = this.strands.has(point.strand) ? this.pauseAgain(point, decided) : undefined;
      if (next) void next.then(resolve);
      else resolve();
    }
  }

  private pauseAgain(point: PausePoint, decided: Stop | undefined): Promise<void> | undefined {
    if (!decided) return this.pause(point);
    return this.current || this.mustWait(point) ? this.hold(point, decided) : this.stopHere(decided);
  }
}

function endsStrand(point: PausePoint): boolean {
  return point.when === 'error' || isLastExit(point);
}

/** What each step waits for; a last state stops once more at its exit, so that its output can be seen. */
function reachesStep(step: Step, point: PausePoint): boolean {
  const outward = point.strand === step.strand || isInside(step.strand, point.strand);
  const lastExit = point.strand === step.strand && isLastExit(point);
  switch (step.mode) {
    case 'next':
      return lastExit || (point.when === 'enter' && outward);
    case 'in':
      return lastExit || (point.when === 'enter' && areRelated(point.strand, step.strand));
    case 'out':
      if (step.parent === undefined) return false;
      return (point.when === 'enter' || point.when === 'exit') && outward && point.strand !== step.strand;
  }
}
