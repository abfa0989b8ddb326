/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// The bootstrap's connection to its owner: HTTP/1.1 over one socket, by hand. The handler's packages may replace whatever
// they like of `http`, `net`, timers and globals (X-Ray, nock, fake timers): nothing here is looked up after their load.
'use strict';
const net = require('node:net');

const { Promise, Uint8Array } = globalThis;
const { byteLength, concat, from } = Buffer;
const uncurried = Function.prototype.bind.bind(Function.prototype.call);
const [slice, latin1, utf8] = [
  Uint8Array.prototype.slice,
  Buffer.prototype.latin1Slice,
  Buffer.prototype.utf8Slice,
].map((method) => uncurried(method));
const indexOf = uncurried(Buffer.prototype.indexOf);

const HEAD_END = from('\r\n\r\n');
const CHUNK = 65536;

/**
 * @param {string} address host and port
 * @param {string} session says that it is the bootstrap that asks
 * @param {() => void} lost called when the connection ends, which lasts as long as the owner
 * @returns connects; then sends requests, whose answers come in their order
 */
module.exports = function connectToOwner(address, session, lost) {
  const [host, port] = address.split(':');
  const waiting = [];
  let received = from('');
  const buffer = Buffer.allocUnsafeSlow(CHUNK);

  /** Hands out each answer that is there as a whole. */
  const answer = () => {
    for (;;) {
      const end = indexOf(received, HEAD_END);
      if (end < 0) return;
      const [first, ...lines] = latin1(received, 0, end).split('\r\n');
      const headers = {};
      for (const line of lines) {
        const colon = line.indexOf(':');
        headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
      }
      const start = end + HEAD_END.length;
      const after = start + Number(headers['content-length'] ?? 0);
      if (received.length < after) return;
      const body = utf8(received, start, after);
      received = from(slice(received, after));
      waiting.shift()({ status: Number(first.split(' ')[1]), headers, body });
    }
  };

  return new Promise((connected) => {
    const socket = net.connect({
      host,
      port: Number(port),
      noDelay: true,
      onread: {
        buffer,
        callback(length) {
          received = concat([received, slice(buffer, 0, length)]);
          answer();
          return true;
        },
      },
    });
    keepOwn(socket);
    socket.on('error', lost);
    socket.on('close', lost);
    socket.on('connect', () =>
      connected({
        /** Whether the wait for an answer keeps the process alive. */
        hold: (holds) => void (holds ? socket.ref() : socket.unref()),
        call(method, route, body = '', more = {}) {
          const fields = { Host: address, 'Stepwise-Session': session, 'Content-Length': byteLength(body), ...more };
          let head = `${method} ${route} HTTP/1.1\r\n`;
          for (const name in fields) head += `${name}: ${fields[name]}\r\n`;
          return new Promise((resolve) => {
            waiting.push(resolve);
            socket.write(`${head}\r\n${body}`);
          });
        },
      }),
    );
  });
};

/** Gives an object all that it inherits for its own: what is replaced in its classes later is not replaced in it. */
function keepOwn(object) {
  let owner = Object.getPrototypeOf(object);
  for (; owner !== null && owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    for (const key of Reflect.ownKeys(owner)) {
      if (key === 'constructor' || Object.hasOwn(object, key)) continue;
      Object.defineProperty(object, key, Object.getOwnPropertyDescriptor(owner, key));
    }
  }
}
