/** Handlers that stand at a breakpoint of their own debugger: the run stands still as long as one does. */
import type { AdapterRequests } from '../messages/debugClient';
import type { HeldTime } from '../run';

export class HandlerStops {
  /** Lets time go on, by debug session. */
  private readonly standing = new Map<string, () => void>();

  constructor(private readonly time: Pick<HeldTime, 'hold'>) {}

  /** What the client says of one of its debug sessions. */
  told({ session, stands }: AdapterRequests['stepwise.handlerStands']): void {
    if (stands && !this.standing.has(session)) this.standing.set(session, this.time.hold());
    if (stands) return;
    this.standing.get(session)?.();
    this.standing.delete(session);
  }
}
