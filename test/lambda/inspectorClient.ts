/** As much of a JavaScript debugger as these tests need: the inspector's protocol over a WebSocket of our own. */
import http from 'node:http';
import type { Socket } from 'node:net';

export interface Inspector {
  send(method: string, params?: object): Promise<unknown>;
  /** Resolves with the file and zero-based line of the next stop that has not been read yet. */
  stopped(): Promise<{ url: string; line: number; reason: string }>;
  close(): void;
}

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly method?: string;
  readonly params?: {
    readonly scriptId?: string;
    readonly url?: string;
    readonly reason?: string;
    readonly callFrames?: readonly { location: { scriptId: string; lineNumber: number } }[];
  };
}

export async function connectInspector(port: number): Promise<Inspector> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { id: string }[];
  const socket = await upgrade(port, `/${target?.id}`);
  const answers = new Map<number, (result: unknown) => void>();
  const stops: { url: string; line: number; reason: string }[] = [];
  const scripts = new Map<string, string>();
  const waiting: (() => void)[] = [];
  let count = 0;
  readFrames(socket, (text) => {
    const message = JSON.parse(text) as Message;
    if (message.id !== undefined) answers.get(message.id)?.(message.result);
    const { params = {} } = message;
    if (message.method === 'Debugger.scriptParsed') scripts.set(params.scriptId ?? '', params.url ?? '');
    const place = message.method === 'Debugger.paused' ? params.callFrames?.[0]?.location : undefined;
    if (!place) return;
    stops.push({ url: scripts.get(place.scriptId) ?? '', line: place.lineNumber, reason: params.reason ?? '' });
    waiting.shift()?.();
  });
  return {
    send: (method, params = {}) =>
      new Promise((resolve) => {
        answers.set(++count, resolve);
        socket.write(frameOf(JSON.stringify({ id: count, method, params })));
      }),
    async stopped() {
      if (stops.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      const stop = stops.shift();
      if (!stop) throw new Error('The debugger stopped nowhere.');
      return stop;
    },
    close: () => socket.destroy(),
  };
}

function upgrade(port: number, path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Key': Buffer.from('stepwise-inspect').toString('base64'),
      'Sec-WebSocket-Version': '13',
    };
    http
      .request({ host: '127.0.0.1', port, path, headers })
      .on('upgrade', (_, socket) => resolve(socket as Socket))
      .on('error', reject)
      .end();
  });
}

/** A client's frame, masked with zeroes (RFC 6455, section 5). */
function frameOf(text: string): Buffer {
  const body = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0xfe, body.length >> 8, body.length & 0xff, 0, 0, 0, 0]), body]);
}

function readFrames(socket: Socket, receive: (text: string) => void): void {
  let buffer = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const short = (buffer[1] ?? 0) & 0x7f;
      const start = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (buffer.length < start) return;
      const length = short === 126 ? buffer.readUInt16BE(2) : short === 127 ? buffer.readUInt32BE(6) : short;
      if (buffer.length < start + length) return;
      receive(buffer.toString('utf8', start, start + length));
      buffer = buffer.subarray(start + length);
    }
  });
}

/** Attaches as VS Code's debugger does with `continueOnAttach`, with one breakpoint. */
export async function attachAt(port: number, url: string, lineNumber: number): Promise<Inspector> {
  const inspector = await connectInspector(port);
  await inspector.send('Runtime.enable');
  await inspector.send('Debugger.enable');
  await inspector.send('Debugger.setBreakpointByUrl', { url, lineNumber });
  await inspector.send('Runtime.runIfWaitingForDebugger');
  return inspector;
}
