/** The processes of one function: one per concurrent invocation, as on AWS, up to what a machine bears. */
import os from 'node:os';
import type { HandlerProcess } from './handlerProcess';
import { ProcessRoom, type Place } from './processRoom';

/** More invocations at once wait for a process: a Map over a thousand items must not start a thousand. */
const MOST_PROCESSES = Math.max(8, 2 * os.availableParallelism());

export class ProcessPool {
  private processes: HandlerProcess[] = [];
  private readonly room: ProcessRoom;

  /**
   * @param reserved how many invocations the function may have at one time
   * @param most how many processes; default: what a machine bears
   */
  constructor(
    private readonly reserved: number = Infinity,
    most: number = MOST_PROCESSES,
  ) {
    this.room = new ProcessRoom(Math.min(most, Math.max(1, reserved)));
  }

  /** Whether the function has as many invocations as it may. */
  get isThrottled(): boolean {
    return this.room.asked >= this.reserved;
  }

  /** As {@link ProcessRoom.enter}, for an invocation. */
  enter(): Promise<Place> {
    return this.room.enter();
  }

  /** As {@link ProcessRoom.lend}. */
  lend(processId: string): () => void {
    return this.room.lend(processId);
  }

  add(process: HandlerProcess): void {
    this.processes.push(process);
  }

  /** An idle process whose code is still the code on disk; others that are idle are let go. */
  takeWarm(): HandlerProcess | undefined {
    const usable = this.processes.find((process) => !process.busy && process.alive && !process.stale);
    if (!usable) for (const process of this.processes) if (!process.busy) process.kill();
    this.processes = this.processes.filter((process) => process.busy || process.alive);
    return usable;
  }

  get size(): number {
    return this.processes.filter(({ alive }) => alive).length;
  }

  /** Ends a process that has nothing to do. @returns undefined: there is none */
  endIdle(): Promise<unknown> | undefined {
    const idle = this.processes.find(({ busy, alive }) => !busy && alive);
    idle?.kill();
    return idle?.exit;
  }

  /** @param stop as of {@link HandlerProcess.end} */
  async end(stop: AbortSignal | undefined): Promise<void> {
    await Promise.all(this.processes.map((process) => process.end(stop)));
  }
}
