/**
 * A session that a client has started as a child of another one, with our adapter because its parent has it, for a debugger
 * that speaks the protocol itself: what the client says goes there, and what comes from there to the client.
 */
import { connect, type Socket } from 'node:net';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { HANDLER_LANGUAGE_IDS, languageOf } from '../core/handlers';
import { isJsonObject } from '../core/json';

const HEAD = /^Content-Length: (\d+)\r\n\r\n/i;
/** Longer than any head that is sent. */
const LONGEST_HEAD = 60;

/** Where the debugger listens that an `attach` is meant for; undefined: it is not for one that speaks the protocol. */
export function addressOf(message: DebugProtocol.ProtocolMessage): { host: string; port: number } | undefined {
  const { type, command, arguments: args } = message as DebugProtocol.Request;
  if (type !== 'request' || command !== 'attach' || !isJsonObject(args)) return undefined;
  const { connect: to, type: wanted } = args;
  const speaks = HANDLER_LANGUAGE_IDS.some((id) => {
    const { type: known, speaksProtocol } = languageOf(id).debugger;
    return speaksProtocol && known === wanted;
  });
  if (!speaks || !isJsonObject(to) || typeof to['port'] !== 'number') return undefined;
  return { host: typeof to['host'] === 'string' ? to['host'] : '127.0.0.1', port: to['port'] };
}

/** A message as it goes over a stream. */
export function framed(message: object): string {
  const text = JSON.stringify(message);
  return ['Content-Length:', ` ${Buffer.byteLength(text)}`, '\r\n\r\n', text].join('');
}

export class ForwardedSession {
  private readonly socket: Socket;
  private unread = Buffer.alloc(0);

  /**
   * @param initialize what the client has asked our adapter already: the debugger is asked the same
   * @param tell a message for the client
   * @param over the debugger is gone
   */
  constructor(
    address: { readonly host: string; readonly port: number },
    private readonly initialize: DebugProtocol.Request,
    private readonly tell: (message: object) => void,
    over: () => void,
  ) {
    this.socket = connect(address);
    this.socket.on('data', (chunk: Buffer) => this.read(chunk));
    this.socket.on('error', () => undefined);
    this.socket.on('close', over);
    this.send(initialize);
  }

  send(message: object): void {
    this.socket.write(framed(message));
  }

  end(): void {
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    this.unread = Buffer.concat([this.unread, chunk]);
    for (;;) {
      const head = HEAD.exec(this.unread.toString('latin1', 0, LONGEST_HEAD));
      const length = Number(head?.[1]);
      if (!head || this.unread.length < head[0].length + length) return;
      const end = head[0].length + length;
      const message = JSON.parse(this.unread.toString('utf8', head[0].length, end)) as DebugProtocol.Response;
      this.unread = this.unread.subarray(end);
      this.received(message);
    }
  }

  /** The client has an answer to `initialize`, which was about us: what the debugger can do comes as the event for that. */
  private received(message: DebugProtocol.Response): void {
    const isFirst = message.type === 'response' && message.request_seq === this.initialize.seq;
    if (!isFirst) return this.tell(message);
    const body = { capabilities: (message.body ?? {}) as DebugProtocol.Capabilities };
    this.tell({ type: 'event', event: 'capabilities', seq: message.seq, body });
  }
}
