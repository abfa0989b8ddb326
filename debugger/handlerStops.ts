/** Handlers that stand at a breakpoint of their own debugger: the run stands still as long as one does. */
import type { PausePoint } from '../core/interpreter/host';
import type { AdapterRequests } from '../messages/debugClient';
import type { HeldTime } from '../run';

interface StandingHandler {
  readonly functionName: string;
  /** Lets time go on. */
  readonly letGo: () => void;
}

export class HandlerStops {
  /** By debug session, the latest last. */
  private readonly standing = new Map<string, StandingHandler>();
  /** Where states have called a function, the latest last. */
  private readonly callers = new Map<string, readonly PausePoint[]>();

  /** @param isThere whether a strand still stands where it called */
  constructor(
    private readonly time: Pick<HeldTime, 'hold'>,
    private readonly isThere: (point: PausePoint) => boolean = () => true,
  ) {}

  /** The state of this point calls the function. */
  called(functionName: string, point: PausePoint): void {
    this.callers.set(functionName, [...this.callersOf(functionName), point]);
  }

  /** What the client says of one of its debug sessions. */
  told({ session, functionName, stands }: AdapterRequests['stepwise.handlerStands']): void {
    if (stands && !this.standing.has(session)) this.standing.set(session, { functionName, letGo: this.time.hold() });
    if (stands) return;
    this.standing.get(session)?.letGo();
    this.standing.delete(session);
  }

  /** Where the handler that stands was called, as far as can be told: of several that wait for the same one, the latest. */
  get caller(): PausePoint | undefined {
    const { functionName = '' } = [...this.standing.values()].at(-1) ?? {};
    return this.callersOf(functionName).at(-1);
  }

  private callersOf(functionName: string): PausePoint[] {
    return (this.callers.get(functionName) ?? []).filter(this.isThere);
  }
}
