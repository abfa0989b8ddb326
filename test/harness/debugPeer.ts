/** One end of the Debug Adapter Protocol: an editor as it speaks to an adapter, with requests in both directions. */
import type { Readable, Writable } from 'node:stream';
import type { DebugProtocol } from '@vscode/debugprotocol';

type Body = Record<string, unknown>;

export class DebugPeer {
  readonly events: DebugProtocol.Event[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly pending = new Map<number, (response: DebugProtocol.Response) => void>();
  private sequence = 1;
  private unread = Buffer.alloc(0);
  isOver = false;

  /** @param reverse answers what the adapter asks; rejects: it is refused */
  constructor(
    input: Readable,
    private readonly output: Writable,
    private readonly reverse: (request: DebugProtocol.Request) => Promise<void> = () => Promise.reject(new Error('no')),
  ) {
    input.on('data', (chunk: Buffer) => this.read(chunk));
    input.on('close', () => {
      this.isOver = true;
      this.look();
    });
    output.on('error', () => undefined);
  }

  request(command: string, args: object = {}): Promise<Body> {
    const seq = this.sequence++;
    return new Promise((resolve, reject) => {
      this.pending.set(seq, ({ success, body, message }) =>
        success ? resolve((body ?? {}) as Body) : reject(new Error(message)),
      );
      this.write({ seq, type: 'request', command, arguments: args });
    });
  }

  /** The first event of the name after the first `skipped` of them. */
  event(name: string, skipped = 0): Promise<Body> {
    return this.until(() => {
      const found = this.events.filter(({ event }) => event === name)[skipped];
      return found && ((found.body ?? {}) as Body);
    });
  }

  /** The adapter lets go. */
  over(): Promise<true> {
    return this.until(() => this.isOver || undefined);
  }

  private until<T>(check: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = check();
        if (found === undefined) return;
        this.waiting.delete(look);
        resolve(found);
      };
      this.waiting.add(look);
      look();
    });
  }

  private look(): void {
    for (const look of [...this.waiting]) look();
  }

  private write(message: object): void {
    const text = JSON.stringify(message);
    this.output.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  private read(chunk: Buffer): void {
    this.unread = Buffer.concat([this.unread, chunk]);
    for (;;) {
      const head = /^Content-Length: (\d+)\r\n\r\n/.exec(this.unread.toString('latin1', 0, 60));
      const end = head ? head[0].length + Number(head[1]) : Number.POSITIVE_INFINITY;
      if (!head || this.unread.length < end) return;
      const message = JSON.parse(this.unread.toString('utf8', head[0].length, end)) as DebugProtocol.ProtocolMessage;
      this.unread = this.unread.subarray(end);
      if (message.type === 'event') this.events.push(message as DebugProtocol.Event);
      else if (message.type === 'response') {
        const response = message as DebugProtocol.Response;
        this.pending.get(response.request_seq)?.(response);
      } else this.answer(message as DebugProtocol.Request);
      this.look();
    }
  }

  private answer(request: DebugProtocol.Request): void {
    const respond = (more: object): void =>
      this.write({
        seq: this.sequence++,
        type: 'response',
        request_seq: request.seq,
        command: request.command,
        ...more,
      });
    this.reverse(request).then(
      () => respond({ success: true }),
      (error: Error) => respond({ success: false, message: error.message }),
    );
  }
}
