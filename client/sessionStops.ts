/**
 * Whether a debug session stands at a breakpoint, by the messages between VS Code and its debug adapter. Adapters need not
 * say that they go on where they were asked to: the answer to that request is enough (Debug Adapter Protocol, `continued`).
 */

/** As much of a protocol message as is read. */
export interface ProtocolMessage {
  readonly type?: string;
  readonly event?: string;
  readonly command?: string;
  readonly success?: boolean;
  readonly body?: {
    readonly threadId?: number;
    readonly allThreadsStopped?: boolean;
    readonly allThreadsContinued?: boolean;
  };
  readonly request_seq?: number;
  readonly seq?: number;
  readonly arguments?: { readonly threadId?: number; readonly singleThread?: boolean };
}

/** After a successful answer the thread runs, until it stops again. */
const GOES_ON = new Set([
  'continue',
  'next',
  'stepIn',
  'stepOut',
  'stepBack',
  'reverseContinue',
  'goto',
  'restartFrame',
]);

/** Every thread at once. */
const ALL = Symbol('all');

export class SessionStops {
  private readonly stopped = new Set<number | typeof ALL>();
  /** Requests under way that make a thread go on, by their number. */
  private readonly asked = new Map<number, ProtocolMessage['arguments']>();

  get stands(): boolean {
    return this.stopped.size > 0;
  }

  /** VS Code asks something of the adapter. */
  sent({ type, command, seq, arguments: args }: ProtocolMessage): void {
    if (type === 'request' && command !== undefined && seq !== undefined && GOES_ON.has(command))
      this.asked.set(seq, args);
  }

  /** The adapter says something. */
  received(message: ProtocolMessage): void {
    const { type, event, body, success, request_seq: of } = message;
    if (type === 'response' && of !== undefined && this.asked.has(of)) {
      const args = this.asked.get(of);
      this.asked.delete(of);
      // Of a step the other threads are not spoken of: those that stand on say so again.
      const isOne = args?.singleThread === true || body?.allThreadsContinued === false;
      if (success === true) this.goesOn(isOne ? args?.threadId : undefined);
    } else if (type === 'event' && event === 'stopped') {
      this.stopped.add(body?.allThreadsStopped === true ? ALL : (body?.threadId ?? ALL));
    } else if (type === 'event' && event === 'continued') {
      this.goesOn(body?.allThreadsContinued === true ? undefined : body?.threadId);
    } else if (type === 'event' && (event === 'terminated' || event === 'exited')) {
      this.goesOn(undefined);
    }
  }

  /** Its adapter is gone. */
  over(): void {
    this.goesOn(undefined);
  }

  /** Undefined: all. Where all have stopped at once, one that goes on is taken for all. */
  private goesOn(thread: number | undefined): void {
    if (thread === undefined || this.stopped.has(ALL)) this.stopped.clear();
    else this.stopped.delete(thread);
  }
}
