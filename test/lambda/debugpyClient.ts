/** As much of a Debug Adapter Protocol client as it takes to attach to debugpy with one breakpoint. */
import net from 'node:net';

interface Message {
  readonly event?: string;
  readonly command?: string;
  readonly body?: {
    readonly threadId?: number;
    readonly reason?: string;
    readonly stackFrames?: readonly { readonly name: string; readonly line: number }[];
  };
}

/** Resolves once configured; calls `stopped` at each stop with its reason, and then lets the program go on. */
export function attachDebugpy(
  port: number,
  file: string,
  line: number | undefined,
  stopped: (reason: string, place: string) => Promise<void>,
) {
  return new Promise<net.Socket>((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    let buffer = '';
    let count = 0;
    let stop: { threadId?: number; reason: string } = { reason: '' };
    const send = (command: string, args: object = {}) => {
      const text = JSON.stringify({ seq: ++count, type: 'request', command, arguments: args });
      socket.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    };
    const receive = ({ event, command, body }: Message) => {
      if (event === 'initialized') {
        send('setBreakpoints', { source: { path: file }, breakpoints: line === undefined ? [] : [{ line }] });
        send('configurationDone');
      }
      if (command === 'configurationDone') resolve(socket);
      if (event === 'stopped') {
        stop = { threadId: body?.threadId, reason: body?.reason ?? '' };
        send('stackTrace', { threadId: stop.threadId });
      }
      if (command === 'stackTrace') {
        const { threadId, reason } = stop;
        const [frame] = body?.stackFrames ?? [];
        void stopped(reason, `${frame?.name}:${frame?.line}`).then(() => send('continue', { threadId }));
      }
      if (event === 'terminated') socket.end();
    };
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      buffer += chunk;
      for (;;) {
        const header = /Content-Length: (\d+)\r\n\r\n/.exec(buffer);
        if (!header) return;
        const end = header.index + header[0].length + Number(header[1]);
        if (buffer.length < end) return;
        receive(JSON.parse(buffer.slice(header.index + header[0].length, end)) as Message);
        buffer = buffer.slice(end);
      }
    });
    socket.on('error', reject);
    send('initialize', { adapterID: 'test', pathFormat: 'path', linesStartAt1: true });
    send('attach', { justMyCode: true });
  });
}
